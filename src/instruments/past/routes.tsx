import { type Again as AskedAgain, readAsked } from '../../mechanisms/sealed-round/alone/asked.ts';
import { askedRoutes } from '../../mechanisms/sealed-round/alone/routes.tsx';
import type { Tx } from '../../platform/database/database.ts';
import type { Page } from '../../platform/http/page.ts';
import { Forbidden } from '../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import { dayOf } from '../../platform/working-days.ts';
import type { FormState } from '../../ui/form-state.ts';
import { loadRecording } from '../rounds/actions.ts';
import { listWithoutPeople } from '../rounds/store.ts';
import { mayAdd } from './access.ts';
import {
  addAttempt,
  askHurt,
  beginWhatFollows,
  changeAttempt,
  loadAttempt,
  loadHurt,
  loadPast,
  takeOutOrBack,
} from './actions.ts';
import { words } from './messages/index.ts';
import { askForm, attemptForm, questionsIn, typedAttempt, writeYears } from './rules.ts';
import type { Attempt } from './store.ts';
import { AttemptPage } from './views/attempt.tsx';
import { HurtPage } from './views/hurt.tsx';
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

function ask(page: Page): Promise<Response> {
  const t = words(page.locale);
  const place = {
    locale: page.locale,
    timeZone: page.city.timeZone,
    title: t('hurt'),
    questions: questionsIn(t),
  };
  return page.submit(askForm, {
    say: t,
    again: (state) => pastPage(page, { form: 'hurt', state }),
    act: async (tx, typed) => {
      const id = await askHurt(tx, page.param('id'), typed, place);
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

const hurtOf = (page: Page, tx: Tx) => loadHurt(tx, page.param('id'), page.param('hurt'));
const hurtAddress = (page: Page) => `${pastOf(page)}/hurt/${page.param('hurt')}`;

async function hurtPage(page: Page, again?: AskedAgain) {
  const read = await page.read(async (tx) => {
    const at = await hurtOf(page, tx);
    const asked = at.asked.map(({ partner }) => partner);
    return { at, withoutPeople: await listWithoutPeople(tx, asked), ...(await readAsked(tx, at)) };
  });
  const questions = questionsIn(words(page.locale));
  return <HurtPage page={page} base={hurtAddress(page)} questions={questions} again={again} {...read} />;
}

const hurt = askedRoutes({
  base: `${base}/hurt/:hurt`,
  addressOf: hurtAddress,
  questionsIn: (locale) => questionsIn(words(locale)),
  above: (page) => [
    { href: pastOf(page), label: words(page.locale)('title') },
    { href: hurtAddress(page), label: words(page.locale)('hurt') },
  ],
  load: hurtOf,
  loadRecording,
  show: hurtPage,
});

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
    ...hurt,
  ];
}
