import type { Page } from '../../../platform/http/page.ts';
import { Forbidden } from '../../../platform/http/problems.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { loadPartnership } from '../../partnerships/actions.ts';
import { addGoals, loadFit, setGoalRemoved, talk } from '../actions.ts';
import { words } from '../messages/index.ts';
import { goalsForm, talkForm } from '../rules.ts';
import { FitPage } from '../views/fit.tsx';

/** `form`: which one comes back; `goals`, or the id of a fall. */
export async function shown(page: Page, again?: { form: string; state: FormState }) {
  const fit = await page.read((tx) => loadFit(tx, page.param('id')));
  return <FitPage page={page} {...fit} again={again} />;
}

const here = (page: Page) => `/partnerships/${page.param('id')}/fit`;

export async function addAll(page: Page): Promise<Response> {
  const t = words(page.locale);
  // Who may not gets no form back to correct.
  await page.read(async (tx) => {
    if (!(await loadPartnership(tx, page.param('id'))).contributes)
      throw new Forbidden('those who contribute');
  });
  return page.submit(goalsForm, {
    say: t,
    again: (state) => shown(page, { form: 'goals', state }),
    act: async (tx, typed) => {
      await addGoals(tx, page.param('id'), typed, page.locale);
      return { to: here(page), told: t('goals.told') };
    },
  });
}

function move(page: Page, removed: boolean): Promise<Response> {
  const t = words(page.locale);
  return page.press({
    say: t,
    again: (state) => shown(page, { form: 'goals', state }),
    act: async (tx) => {
      await setGoalRemoved(tx, page.param('id'), page.param('common'), removed);
      return { to: here(page), told: t(removed ? 'goal.removed.told' : 'goal.returned.told') };
    },
  });
}

export const removeOne = (page: Page) => move(page, true);
export const returnOne = (page: Page) => move(page, false);

export function talkedAbout(page: Page): Promise<Response> {
  const t = words(page.locale);
  const fall = page.param('fall');
  return page.submit(talkForm, {
    say: t,
    again: (state) => shown(page, { form: fall, state }),
    act: async (tx, typed) => {
      await talk(tx, page.param('id'), fall, { text: typed.talk, locale: page.locale });
      return { to: here(page), told: t('talk.told') };
    },
  });
}
