import type { Page } from '../../platform/http/page.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import type { FormState } from '../../ui/form-state.ts';
import { lockPeople } from '../accounts/store.ts';
import { wordFor } from '../partnerships/access.ts';
import { loadHearing } from '../partnerships/actions/hearing.ts';
import { answer, loadOffer } from './actions/offers.ts';
import { addView, loadEntry, rate, sideFor, withdraw } from './actions/steps.ts';
import { isOver, loadDispute, loadRaising, loadToSet, raise, setClock } from './actions.ts';
import { words } from './messages/index.ts';
import { actRoutes } from './routes/acts.tsx';
import { addressOf, hereOf, homeOf, ids, wantedIn } from './routes/at.ts';
import { answerForm, clockForm, fairForm, raiseForm, typedClock, viewForm } from './rules.ts';
import { listOpen, listOver, listStanding, loadClock } from './store.ts';
import { AnswerPage, FairPage } from './views/answering.tsx';
import { DisputePage } from './views/dispute.tsx';
import { ViewPage } from './views/forms.tsx';
import { DisputesPage } from './views/list.tsx';
import { DaysPage, RaisePage } from './views/raising.tsx';

const home = '/partnerships/:id/disputes';
const base = `${home}/:dispute`;

async function list(page: Page): Promise<Response> {
  const read = await page.read(async (tx) => {
    const at = await loadHearing(tx, page.param('id'));
    const { partnership, mine, contributes, facilitates } = at.inside;
    return {
      at,
      open: await listOpen(tx, partnership.id),
      over: await listOver(tx, partnership.id, page.key('after')),
      standing: await listStanding(tx, partnership.id),
      clock: await loadClock(tx, partnership.id),
      raises: contributes && Boolean(mine?.joinedAt),
      sets: facilitates || wordFor(page.scope, at.inside) !== undefined,
    };
  });
  return page.html(<DisputesPage page={page} {...read} />);
}

async function raisePage(page: Page, state?: FormState) {
  const at = await page.read((tx) => loadRaising(tx, page.param('id')));
  return <RaisePage page={page} at={at} state={state} />;
}

async function add(page: Page): Promise<Response> {
  const t = words(page.locale);
  await page.read((tx) => loadRaising(tx, page.param('id')));
  return page.submit(raiseForm, {
    say: t,
    again: (state) => raisePage(page, state),
    act: async (tx, typed) => {
      const id = await raise(tx, page.param('id'), typed, hereOf(page));
      return { to: `${homeOf(page)}/${id}`, told: t('new.told') };
    },
  });
}

async function daysPage(page: Page, state?: FormState) {
  const at = await page.read((tx) => loadToSet(tx, page.param('id')));
  return <DaysPage page={page} at={at} state={state} />;
}

async function setDays(page: Page): Promise<Response> {
  const t = words(page.locale);
  await page.read((tx) => loadToSet(tx, page.param('id')));
  return page.submit(clockForm, {
    say: t,
    again: (state) => daysPage(page, state),
    stands: {
      of: (tx) => lockPeople(tx, page.param('id')),
      typed: async (tx) => typedClock(await loadClock(tx, page.param('id'))),
    },
    act: async (tx, days) => {
      await setClock(tx, page.param('id'), days);
      return { to: homeOf(page), told: t('days.told') };
    },
  });
}

async function one(page: Page, state?: FormState) {
  const at = await page.read((tx) => loadDispute(tx, ...ids(page)));
  return <DisputePage page={page} at={at} state={state} />;
}

function takeBack(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.press({
    say: t,
    again: (state) => one(page, state),
    act: async (tx) => {
      await withdraw(tx, ...ids(page), hereOf(page));
      return { to: addressOf(page), told: t('withdraw.told') };
    },
  });
}

const readOffer = (page: Page, wanted: string) =>
  page.read((tx) => loadOffer(tx, ...ids(page), page.param('offer'), wanted));

async function answerPage(page: Page): Promise<Response> {
  const view = await readOffer(page, wantedIn(page));
  if (!view.open || view.open.yes.has(view.side.id))
    return page.redirect(addressOf(page), words(page.locale)('gone-on'));
  return page.html(<AnswerPage page={page} view={view} state={undefined} />);
}

async function say(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(answerForm, {
    say: t,
    again: async (state) => (
      <AnswerPage page={page} view={await readOffer(page, wantedIn(page, state))} state={state} />
    ),
    act: async (tx, typed) => {
      await answer(tx, [...ids(page), page.param('offer')], typed, hereOf(page));
      return { to: addressOf(page), told: t('answer.told') };
    },
  });
}

async function viewPage(page: Page, state?: FormState) {
  const at = await page.read((tx) => loadEntry(tx, ...ids(page), page.param('entry')));
  return <ViewPage page={page} at={at} state={state} />;
}

async function view(page: Page): Promise<Response> {
  const t = words(page.locale);
  await page.read((tx) => loadEntry(tx, ...ids(page), page.param('entry')));
  return page.submit(viewForm, {
    say: t,
    again: (state) => viewPage(page, state),
    act: async (tx, { text }) => {
      await addView(tx, [...ids(page), page.param('entry')], text, hereOf(page));
      return { to: `${addressOf(page)}#log`, told: t('view.told') };
    },
  });
}

async function readFair(page: Page, wanted: string) {
  const at = await page.read((tx) => loadDispute(tx, ...ids(page)));
  return { at, ...sideFor(at, wanted) };
}

async function fairPage(page: Page): Promise<Response> {
  const read = await readFair(page, wantedIn(page));
  if (!isOver(read.at) || read.at.ratings.given.has(read.side.id))
    return page.redirect(addressOf(page), words(page.locale)('gone-on'));
  return page.html(<FairPage page={page} state={undefined} {...read} />);
}

async function sayFair(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(fairForm, {
    say: t,
    again: async (state) => (
      <FairPage page={page} state={state} {...(await readFair(page, wantedIn(page, state)))} />
    ),
    act: async (tx, typed) => {
      await rate(tx, ...ids(page), typed, hereOf(page));
      return { to: addressOf(page), told: t('fair.told') };
    },
  });
}

export const routes: Route[] = [
  get(home, participants, list),
  post(home, participants, add),
  get(`${home}/new`, participants, async (page) => page.html(await raisePage(page))),
  get(`${home}/days`, participants, async (page) => page.html(await daysPage(page))),
  post(`${home}/days`, participants, setDays),
  get(base, participants, async (page) => page.html(await one(page))),
  ...actRoutes(base),
  get(`${base}/offers/:offer`, participants, answerPage),
  post(`${base}/offers/:offer`, participants, say),
  get(`${base}/log/:entry`, participants, async (page) => page.html(await viewPage(page))),
  post(`${base}/log/:entry`, participants, view),
  get(`${base}/fairness`, participants, fairPage),
  post(`${base}/fairness`, participants, sayFair),
  post(`${base}/withdrawal`, participants, takeBack),
];
