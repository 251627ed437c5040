import { type Again, readAsked } from '../../../mechanisms/sealed-round/alone/asked.ts';
import { askedRoutes } from '../../../mechanisms/sealed-round/alone/routes.tsx';
import type { Tx } from '../../../platform/database/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Forbidden } from '../../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../../platform/http/route.ts';
import { readDay, writeDate } from '../../../platform/i18n/dates.ts';
import { dayOf } from '../../../platform/working-days.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { loadPartnership } from '../../partnerships/actions.ts';
import { loadRecording } from '../../rounds/actions.ts';
import { listWithoutPeople } from '../../rounds/store.ts';
import { mayTry } from '../access.ts';
import {
  loadLookBack,
  loadTrial,
  loadTrialOf,
  lookBack,
  proposeTrial,
  takeOutOrBack,
} from '../actions/trials.ts';
import { words } from '../messages/index.ts';
import { questionsIn, type TrialInput, trialForm } from '../rules.ts';
import { LookBackPage, TrialPage } from '../views/trial.tsx';
import { statementsPage } from './statements.tsx';

const base = '/partnerships/:id/statements';
const baseOf = (page: Page) => `/partnerships/${page.param('id')}/statements`;
const trialOf = (page: Page) => `${baseOf(page)}/trials/${page.param('trial')}`;
const idsOf = (page: Page) => [page.param('id'), page.param('trial')] as const;

async function trialPage(page: Page, state?: FormState) {
  const at = await page.read((tx) => loadTrial(tx, ...idsOf(page)));
  return <TrialPage page={page} at={at} state={state} />;
}

/** A trial as the sections of the text that all agree. */
function blocksOf(page: Page, input: TrialInput, today: string) {
  const t = words(page.locale);
  const until = writeDate(readDay(input.until, today)!, 'long', {
    locale: page.locale,
    timeZone: page.city.timeZone,
  });
  return [
    { heading: t('short.what'), question: t('what'), text: input.what },
    { heading: t('short.who'), question: t('who'), text: input.who },
    { heading: t('short.until'), question: t('until'), text: until },
    { heading: t('short.known-by'), question: t('known-by'), text: input.knownBy },
  ];
}

async function propose(page: Page): Promise<Response> {
  const t = words(page.locale);
  const today = await page.read(async (tx) => {
    if (!mayTry(await loadPartnership(tx, page.param('id')))) throw new Forbidden('those who contribute');
    return dayOf(tx.now, page.city.timeZone);
  });
  return page.submit(trialForm(today), {
    say: t,
    again: (state) => statementsPage(page, state),
    act: async (tx, input) => {
      const text = { title: t('text.title'), blocks: blocksOf(page, input, today) };
      const place = { locale: page.locale, today, ...text };
      const id = await proposeTrial(tx, page.param('id'), input, place);
      return { to: `${baseOf(page)}/trials/${id}`, told: t('proposed.told') };
    },
  });
}

function ask(page: Page): Promise<Response> {
  const t = words(page.locale);
  const place = {
    locale: page.locale,
    timeZone: page.city.timeZone,
    title: t('look-back'),
    questions: questionsIn(t),
  };
  return page.press({
    say: t,
    again: (state) => trialPage(page, state),
    act: async (tx) => {
      const round = await lookBack(tx, ...idsOf(page), place);
      return { to: `${baseOf(page)}/look-back/${round}`, told: t('look-back.told') };
    },
  });
}

function moving(way: 'removed' | 'returned') {
  return (page: Page): Promise<Response> => {
    const t = words(page.locale);
    return page.press({
      say: t,
      again: (state) => trialPage(page, state),
      act: async (tx) => {
        await takeOutOrBack(tx, ...idsOf(page), way);
        return { to: trialOf(page), told: t(`${way}.told`) };
      },
    });
  };
}

const lookBackOf = (page: Page, tx: Tx) => loadLookBack(tx, page.param('id'), page.param('lookback'));
const lookBackAddress = (page: Page) => `${baseOf(page)}/look-back/${page.param('lookback')}`;

async function lookBackPage(page: Page, again?: Again) {
  const read = await page.read(async (tx) => {
    const at = await lookBackOf(page, tx);
    const asked = at.asked.map(({ partner }) => partner);
    return {
      at,
      trial: await loadTrialOf(tx, page.param('id'), at.round.id),
      withoutPeople: await listWithoutPeople(tx, asked),
      ...(await readAsked(tx, at)),
    };
  });
  const given = { base: lookBackAddress(page), questions: questionsIn(words(page.locale)), again };
  return <LookBackPage page={page} {...given} {...read} />;
}

export const trialRoutes: Route[] = [
  post(`${base}/trials`, participants, propose),
  get(`${base}/trials/:trial`, participants, async (page) => page.html(await trialPage(page))),
  post(`${base}/trials/:trial/look-back`, participants, ask),
  post(`${base}/trials/:trial/removal`, participants, moving('removed')),
  post(`${base}/trials/:trial/return`, participants, moving('returned')),
  ...askedRoutes({
    base: `${base}/look-back/:lookback`,
    addressOf: lookBackAddress,
    questionsIn: (locale) => questionsIn(words(locale)),
    above: (page) => [
      { href: `${baseOf(page)}#trials`, label: words(page.locale)('title') },
      { href: lookBackAddress(page), label: words(page.locale)('look-back') },
    ],
    load: lookBackOf,
    loadRecording,
    show: lookBackPage,
  }),
];
