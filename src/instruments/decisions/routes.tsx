import { findProcess } from '../../mechanisms/decision/processes.ts';
import { listGoing, listOver, lockDecision } from '../../mechanisms/decision/store.ts';
import { typedVoice, voiceForm } from '../../mechanisms/decision/voice.ts';
import { loadTalk } from '../../mechanisms/discussion/actions.ts';
import { discussionRoutes, noteShown } from '../../mechanisms/discussion/routes.tsx';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { NotFound } from '../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import type { FormState } from '../../ui/form-state.ts';
import { textOf } from '../../ui/form-state.ts';
import { lockPeople } from '../accounts/store.ts';
import { listNames } from '../groups/store.ts';
import { answersFor } from '../partnerships/access.ts';
import { loadHearing, loadToChange } from '../partnerships/actions/hearing.ts';
import {
  endIt,
  giveTime,
  giveVoice,
  loadAsked,
  loadDecision,
  loadSpeaking,
  loadSteering,
  putToAll,
  sayItAnew,
  settleEnded,
  takeBack as takeItBack,
  writeOutcome,
} from './actions.ts';
import { words } from './messages/index.ts';
import { addressOf, ids, placeOf, wantedIn } from './routes/at.ts';
import { objections } from './routes/objections.tsx';
import { reopening } from './routes/reopening.tsx';
import { laterForm, outcomeForm, proposalForm, typedOutcome, wordingForm } from './rules.ts';
import { talk, topicOf } from './talk.ts';
import { DecisionPage } from './views/decision.tsx';
import { DecisionsPage } from './views/list.tsx';
import { NewPage } from './views/new.tsx';
import { pathOf } from './views/parts.tsx';
import { LaterPage, OutcomePage, WordingPage } from './views/steering.tsx';
import { VoicePage } from './views/voice.tsx';
import { WaysPage } from './views/ways.tsx';

const home = '/partnerships/:id/decisions';
const base = `${home}/:decision`;

async function list(page: Page): Promise<Response> {
  const read = await page.read(async (tx) => {
    const at = await loadHearing(tx, page.param('id'));
    const { mine } = at.inside;
    const partner = mine?.joinedAt && answersFor(page.scope, mine.id) ? [mine.id] : [];
    const own = [...partner, ...(page.person ? [page.person.id] : [])];
    const { id } = at.inside.partnership;
    return { at, going: await listGoing(tx, id, own), over: await listOver(tx, id, page.key('after')) };
  });
  return page.html(<DecisionsPage page={page} {...read} />);
}

async function ways(page: Page): Promise<Response> {
  const at = await page.read((tx) => loadToChange(tx, page.param('id')));
  return page.html(<WaysPage page={page} at={at} />);
}

function wayIn(page: Page, state?: FormState) {
  const process = findProcess(textOf(state, 'way') ?? page.query('way'));
  if (!process) throw new NotFound();
  return process;
}

async function newPage(page: Page, state?: FormState) {
  const { at, groups } = await page.read(async (tx) => ({
    at: await loadToChange(tx, page.param('id')),
    groups: await listNames(tx, page.param('id')),
  }));
  return <NewPage page={page} at={at} groups={groups} process={wayIn(page, state)} state={state} />;
}

/** Without a way there is nothing to fill in yet. */
async function begin(page: Page): Promise<Response> {
  if (page.query('way')) return page.html(await newPage(page));
  await page.read((tx) => loadToChange(tx, page.param('id')));
  return page.redirect(`${pathOf(page.param('id'))}/ways`);
}

async function add(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { values } = await page.submitted();
  const asked = await page.read((tx) => loadAsked(tx, page.param('id'), values));
  const process = wayIn(page, { values, errors: {} } as FormState);
  return page.submit(proposalForm(process, asked), {
    say: t,
    again: (state) => newPage(page, state),
    act: async (tx, typed) => {
      const id = await putToAll(tx, page.param('id'), process, typed, placeOf(page));
      return { to: `${pathOf(page.param('id'))}/${id}`, told: t('new.told') };
    },
  });
}

async function loadOne(page: Page) {
  return page.read(async (tx) => {
    const at = await loadDecision(tx, ...ids(page), page.key('after'));
    return { at, talk: await loadTalk(tx, topicOf(page, at), 'last') };
  });
}

async function one(page: Page, state?: FormState) {
  return <DecisionPage page={page} {...(await loadOne(page))} state={state} />;
}

/** What stands below it of its conversation counts as read. */
const show = (house: House) => async (page: Page) => {
  const read = await loadOne(page);
  await noteShown(house, page, read.talk);
  return page.html(<DecisionPage page={page} {...read} />);
};

async function voicePage(page: Page, state?: FormState) {
  const read = await page.read((tx) => loadSpeaking(tx, ...ids(page), wantedIn(page, state)));
  return <VoicePage page={page} state={state} {...read} />;
}

