import type { Page } from '../../../platform/http/page.ts';
import { get, participants, post, type Route } from '../../../platform/http/route.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { loadSteering } from '../actions.ts';
import { words } from '../messages/index.ts';
import { stageForm } from '../rules.ts';
import { loadToMove, moveOn } from '../stages.ts';
import { StagePage } from '../views/stages.tsx';
import { addressOf, ids, placeOf } from './at.ts';

async function stagePage(page: Page, state?: FormState) {
  // Where it ends meanwhile, what was typed comes back.
  const load = state ? loadSteering : loadToMove;
  return <StagePage page={page} at={await page.read((tx) => load(tx, ...ids(page)))} state={state} />;
}

async function move(page: Page): Promise<Response> {
  const t = words(page.locale);
  await page.read((tx) => loadSteering(tx, ...ids(page)));
  return page.submit(stageForm, {
    say: t,
    again: (state) => stagePage(page, state),
    act: async (tx, typed) => {
      await moveOn(tx, ...ids(page), typed, placeOf(page));
      return { to: addressOf(page), told: t('stage.told') };
    },
  });
}

/** What is wanted of all: moved on, or back. */
export const stageRoutes = (base: string): Route[] => [
  get(`${base}/stage`, participants, async (page) => page.html(await stagePage(page))),
  post(`${base}/stage`, participants, move),
];
