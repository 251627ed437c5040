import { z } from 'zod';
import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { Forbidden } from '../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import type { FormState } from '../../ui/form-state.ts';
import {
  loadComment,
  loadOwn,
  loadTalk,
  noteAllRead,
  noteRead,
  readsOn,
  say,
  sayAnew,
  type Talk,
  takeBack,
} from './actions.ts';
import { words } from './messages/index.ts';
import { type Room, talkAt } from './room.ts';
import { commentForm } from './rules.ts';
import { lockComment } from './store.ts';
import { CommentPage } from './views/one.tsx';
import { TalkPage } from './views/talk.tsx';

const takingBackForm = z.object({ taken: z.enum(['yes', 'no']).catch('yes') });

/** What PostgreSQL says where a guard refuses. */
const refused = '42501';

/** A browser that fetches a page in advance has shown it to nobody. */
function isShown(page: Page): boolean {
  return !['sec-purpose', 'x-sec-purpose', 'purpose'].some((name) =>
    page.headers.get(name)?.includes('prefetch'),
  );
}

/** Writes down that what is shown was read: after it was read from the database, and where that changes anything. */
export async function noteShown(
  { database, log }: Pick<House, 'database' | 'log'>,
  page: Page,
  talk: Talk,
): Promise<void> {
  if (!readsOn(talk) || !isShown(page)) return;
  await database
    .change(page.scope, (tx) => noteRead(tx, talk))
    .catch((error: { code?: string }) => {
      // Where the partnership has ended meanwhile, the reader has left it or the disk is full, the page is theirs to see.
      if (error.code !== refused) log.warn({ err: error }, 'a mark of what was read was not kept');
    });
}

/** Talking about the things of a room. */
export function discussionRoutes(house: House, room: Room): Route[] {
  const base = `${room.base}/talk`;

  const topicFor = async (page: Page, tx: Tx) => {
    const topic = await room.load(page, tx);
    if (!topic.writes) throw new Forbidden('those who contribute');
    return topic;
  };

  async function talkPage(page: Page, state?: FormState) {
    const talk = await page.read(async (tx) => loadTalk(tx, await room.load(page, tx), page.query('from')));
    return { talk, drawn: <TalkPage page={page} talk={talk} state={state} /> };
  }

  async function read(page: Page): Promise<Response> {
    const { talk, drawn } = await talkPage(page);
    await noteShown(house, page, talk);
    return page.html(drawn);
  }

  async function sayIt(page: Page): Promise<Response> {
    const t = words(page.locale);
    await page.read((tx) => topicFor(page, tx));
    return page.submit(commentForm, {
      say: t,
      again: async (state) => (await talkPage(page, state)).drawn,
      act: async (tx, { text }) => {
        const topic = await topicFor(page, tx);
        const number = await say(tx, room, topic, { text, locale: page.locale });
        return { to: talkAt(topic.path, number), told: t('say.told') };
      },
    });
  }

  function readAll(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.press({
      say: t,
      again: async (state) => (await talkPage(page, state)).drawn,
      act: async (tx) => {
        const topic = await room.load(page, tx);
        await noteAllRead(tx, topic);
        return { to: talkAt(topic.path), told: t('read.told') };
      },
    });
  }

  async function commentPage(page: Page, state?: FormState) {
    const view = await page.read(async (tx) =>
      loadComment(tx, await room.load(page, tx), page.param('said')),
    );
    return <CommentPage page={page} view={view} state={state} />;
  }

  async function change(page: Page): Promise<Response> {
    const t = words(page.locale);
    const id = page.param('said');
    await page.read(async (tx) => loadOwn(tx, await topicFor(page, tx), id));
    return page.submit(commentForm, {
      say: t,
      again: (state) => commentPage(page, state),
      stands: {
        of: (tx) => lockComment(tx, id),
        typed: async (tx) => ({ text: (await loadOwn(tx, await topicFor(page, tx), id)).comment.text }),
      },
      act: async (tx, { text }) => {
        const topic = await topicFor(page, tx);
        const number = await sayAnew(tx, room, topic, id, { text, locale: page.locale });
        return { to: talkAt(topic.path, number), told: t('save.told') };
      },
    });
  }

  async function takeItBack(page: Page): Promise<Response> {
    const t = words(page.locale);
    const id = page.param('said');
    await page.read(async (tx) => loadOwn(tx, await topicFor(page, tx), id));
    return page.submit(takingBackForm, {
      say: t,
      again: (state) => commentPage(page, state),
      act: async (tx, { taken }) => {
        const topic = await topicFor(page, tx);
        const { number } = await takeBack(tx, room, topic, id, taken === 'yes');
        return { to: talkAt(topic.path, number), told: t(taken === 'yes' ? 'take.told' : 'return.told') };
      },
    });
  }

  return [
    get(base, participants, read),
    post(base, participants, sayIt),
    post(`${base}/reading`, participants, readAll),
    get(`${base}/:said`, participants, async (page) => page.html(await commentPage(page))),
    post(`${base}/:said`, participants, change),
    post(`${base}/:said/taking-back`, participants, takeItBack),
  ];
}
