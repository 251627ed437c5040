import {
  findWay,
  listGoing,
  listLived,
  listPromised,
  listTallies,
  listTold,
  listWays,
} from '../../mechanisms/decision/store.ts';
import { typedVoice, voiceForm } from '../../mechanisms/decision/voice.ts';
import { loadTalk } from '../../mechanisms/discussion/actions.ts';
import { discussionRoutes, noteShown } from '../../mechanisms/discussion/routes.tsx';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { NotFound } from '../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import type { FormState } from '../../ui/form-state.ts';
import { textOf } from '../../ui/form-state.ts';
import { listDecided } from '../delegation/store.ts';
import { listNames } from '../groups/store.ts';
import { answersFor } from '../partnerships/access.ts';
import { loadHearing, loadToChange } from '../partnerships/actions/hearing.ts';
import {
  endIt,
  giveTime,
  giveVoice,
  holdVoice,
  loadAsked,
  loadBallot,
  loadDecision,
  loadSpeaking,
  loadSteering,
  putToAll,
  sayItAnew,
  settleEnded,
  takeBack as takeItBack,
} from './actions.ts';
import { words } from './messages/index.ts';
import { findPublicAddress, openOrClose } from './outcome.ts';
import { addressOf, ids, placeOf, wantedIn } from './routes/at.ts';
import { readCounted } from './routes/counted.ts';
import { objections } from './routes/objections.tsx';
import { outcomes } from './routes/outcome.tsx';
import { promiseRoutes } from './routes/promises.tsx';
import { proofs } from './routes/proof.tsx';
import { reading } from './routes/reading.tsx';
import { askedIn, loadRegister } from './routes/register.ts';
import { reopening } from './routes/reopening.tsx';
import { stageRoutes } from './routes/stages.tsx';
import { laterForm, proposalForm, wordingForm } from './rules.ts';
import { mayReword } from './stages.ts';
import { talk, topicOf } from './talk.ts';
import { DecisionPage } from './views/decision.tsx';
import { DecisionsPage } from './views/list.tsx';
import { NewPage } from './views/new.tsx';
import { pathOf } from './views/parts.tsx';
import { LaterPage, WordingPage } from './views/steering.tsx';
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
    const going = await listGoing(tx, id, own);
    const register = await loadRegister(tx, page, id);
    const shown = [...going, ...register.over.shown].map((one) => one.id);
    const promises = {
      promised: await listPromised(tx, shown),
      lived: await listLived(tx, shown),
      tallies: await listTallies(tx, id, page.city.timeZone),
    };
    return { at, going, byFew: await listDecided(tx, id), promises, ...register };
  });
  return page.html(<DecisionsPage page={page} asked={askedIn(page)} {...read} />);
}

async function ways(page: Page): Promise<Response> {
  const read = await page.read(async (tx) => ({
    at: await loadToChange(tx, page.param('id')),
    all: await listWays(tx),
  }));
  return page.html(<WaysPage page={page} {...read} />);
}

/** Where it is proposed, and the way to decide that the address or the form names. */
async function loadNew(page: Page, state?: FormState) {
  return page.read(async (tx) => {
    const at = await loadToChange(tx, page.param('id'));
    const process = await findWay(tx, textOf(state, 'way') ?? page.query('way'));
    if (!process) throw new NotFound();
    return { at, process };
  });
}

async function newPage(page: Page, state?: FormState) {
  const read = await loadNew(page, state);
  const groups = await page.read((tx) => listNames(tx, page.param('id')));
  return <NewPage page={page} {...read} groups={groups} state={state} />;
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
  const { process } = await loadNew(page, { values, errors: {} } as FormState);
  const asked = await page.read((tx) => loadAsked(tx, page.param('id'), values));
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
    const told = at.steers ? await listTold(tx, at.decision.id) : [];
    const publicAt = at.opened ? await findPublicAddress(tx, at.decision.space) : undefined;
    return { at, told, publicAt, talk: await loadTalk(tx, topicOf(page, at), 'last') };
  });
}

async function one(page: Page, state?: FormState) {
  return <DecisionPage page={page} {...(await loadOne(page))} state={state} />;
}

/** What stands below it of its conversation counts as read. */
const show = (house: House) => async (page: Page) => {
  const read = await readCounted(
    house,
    page,
    () => loadOne(page),
    ({ at }) => at,
  );
  await noteShown(house, page, read.talk);
  return page.html(<DecisionPage page={page} {...read} />);
};

async function voicePage(page: Page, state?: FormState) {
  const read = await page.read((tx) => loadSpeaking(tx, ...ids(page), wantedIn(page, state)));
  return <VoicePage page={page} state={state} {...read} />;
}

async function voice(page: Page): Promise<Response> {
  const { open, going } = await page.read((tx) => loadDecision(tx, ...ids(page)));
  const closed = words(page.locale)(going ? 'stage.no-voices' : 'over');
  return open ? page.html(await voicePage(page)) : page.redirect(addressOf(page), closed);
}

async function speak(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { values } = await page.submitted();
  const wanted = typeof values.partner === 'string' ? values.partner : '';
  const { decision, options } = await page.read((tx) => loadBallot(tx, ...ids(page)));
  let said: Awaited<ReturnType<typeof holdVoice>>;
  return page.submit(voiceForm(decision.process, options), {
    say: t,
    again: (state) => voicePage(page, state),
    stands: {
      async of(tx) {
        said = await holdVoice(tx, ...ids(page), wanted);
      },
      typed: () => typedVoice(said),
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

const wordingPage = steering(WordingPage, mayReword);
const laterPage = steering(LaterPage, ({ going }) => going);

async function reword(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { open } = await page.read((tx) => loadSteering(tx, ...ids(page)));
  return page.submit(wordingForm, {
    say: t,
    again: (state) => wordingPage(page, state),
    act: async (tx, typed) => {
      await sayItAnew(tx, ...ids(page), { ...typed, locale: page.locale });
      return { to: addressOf(page), told: t(open ? 'wording.told' : 'wording.shape.told') };
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

function takeOff(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.press({
    say: t,
    again: (state) => one(page, state),
    act: async (tx) => {
      await openOrClose(tx, await loadSteering(tx, ...ids(page)), false);
      return { to: addressOf(page), told: t('open.off.told') };
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
  ...outcomes(base, house),
  ...reading(base),
  ...proofs(base),
  ...objections(base),
  ...reopening(base),
  ...stageRoutes(base),
  ...promiseRoutes(base, house, one),
  post(`${base}/closure`, participants, end(house)),
  post(`${base}/withdrawal`, participants, takeBack),
  post(`${base}/taking-off`, participants, takeOff),
  ...discussionRoutes(house, talk),
];
