import { questionsOf, type Room } from '../../mechanisms/same-questions/room.ts';
import { roundRoutes } from '../../mechanisms/same-questions/routes.tsx';
import type { Tx } from '../../platform/database/database.ts';
import type { Page } from '../../platform/http/page.ts';
import { Forbidden } from '../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import { dayOf } from '../../platform/working-days.ts';
import type { FormState } from '../../ui/form-state.ts';
import type { InRound } from '../rounds/actions.ts';
import { mayAdd } from './access.ts';
import {
  addAttempt,
  beginWhatFollows,
  changeAttempt,
  hurtDoor,
  loadAttempt,
  loadPast,
  takeOutOrBack,
} from './actions.ts';
import { words } from './messages/index.ts';
import { askForm, attemptForm, ownKind, partsIn, typedAttempt, writeYears } from './rules.ts';
import type { Attempt } from './store.ts';
import { AttemptPage } from './views/attempt.tsx';
import { type Again, PastPage } from './views/past.tsx';

const base = '/partnerships/:id/past';
const pastOf = (page: Page) => `/partnerships/${page.param('id')}/past`;
const today = (page: Page, tx: Tx) => dayOf(tx.now, page.city.timeZone);

async function pastPage(page: Page, again?: Again) {
  const past = await page.read((tx) => loadPast(tx, page.param('id')));
  return <PastPage page={page} past={past} again={again} />;
}

async function attemptPage(page: Page, state?: FormState) {
  const at = await page.read((tx) => loadAttempt(tx, page.param('id'), page.param('attempt')));
  return <AttemptPage page={page} {...at} state={state} />;
}

async function add(page: Page): Promise<Response> {
  const t = words(page.locale);
  const day = await page.read(async (tx) => {
    const { inside } = await loadPast(tx, page.param('id'));
    if (!mayAdd(inside)) throw new Forbidden('those who speak for a partner, and the facilitators');
    return today(page, tx);
  });
  return page.submit(attemptForm(day), {
    say: t,
    again: (state) => pastPage(page, { form: 'add', state }),
    act: async (tx, input) => {
      await addAttempt(tx, page.param('id'), input, page.locale);
      return { to: pastOf(page), told: t('added.told') };
    },
  });
}

async function change(page: Page): Promise<Response> {
  const t = words(page.locale);
  const ids = [page.param('id'), page.param('attempt')] as const;
  const day = await page.read(async (tx) => {
    await loadAttempt(tx, ...ids);
    return today(page, tx);
  });
  return page.submit(attemptForm(day), {
    say: t,
    again: (state) => attemptPage(page, state),
    stands: {
      of: ['attempt', ids[1]],
      typed: async (tx) => typedAttempt((await loadAttempt(tx, ...ids)).attempt),
    },
    act: async (tx, input) => {
      await changeAttempt(tx, ...ids, input, page.locale);
      return { to: pastOf(page), told: t('changed.told') };
    },
  });
}

function moving(way: 'removed' | 'returned') {
  return (page: Page): Promise<Response> => {
    const t = words(page.locale);
    return page.press({
      say: t,
      again: (state) => attemptPage(page, state),
      act: async (tx) => {
        await takeOutOrBack(tx, page.param('id'), page.param('attempt'), way);
        const path = `${pastOf(page)}/attempts/${page.param('attempt')}`;
        return { to: way === 'removed' ? path : pastOf(page), told: t(`${way}.told`) };
      },
    });
  };
}

/** What still hurts: answered alone, opened together. */
const hurt: Room<InRound> = {
  kind: ownKind,
  address: `${base}/hurt/:hurt`,
  title: (locale) => words(locale)('hurt'),
  lead: ({ locale }) => words(locale)('hurt.about'),
  partsIn: (locale) => partsIn(words(locale)),
  door: hurtDoor,
  above: (page) => [{ href: pastOf(page), label: words(page.locale)('title') }],
};

function ask(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { locale, city } = page;
  const questions = questionsOf(hurt.partsIn(locale));
  const place = { locale, timeZone: city.timeZone, title: t('hurt'), questions };
  return page.submit(askForm, {
    say: t,
    again: (state) => pastPage(page, { form: 'hurt', state }),
    act: async (tx, typed) => {
      const asking = { about: '', opens: 'all' as const, ...typed };
      const id = await hurtDoor.ask(tx, page.param('id'), asking, place);
      return { to: `${pastOf(page)}/hurt/${id}`, told: t('hurt.told') };
    },
  });
}

/** What was tried, as the first section of the text begins. */
function attemptsInWords(page: Page, attempts: readonly Attempt[]): string {
  const t = words(page.locale);
  return attempts
    .map((attempt) =>
      t(attempt.remains ? 'text.attempt.remains' : 'text.attempt', {
        years: writeYears(attempt),
        what: attempt.what,
        who: attempt.byWhom,
        ended: attempt.ended,
        remains: attempt.remains,
      }),
    )
    .join('\n\n');
}

function follow(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.press({
    say: t,
    again: (state) => pastPage(page, { form: 'other', state }),
    act: async (tx) => {
      const id = await beginWhatFollows(tx, page.param('id'), {
        locale: page.locale,
        title: t('text.title'),
        blocksOf: (attempts) => [
          { heading: t('attempts'), question: t('text.tried'), text: attemptsInWords(page, attempts) },
          { heading: t('hurt'), question: t('text.hurt') },
          { heading: t('follows'), question: t('text.follows') },
        ],
      });
      return { to: `/partnerships/${page.param('id')}/texts/${id}` };
    },
  });
}

export function routes(): Route[] {
  return [
    get(base, participants, async (page) => page.html(await pastPage(page))),
    post(`${base}/attempts`, participants, add),
    get(`${base}/attempts/:attempt`, participants, async (page) => page.html(await attemptPage(page))),
    post(`${base}/attempts/:attempt`, participants, change),
    post(`${base}/attempts/:attempt/removal`, participants, moving('removed')),
    post(`${base}/attempts/:attempt/return`, participants, moving('returned')),
    post(`${base}/hurt`, participants, ask),
    post(`${base}/text`, participants, follow),
    ...roundRoutes(hurt),
  ];
}
