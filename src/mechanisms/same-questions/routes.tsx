import type { VNode } from 'preact';
import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { Forbidden } from '../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import { answeringRoutes } from '../sealed-round/answering.ts';
import { findAnswer, listAnswers, listEarlier } from '../sealed-round/answers.ts';
import { alsoForm, dateForm, openForm } from '../sealed-round/asking.ts';
import { listExtensions } from '../sealed-round/store.ts';
import { words } from './messages/index.ts';
import {
  type Again,
  type At,
  addressOf,
  calledIn,
  homeOf,
  questionsOf,
  type Room,
  type Shown,
} from './room.ts';
import { RoundPage, SetPage } from './views/page.tsx';
import { RecordPage, SealPage } from './views/steps.tsx';

type Show = (page: Page, again?: Again) => Promise<VNode>;

/** The last part of its address, by which a round is named. */
const nameIn = ({ address }: { address: string }) => address.slice(address.lastIndexOf(':') + 1);

/** What is read of a round: one's own answer, and once all are open those of all. */
async function readRound<Own extends At>(
  tx: Tx,
  { door }: Room<Own>,
  at: Own,
): Promise<Omit<Shown<Own>, 'page' | 'room' | 'again'>> {
  const { round, mine, stage, inside } = at;
  return {
    at,
    answer: mine && (await findAnswer(tx, round.id, mine.id)),
    earlier: mine ? await listEarlier(tx, round.id, mine.id) : [],
    answers: stage === 'open' ? await listAnswers(tx, round.id) : [],
    extensions: await listExtensions(tx, round.id),
    withoutPeople: await door.listWithoutPeople(
      tx,
      inside.partners.map(({ id }) => id),
    ),
  };
}

/** The page of a round, all ways of answering, and what who asked may do with it. */
function oneRound<Own extends At>(room: Room<Own>, show: Show): Route[] {
  const { door, address, partsIn } = room;
  const roundOf = (page: Page) => ({ space: page.param('id'), id: page.param(nameIn(room)) });
  const hereOf = (page: Page) => addressOf(room, roundOf(page));
  const load = (page: Page, tx: Tx) => door.load(tx, roundOf(page).space, roundOf(page).id);

  function moveDate(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.submit(dateForm, {
      say: t,
      again: (state) => show(page, { form: 'date', state }),
      act: async (tx, typed) => {
        const due = await door.giveTime(tx, await load(page, tx), typed, page.city.timeZone);
        return { to: hereOf(page), told: t('date.told', { at: page.moment(due) }) };
      },
    });
  }

  function askMore(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.submit(alsoForm, {
      say: t,
      again: (state) => show(page, { form: 'also', state }),
      act: async (tx, { who }) => {
        await door.askAlso(tx, await load(page, tx), who);
        return { to: hereOf(page), told: t('also.told') };
      },
    });
  }

  function takeAway(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.press({
      say: t,
      again: (state) => show(page, { form: 'other', state }),
      act: async (tx) => {
        await door.withdraw(tx, await load(page, tx));
        return { to: hereOf(page), told: t('withdraw.told') };
      },
    });
  }

  return [
    get(address, participants, async (page) => page.html(await show(page))),
    post(`${address}/date`, participants, moveDate),
    post(`${address}/partners`, participants, askMore),
    post(`${address}/withdrawal`, participants, takeAway),
    ...answeringRoutes({
      base: address,
      addressOf: hereOf,
      words,
      load,
      loadRecording: door.loadRecording,
      calls: (page, { key }) => calledIn(partsIn(page.locale), key),
      show,
      sealPage: (step) => <SealPage {...step} room={room} />,
      recordPage: (step) => <RecordPage {...step} room={room} />,
    }),
  ];
}

/** All addresses of a round that another page of its room asks: that is the room's own. */
export function roundRoutes<Own extends At>(room: Room<Own>): Route[] {
  return oneRound(room, async (page, again) => {
    const shown = await page.read(async (tx) => {
      const at = await room.door.load(tx, page.param('id'), page.param(nameIn(room)));
      return readRound(tx, room, at);
    });
    return <RoundPage page={page} room={room} again={again} {...shown} />;
  });
}

/** A round as it stands now; the latest where the address names none. */
export async function showSet<Own extends At>(page: Page, room: Room<Own>, again?: Again) {
  const { door, around } = room;
  const read = await page.read(async (tx) => {
    const inside = await door.enter(tx, page.param('id'));
    const rounds = await door.list(tx, inside);
    const shown = page.param(nameIn(room)) || rounds[0]?.id;
    const at = shown === undefined ? undefined : await door.load(tx, inside.partnership.id, shown);
    return {
      inside,
      rounds,
      shown: at && { page, room, again, ...(await readRound(tx, room, at)) },
      around: (await around?.(page, tx, { inside, rounds, at })) ?? {},
    };
  });
  return <SetPage page={page} room={room} again={again} {...read} />;
}

/** All addresses of a room that asks the same questions everywhere, but those of what comes of it. */
export function setRoutes<Own extends At>(house: House, room: Room<Own>): Route[] {
  const { door } = room;
  const sendsMail = house.post.way !== 'none';
  const home = room.address.slice(0, room.address.lastIndexOf('/'));
  const show: Show = (page, again) => showSet(page, room, again);

  async function ask(page: Page): Promise<Response> {
    const t = words(page.locale);
    const id = page.param('id');
    // Who may not ask gets no form back to correct.
    await page.read(async (tx) => {
      if (!(await door.enter(tx, id)).contributes) throw new Forbidden('those who contribute');
    });
    const place = {
      locale: page.locale,
      timeZone: page.city.timeZone,
      title: room.title(page.locale),
      questions: questionsOf(room.partsIn(page.locale)),
    };
    return page.submit(openForm, {
      say: t,
      again: (state) => show(page, { form: 'new', state }),
      act: async (tx, typed) => {
        const round = await door.ask(tx, id, typed, place);
        const told = t(sendsMail ? 'asked.told.mail' : 'asked.told');
        return { to: `${homeOf(room, id)}/${round}`, told };
      },
    });
  }

  return [
    get(home, participants, async (page) => page.html(await show(page))),
    post(home, participants, ask),
    ...oneRound(room, show),
  ];
}
