import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { Forbidden } from '../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import { listDocumentsOfKind } from '../living-document/store.ts';
import { answeringRoutes } from '../sealed-round/answering.ts';
import { findAnswer, listAnswers, listEarlier } from '../sealed-round/answers.ts';
import { alsoForm, dateForm, openForm } from '../sealed-round/asking.ts';
import { listExtensions } from '../sealed-round/store.ts';
import { words } from './messages/index.ts';
import { type Again, type At, homeOf, questionsOf, type Room } from './room.ts';
import { SetPage } from './views/page.tsx';
import { moment } from './views/parts.tsx';
import { RecordPage, SealPage } from './views/steps.tsx';

/** All addresses of a room that asks the same questions everywhere, but those of the text that comes of it. */
export function setRoutes<Own extends At>(house: House, room: Room<Own>): Route[] {
  const { door } = room;
  const sendsMail = house.post.way !== 'none';
  const home = `/partnerships/:id/${room.name}`;
  const homeAt = (page: Page) => homeOf(room, page.param('id'));
  const addressOf = (page: Page) => `${homeAt(page)}/${page.param('round')}`;
  const load = (page: Page, tx: Tx) => door.load(tx, page.param('id'), page.param('round'));

  /** A round as it stands now; the latest where the address names none. */
  async function show(page: Page, named: string | undefined, again?: Again) {
    const read = await page.read(async (tx) => {
      const inside = await door.enter(tx, page.param('id'));
      const { partnership, mine } = inside;
      const rounds = await door.list(tx, inside);
      const shown = named ?? rounds[0]?.id;
      const at = shown === undefined ? undefined : await door.load(tx, partnership.id, shown);
      const round = at?.round.id;
      return {
        inside,
        rounds,
        at,
        answer: round && at.mine ? await findAnswer(tx, round, at.mine.id) : undefined,
        earlier: round && mine ? await listEarlier(tx, round, mine.id) : [],
        answers: round && at.stage === 'open' ? await listAnswers(tx, round) : [],
        extensions: round ? await listExtensions(tx, round) : [],
        made: await listDocumentsOfKind(tx, partnership.id, room.name),
        withoutPeople: await door.listWithoutPeople(
          tx,
          inside.partners.map(({ id }) => id),
        ),
      };
    });
    return <SetPage page={page} room={room} {...read} again={again} />;
  }
  const showIt = (page: Page, again?: Again) => show(page, page.param('round'), again);

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
      title: room.words(page.locale)('title'),
      questions: questionsOf(room, page.locale),
    };
    return page.submit(openForm, {
      say: t,
      again: (state) => show(page, undefined, { form: 'new', state }),
      act: async (tx, typed) => {
        const round = await door.ask(tx, id, typed, place);
        return { to: `${homeAt(page)}/${round}`, told: t(sendsMail ? 'asked.told.mail' : 'asked.told') };
      },
    });
  }

  function moveDate(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.submit(dateForm, {
      say: t,
      again: (state) => showIt(page, { form: 'date', state }),
      act: async (tx, typed) => {
        const due = await door.giveTime(tx, await load(page, tx), typed, page.city.timeZone);
        return { to: addressOf(page), told: t('date.told', { at: moment(page, due) }) };
      },
    });
  }

  function askMore(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.submit(alsoForm, {
      say: t,
      again: (state) => showIt(page, { form: 'also', state }),
      act: async (tx, { who }) => {
        await door.askAlso(tx, await load(page, tx), who);
        return { to: addressOf(page), told: t('also.told') };
      },
    });
  }

  function takeAway(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.press({
      say: t,
      again: (state) => showIt(page, { form: 'other', state }),
      act: async (tx) => {
        await door.withdraw(tx, await load(page, tx));
        return { to: homeAt(page), told: t('withdraw.told') };
      },
    });
  }

  const answering = answeringRoutes({
    base: `${home}/:round`,
    addressOf,
    words,
    load,
    loadRecording: door.loadRecording,
    calls: (page, { key }) =>
      questionsOf(room, page.locale).find((question) => question.key === key)?.text ?? '',
    show: showIt,
    sealPage: (step) => <SealPage {...step} room={room} />,
    recordPage: (step) => <RecordPage {...step} room={room} />,
  });

  return [
    get(home, participants, async (page) => page.html(await show(page, undefined))),
    post(home, participants, ask),
    get(`${home}/:round`, participants, async (page) => page.html(await showIt(page))),
    post(`${home}/:round/date`, participants, moveDate),
    post(`${home}/:round/partners`, participants, askMore),
    post(`${home}/:round/withdrawal`, participants, takeAway),
    ...answering,
  ];
}
