import type { Block } from '../../../mechanisms/living-document/standing.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Forbidden } from '../../../platform/http/problems.ts';
import { mayWrite } from '../access.ts';
import { loadText, sectionOf, type Text } from '../actions.ts';

/** The text that an address names. */
export function textIn(page: Page, tx: Tx): Promise<Text> {
  return loadText(tx, { partnership: page.param('id'), text: page.param('text') }, page.city.timeZone);
}

/** The text, and the section of it that the address names. */
export async function sectionIn(page: Page, tx: Tx): Promise<{ text: Text; block: Block }> {
  const text = await textIn(page, tx);
  return { text, block: sectionOf(text, page.param('block')) };
}

export function needWriter({ inside }: Text): void {
  if (!mayWrite(inside)) throw new Forbidden('those who contribute');
}
