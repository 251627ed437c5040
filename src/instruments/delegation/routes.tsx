import type { Page } from '../../platform/http/page.ts';
import { NotFound } from '../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import { isId } from '../../platform/id.ts';
import { addDays, dayOf } from '../../platform/working-days.ts';
import type { FormState } from '../../ui/form-state.ts';
import { textOf } from '../../ui/form-state.ts';
import { loadHearing } from '../partnerships/actions/hearing.ts';
import {
  addRule,
  beginChange,
  loadLimits,
  loadNewRule,
  loadToDecide,
  putRules,
  removeRule,
  writeDecided,
} from './actions.ts';
import { words } from './messages/index.ts';
import { question } from './routes/question.tsx';
import { askForm, decidedForm, mondayOf, ruleForm, weekBefore } from './rules.ts';
import { findDecided, listDecided, loadDecidedAndOpen } from './store.ts';
import { DecidedFormPage, DecidedListPage, DecidedPage } from './views/decided.tsx';
import { LimitsPage } from './views/limits.tsx';
import { decisionsOf, pathOf } from './views/parts.tsx';
import { RuleFormPage } from './views/rule-form.tsx';
import { WeekPage } from './views/week.tsx';

const home = '/partnerships/:id/delegation';
const id = (page: Page) => page.param('id');
const addressOf = (page: Page) => pathOf(id(page));

async function overview(page: Page, state?: FormState) {
  const at = await page.read((tx) => loadLimits(tx, id(page)));
  return <LimitsPage page={page} at={at} state={state} />;
}

async function rulePage(page: Page, state?: FormState) {
  const read = await page.read((tx) => loadNewRule(tx, id(page)));
  return <RuleFormPage page={page} {...read} state={state} />;
}

function add(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(ruleForm(page.locale), {
    say: t,
    again: (state) => rulePage(page, state),
    act: async (tx, typed) => {
      await addRule(tx, id(page), typed, page.locale);
      return { to: addressOf(page), told: t('rule.told') };
    },
  });
}

function remove(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.press({
    say: t,
    again: (state) => overview(page, state),
    act: async (tx) => {
      await removeRule(tx, id(page), page.param('rule'));
      return { to: addressOf(page), told: t('removed.told') };
    },
  });
}

function change(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.press({
    say: t,
    again: (state) => overview(page, state),
    act: async (tx) => {
      await beginChange(tx, id(page), page.locale);
      return { to: addressOf(page), told: t('change.told') };
    },
  });
}

/** Leads to the decision, where voices are given. */
function put(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(askForm, {
    say: t,
    again: (state) => overview(page, state),
    act: async (tx, { review }) => {
      const place = {
        ...{ locale: page.locale, timeZone: page.city.timeZone },
        currency: page.city.currency,
      };
      const decision = await putRules(tx, id(page), review, place);
      return { to: `${decisionsOf(id(page))}/${decision}`, told: t('put.told') };
    },
  });
}

async function decidedList(page: Page): Promise<Response> {
  const read = await page.read(async (tx) => ({
    at: await loadLimits(tx, id(page)),
    all: await listDecided(tx, id(page), page.key('after')),
  }));
  return page.html(<DecidedListPage page={page} {...read} />);
}

async function decidedOne(page: Page): Promise<Response> {
  const read = await page.read(async (tx) => {
    const at = await loadLimits(tx, id(page));
    const wanted = page.param('decided');
    const one = isId(wanted) ? await findDecided(tx, id(page), wanted) : undefined;
    if (!one) throw new NotFound();
    return { at, one };
  });
  return page.html(<DecidedPage page={page} {...read} />);
}

/** Without a rule there is nothing to write down yet: who decides is asked first. */
async function beginDecided(page: Page): Promise<Response> {
  if (page.query('rule')) return page.html(await decidedPage(page));
  await page.read((tx) => loadHearing(tx, id(page)));
  return page.redirect(`${addressOf(page)}/who`);
}

async function decidedPage(page: Page, state?: FormState) {
  const rule = state ? (textOf(state, 'rule') ?? '') : page.query('rule');
  const at = await page.read((tx) => loadToDecide(tx, id(page), rule));
  return <DecidedFormPage page={page} at={at} state={state} />;
}

async function decide(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { values } = await page.submitted();
  // Who does not decide by that rule is told so before anything else.
  await page.read((tx) => loadToDecide(tx, id(page), typeof values.rule === 'string' ? values.rule : ''));
  return page.submit(decidedForm(page.locale), {
    say: t,
    again: (state) => decidedPage(page, state),
    act: async (tx, typed) => {
      const decided = await writeDecided(tx, id(page), typed, page.locale);
      return { to: `${addressOf(page)}/decided/${decided}`, told: t('decided.told') };
    },
  });
}

/** The last seven days, or the week before a Monday. */
async function week(page: Page): Promise<Response> {
  const wanted = page.query('before');
  const { timeZone } = page.city;
  const read = await page.read(async (tx) => {
    const at = await loadHearing(tx, id(page));
    const today = dayOf(tx.now, timeZone);
    const isDay = /^20\d\d-\d\d-\d\d$/.test(wanted) && !Number.isNaN(Date.parse(wanted)) && wanted <= today;
    const monday = isDay ? mondayOf(wanted) : undefined;
    const span = monday
      ? weekBefore(monday, timeZone)
      : { from: new Date(tx.now.getTime() - 7 * 86_400_000), until: new Date(tx.now.getTime() + 1) };
    const before = monday ? addDays(monday, -7) : mondayOf(today);
    return { at, monday, before, read: await loadDecidedAndOpen(tx, id(page), span) };
  });
  return page.html(<WeekPage page={page} {...read} />);
}

export const routes: Route[] = [
  get(home, participants, async (page) => page.html(await overview(page))),
  get(`${home}/rules/new`, participants, async (page) => page.html(await rulePage(page))),
  post(`${home}/rules`, participants, add),
  post(`${home}/rules/:rule/removal`, participants, remove),
  post(`${home}/change`, participants, change),
  post(`${home}/asking`, participants, put),
  get(`${home}/who`, participants, question),
  get(`${home}/decided`, participants, decidedList),
  post(`${home}/decided`, participants, decide),
  get(`${home}/decided/new`, participants, beginDecided),
  get(`${home}/decided/:decided`, participants, decidedOne),
  get('/partnerships/:id/decisions/week', participants, week),
];
