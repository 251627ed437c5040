import type { VNode } from 'preact';
import { listDocuments } from '../../mechanisms/living-document/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Page } from '../../platform/http/page.ts';
import { dayOf } from '../../platform/working-days.ts';
import { TextLine } from './views/list.tsx';

const most = 3;

/** What was agreed or begun last. */
export async function standing(page: Page, tx: Tx, partnership: string): Promise<VNode[]> {
  const { shown } = await listDocuments(tx, partnership, undefined);
  const today = dayOf(page.now, page.city.timeZone);
  return shown
    .toSorted((a, b) => (b.since ?? b.begunAt).getTime() - (a.since ?? a.begunAt).getTime())
    .slice(0, most)
    .map((document) => <TextLine key={document.id} page={page} document={document} today={today} named />);
}
