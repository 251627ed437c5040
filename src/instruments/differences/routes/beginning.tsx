import type { Page } from '../../../platform/http/page.ts';
import { Forbidden } from '../../../platform/http/problems.ts';
import { dayOf } from '../../../platform/working-days.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { textOf } from '../../../ui/form-state.ts';
import { loadPartnership } from '../../partnerships/actions.ts';
import { beginDifference, loadBeginning } from '../actions.ts';
import { words } from '../messages/index.ts';
import { beginForm, questionsIn } from '../rules.ts';
import { listDifferences } from '../store.ts';
import { DifferencesPage } from '../views/list.tsx';
import { NewDifferencePage } from '../views/new.tsx';

export async function list(page: Page): Promise<Response> {
  const shown = await page.read(async (tx) => {
    const inside = await loadPartnership(tx, page.param('id'));
    const differences = await listDifferences(tx, inside.partnership.id, page.key('after'));
    return { inside, differences };
  });
  return page.html(<DifferencesPage page={page} {...shown} today={dayOf(page.now, page.city.timeZone)} />);
}

export async function beginPage(page: Page, state?: FormState) {
  const wanted = state ? (textOf(state, 'mark') ?? '') : page.query('mark');
  const from = await page.read((tx) => loadBeginning(tx, page.param('id'), wanted));
  return <NewDifferencePage page={page} {...from} about={page.query('about')} state={state} />;
}

export async function begin(page: Page): Promise<Response> {
  const t = words(page.locale);
  const id = page.param('id');
  // Who may not begin one gets no form back to correct.
  await page.read(async (tx) => {
    if (!(await loadPartnership(tx, id)).contributes) throw new Forbidden('those who contribute');
  });
  const place = { locale: page.locale, timeZone: page.city.timeZone };
  return page.submit(beginForm, {
    say: t,
    again: (state) => beginPage(page, state),
    act: async (tx, typed) => {
      const made = await beginDifference(tx, id, typed, questionsIn(t), place);
      return { to: `/partnerships/${id}/differences/${made}`, told: t('begun.told') };
    },
  });
}
