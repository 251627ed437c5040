import { questionsOf, type Room } from '../../../mechanisms/same-questions/room.ts';
import { roundRoutes } from '../../../mechanisms/same-questions/routes.tsx';
import type { Page } from '../../../platform/http/page.ts';
import { Forbidden } from '../../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../../platform/http/route.ts';
import { readDay } from '../../../platform/i18n/dates.ts';
import { dayOf } from '../../../platform/working-days.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { loadPartnership } from '../../partnerships/actions.ts';
import { mayTry } from '../access.ts';
import {
  type LookBack,
  loadTrial,
  lookBack,
  lookBackDoor,
  proposeTrial,
  takeOutOrBack,
} from '../actions/trials.ts';
import { words } from '../messages/index.ts';
import { questionsIn, type TrialInput, trialForm, trialKind } from '../rules.ts';
import { TrialPage } from '../views/trial.tsx';
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
  const until = page.day(readDay(input.until, today)!);
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
    questions: questionsOf(questionsIn(t)),
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

/** Looking back at a trial: answered alone, opened together. */
const lookingBack: Room<LookBack> = {
  kind: trialKind,
  address: `${base}/look-back/:lookback`,
  title: (locale) => words(locale)('look-back'),
  lead: (page, at) => at && <span lang={page.langOf(at.round.locale)}>{at.round.about}</span>,
  partsIn: (locale) => questionsIn(words(locale)),
  door: lookBackDoor,
  above: (page, { trial }) => [
    { href: `${baseOf(page)}#trials`, label: words(page.locale)('title') },
    ...(trial ? [{ href: `${baseOf(page)}/trials/${trial.id}`, label: words(page.locale)('trial') }] : []),
  ],
};

export const trialRoutes: Route[] = [
  post(`${base}/trials`, participants, propose),
  get(`${base}/trials/:trial`, participants, async (page) => page.html(await trialPage(page))),
  post(`${base}/trials/:trial/look-back`, participants, ask),
  post(`${base}/trials/:trial/removal`, participants, moving('removed')),
  post(`${base}/trials/:trial/return`, participants, moving('returned')),
  ...roundRoutes(lookingBack),
];
