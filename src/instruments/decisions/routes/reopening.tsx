import type { Page } from '../../../platform/http/page.ts';
import { get, participants, post, type Route } from '../../../platform/http/route.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { loadToReopen, takeUpAgain } from '../actions.ts';
import { words } from '../messages/index.ts';
import { reopeningForm } from '../rules.ts';
import { pathOf } from '../views/parts.tsx';
import { ReopeningPage } from '../views/reopening.tsx';
import { ids, placeOf } from './at.ts';

async function reopeningPage(page: Page, state?: FormState) {
  const at = await page.read((tx) => loadToReopen(tx, ...ids(page)));
  return <ReopeningPage page={page} at={at} state={state} />;
}

async function reopenIt(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { decision } = await page.read((tx) => loadToReopen(tx, ...ids(page)));
  return page.submit(reopeningForm(decision.process), {
    say: t,
    again: (state) => reopeningPage(page, state),
    act: async (tx, typed) => {
      const id = await takeUpAgain(tx, ...ids(page), typed, placeOf(page));
      return { to: `${pathOf(page.param('id'))}/${id}`, told: t('wording.told') };
    },
  });
}

/** Taking up again what was decided. */
export const reopening = (base: string): Route[] => [
  get(`${base}/reopening`, participants, async (page) => page.html(await reopeningPage(page))),
  post(`${base}/reopening`, participants, reopenIt),
];
