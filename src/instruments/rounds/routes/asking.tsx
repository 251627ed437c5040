import { findElement } from '../../../guide/elements.ts';
import { findRound, listAsked, listRounds } from '../../../mechanisms/sealed-round/store.ts';
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Forbidden } from '../../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../../platform/http/route.ts';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { loadPartnership } from '../../partnerships/actions.ts';
import { mayAsk } from '../access.ts';
import { ask, askOthersToo, giveTime, loadBefore, ownKind, withdraw } from '../actions.ts';
import { words } from '../messages/index.ts';
import { guidedBy, type Ready, startedWith } from '../ready.ts';
import { againForm, alsoForm, areEnough, askForm, dateForm, isStarter } from '../rules.ts';
import { listWithoutPeople } from '../store.ts';
import { RoundsPage } from '../views/list.tsx';
import { NewRoundPage } from '../views/new.tsx';
import { DatePage } from '../views/steps.tsx';
import { TooFewPage } from '../views/too-few.tsx';
import { addressOf, roundOf, showRound } from './showing.tsx';

async function showList(page: Page): Promise<Response> {
  const { inside, rounds } = await page.read(async (tx) => {
    const inside = await loadPartnership(tx, page.param('id'));
    const { mine, partnership } = inside;
    const place = { space: partnership.id, kind: ownKind, partner: mine?.id ?? null };
    return { inside, rounds: await listRounds(tx, place, page.key('after')) };
  });
  return page.html(<RoundsPage page={page} inside={inside} rounds={rounds} />);
}

async function newRound(page: Page, state?: FormState) {
  const after = textOf(state, 'previous') ?? page.query('after');
  const { inside, silent, before } = await page.read(async (tx) => {
    const inside = await loadPartnership(tx, page.param('id'));
    if (!mayAsk(inside)) throw new Forbidden('those who contribute');
    const silent = await listWithoutPeople(
      tx,
      inside.partners.map(({ id }) => id),
    );
    if (!after) return { inside, silent, before: undefined };
    const round = await loadBefore(tx, inside.partnership.id, after).catch(async (refused: Error) => {
      // Asked a second time already: the form comes back and says so.
      const found = state && (await findRound(tx, after));
      if (found) return found;
      throw refused;
    });
    const asked = (await listAsked(tx, after)).map(({ partner }) => partner);
    return { inside, silent, before: { round, asked } };
  });
  // What was written already comes back with its complaint.
  if (!state && !areEnough(inside.partners)) return <TooFewPage page={page} inside={inside} />;
  return (
    <NewRoundPage
      page={page}
      inside={inside}
      before={before}
      writtenDown={silent.size > 0}
      state={state}
      ready={readyFor(page)}
    />
  );
}

/** Ready questions: a set of ours, or those that were ticked at a step of the guide. */
function readyFor(page: Page): Ready | undefined {
  const starter = page.query('with');
  if (isStarter(starter)) return startedWith(starter, page);
  const element = findElement(page.query('element'));
  return element && guidedBy(element, page.queries('ask'), page);
}

async function showNew(page: Page): Promise<Response> {
  return page.html(await newRound(page));
}

async function askRound(page: Page, sendsMail: boolean): Promise<Response> {
  const t = words(page.locale);
  const { values } = await page.submitted();
  const previous = typeof values.previous === 'string' ? values.previous : null;
  const id = page.param('id');
  // Who may not ask gets no form back to correct.
  await page.read(async (tx) => {
    if (!mayAsk(await loadPartnership(tx, id))) throw new Forbidden('those who contribute');
  });
  const place = { locale: page.locale, timeZone: page.city.timeZone };
  const again = (state: FormState) => newRound(page, state);
  const told = t(sendsMail ? 'asked.told.mail' : 'asked.told');
  const led = (round: string) => ({ to: `/partnerships/${id}/rounds/${round}`, told });
  if (previous) {
    return page.submit(againForm, {
      say: t,
      again,
      act: async (tx, typed) =>
        led(await ask(tx, id, { ...typed, title: '', questions: [] }, place, previous)),
    });
  }
  return page.submit(askForm, {
    say: t,
    again,
    act: async (tx, typed) => {
      const { element = null, starter = null } = readyFor(page) ?? {};
      return led(await ask(tx, id, { ...typed, element, ready: starter }, place));
    },
  });
}

async function datePage(page: Page, state?: FormState) {
  const at = await page.read(async (tx) => {
    const at = await roundOf(page, tx);
    if (!at.moves || at.stage !== 'closed') throw new Forbidden('who asked, or facilitates');
    return at;
  });
  return <DatePage page={page} at={at} state={state} />;
}

async function moveDate(page: Page): Promise<Response> {
  const t = words(page.locale);
  await datePage(page); // who may not gets no form back
  return page.submit(dateForm, {
    say: t,
    again: (state) => datePage(page, state),
    act: async (tx, typed) => {
      const due = await giveTime(tx, await roundOf(page, tx), typed, page.city.timeZone);
      return { to: addressOf(page), told: t('date.told', { at: page.moment(due) }) };
    },
  });
}

function askAlso(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(alsoForm, {
    say: t,
    again: (state) => showRound(page, { form: 'also', state }),
    act: async (tx, { who }) => {
      await askOthersToo(tx, await roundOf(page, tx), who);
      return { to: addressOf(page), told: t('also.told') };
    },
  });
}

function takeAway(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.press({
    say: t,
    again: (state) => showRound(page, { form: 'withdraw', state }),
    act: async (tx) => {
      await withdraw(tx, await roundOf(page, tx));
      return { to: `/partnerships/${page.param('id')}/rounds`, told: t('withdraw.told') };
    },
  });
}

const base = '/partnerships/:id/rounds';

export const askingRoutes = ({ post: { way } }: House): Route[] => [
  get(base, participants, showList),
  get(`${base}/new`, participants, showNew),
  post(base, participants, (page) => askRound(page, way !== 'none')),
  get(`${base}/:round`, participants, async (page) => page.html(await showRound(page))),
  get(`${base}/:round/date`, participants, async (page) => page.html(await datePage(page))),
  post(`${base}/:round/date`, participants, moveDate),
  post(`${base}/:round/partners`, participants, askAlso),
  post(`${base}/:round/withdrawal`, participants, takeAway),
];
