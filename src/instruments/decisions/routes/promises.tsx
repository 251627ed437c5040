import { levels } from '../../../mechanisms/decision/promise.ts';
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Forbidden, NotFound } from '../../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../../platform/http/route.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { loadDecision, loadSteering } from '../actions.ts';
import { words } from '../messages/index.ts';
import { answer, countAnswered, promise } from '../promises.ts';
import { promiseForm } from '../rules.ts';
import { loadToMove } from '../stages.ts';
import { PromisePage } from '../views/promises.tsx';
import { addressOf, ids } from './at.ts';

async function promisePage(page: Page, state?: FormState) {
  // Where it ends meanwhile, what was typed comes back.
  const load = state ? loadSteering : loadToMove;
  return <PromisePage page={page} at={await page.read((tx) => load(tx, ...ids(page)))} state={state} />;
}

async function promiseIt(page: Page): Promise<Response> {
  const t = words(page.locale);
  await page.read((tx) => loadSteering(tx, ...ids(page)));
  return page.submit(promiseForm, {
    say: t,
    again: (state) => promisePage(page, state),
    act: async (tx, { promise: level, because }) => {
      await promise(tx, ...ids(page), { level, because, locale: page.locale });
      return { to: addressOf(page), told: t('promise.told') };
    },
  });
}

type Again = (page: Page, state?: FormState) => Promise<import('preact').VNode>;

/** One tap; once the last of all has answered, it is counted before the next page is shown. */
const rateIt = (house: House, one: Again) => async (page: Page) => {
  const t = words(page.locale);
  const { inside } = await page.read((tx) => loadDecision(tx, ...ids(page)));
  if (!inside.mine || !inside.contributes) throw new Forbidden('the people of partners');
  const { values } = await page.submitted();
  const level = levels.find((known) => known === values.level);
  if (!level) throw new NotFound();
  return page.press({
    say: t,
    again: (state) => one(page, state),
    act: async (tx) => {
      await answer(tx, ...ids(page), level);
      return { to: addressOf(page), told: t('rate.done') };
    },
    done: () => countAnswered(house),
  });
};

/** What is promised to those who are concerned, and how it was for those who took part. */
export const promiseRoutes = (base: string, house: House, one: Again): Route[] => [
  get(`${base}/promise`, participants, async (page) => page.html(await promisePage(page))),
  post(`${base}/promise`, participants, promiseIt),
  post(`${base}/experience`, participants, rateIt(house, one)),
];