async function voice(page: Page): Promise<Response> {
  const { open } = await page.read((tx) => loadDecision(tx, ...ids(page)));
  return open ? page.html(await voicePage(page)) : page.redirect(addressOf(page), words(page.locale)('over'));
}

async function speak(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { values } = await page.submitted();
  const wanted = typeof values.partner === 'string' ? values.partner : '';
  const { at } = await page.read((tx) => loadSpeaking(tx, ...ids(page), wanted));
  const options = at.options.map(({ id }) => id);
  return page.submit(voiceForm(at.decision.process, options), {
    say: t,
    again: (state) => voicePage(page, state),
    stands: {
      of: (tx) => lockPeople(tx, page.param('id')),
      typed: async (tx) => typedVoice((await loadSpeaking(tx, ...ids(page), wanted)).said),
    },
    act: async (tx, typed) => {
      await giveVoice(tx, ...ids(page), typed, placeOf(page));
      return { to: addressOf(page), told: t('voice.told') };
    },
  });
}

/** A page for who proposed it, and who facilitates. */
const steering =
  (
    draw: (given: {
      page: Page;
      at: Awaited<ReturnType<typeof loadSteering>>;
      state: FormState | undefined;
    }) => ReturnType<typeof WordingPage>,
    fits: (at: Awaited<ReturnType<typeof loadSteering>>) => boolean,
  ) =>
  async (page: Page, state?: FormState) => {
    const at = await page.read((tx) => loadSteering(tx, ...ids(page)));
    // Where it ends meanwhile, what was typed comes back.
    if (!state && !fits(at)) throw new NotFound();
    return draw({ page, at, state });
  };

const wordingPage = steering(
  WordingPage,
  ({ open, decision }) => open && decision.process.ballot.kind === 'stance',
);
const laterPage = steering(LaterPage, ({ open }) => open);
const outcomePage = steering(OutcomePage, ({ outcome }) => outcome !== undefined);

async function reword(page: Page): Promise<Response> {
  const t = words(page.locale);
  await page.read((tx) => loadSteering(tx, ...ids(page)));
  return page.submit(wordingForm, {
    say: t,
    again: (state) => wordingPage(page, state),
    act: async (tx, typed) => {
      await sayItAnew(tx, ...ids(page), { ...typed, locale: page.locale });
      return { to: addressOf(page), told: t('wording.told') };
    },
  });
}

async function giveLater(page: Page): Promise<Response> {
  const t = words(page.locale);
  await page.read((tx) => loadSteering(tx, ...ids(page)));
  return page.submit(laterForm, {
    say: t,
    again: (state) => laterPage(page, state),
    act: async (tx, typed) => {
      await giveTime(tx, ...ids(page), typed, placeOf(page));
      return { to: addressOf(page), told: t('later.told') };
    },
  });
}

async function writeDown(page: Page): Promise<Response> {
  const t = words(page.locale);
  await page.read((tx) => loadSteering(tx, ...ids(page)));
  return page.submit(outcomeForm, {
    say: t,
    again: (state) => outcomePage(page, state),
    stands: {
      of: (tx) => lockDecision(tx, page.param('decision'), true),
      typed: async (tx) => typedOutcome((await loadSteering(tx, ...ids(page))).statements[0]),
    },
    act: async (tx, typed) => {
      await writeOutcome(tx, ...ids(page), typed, placeOf(page));
      return { to: addressOf(page), told: t('outcome.told') };
    },
  });
}

/** Ends it once all have spoken; it is counted before the next page is shown. */
const end = (house: House) => (page: Page) => {
  const t = words(page.locale);
  return page.press({
    say: t,
    again: (state) => one(page, state),
    act: async (tx) => {
      await endIt(tx, ...ids(page));
      return { to: addressOf(page), told: t('end.told') };
    },
    done: () => settleEnded(house, page.param('decision')),
  });
};

function takeBack(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.press({
    say: t,
    again: (state) => one(page, state),
    act: async (tx) => {
      await takeItBack(tx, ...ids(page));
      return { to: addressOf(page), told: t('withdraw.told') };
    },
  });
}

export const routes = (house: House): Route[] => [
  get(home, participants, list),
  post(home, participants, add),
  get(`${home}/ways`, participants, ways),
  get(`${home}/new`, participants, begin),
  get(base, participants, show(house)),
  get(`${base}/voice`, participants, voice),
  post(`${base}/voice`, participants, speak),
  get(`${base}/wording`, participants, async (page) => page.html(await wordingPage(page))),
  post(`${base}/wording`, participants, reword),
  get(`${base}/later`, participants, async (page) => page.html(await laterPage(page))),
  post(`${base}/later`, participants, giveLater),
  get(`${base}/outcome`, participants, async (page) => page.html(await outcomePage(page))),
  post(`${base}/outcome`, participants, writeDown),
  ...objections(base),
  ...reopening(base),
  post(`${base}/closure`, participants, end(house)),
  post(`${base}/withdrawal`, participants, takeBack),
  ...discussionRoutes(house, talk),
];
