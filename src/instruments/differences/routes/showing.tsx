import type { Tx } from '../../../platform/database/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { listWithoutPeople } from '../../rounds/store.ts';
import { type Difference, listSaidAlone, loadDifference } from '../actions.ts';
import { DifferencePage } from '../views/difference.tsx';

/** The difference that the address names. */
export function differenceIn(page: Page, tx: Tx): Promise<Difference> {
  return loadDifference(tx, page.param('id'), page.param('difference'), page.city.timeZone);
}

export function addressOf(page: Page): string {
  return `/partnerships/${page.param('id')}/differences/${page.param('difference')}`;
}

/** Which form of the page comes back. */
export type Again = { form: 'option' | 'criterion' | 'look' | 'other'; state: FormState };

/** A difference as it stands now. */
export async function showDifference(page: Page, again?: Again) {
  const shown = await page.read(async (tx) => {
    const difference = await differenceIn(page, tx);
    return {
      difference,
      answers: await listSaidAlone(tx, difference),
      silent: await listWithoutPeople(
        tx,
        difference.joined.map(({ id }) => id),
      ),
    };
  });
  return <DifferencePage page={page} {...shown} again={again} />;
}
