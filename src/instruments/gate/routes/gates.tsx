import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Forbidden } from '../../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../../platform/http/route.ts';
import { loadPartnership } from '../../partnerships/actions.ts';
import { askJoinedToo } from '../../rounds/actions/sets.ts';
import { giveTime, withdraw } from '../../rounds/actions.ts';
import { alsoForm, dateForm } from '../../rounds/rules.ts';
import { openGate } from '../actions.ts';
import { words } from '../messages/index.ts';
import { openForm, questionsIn } from '../rules.ts';
import { moment } from '../views/parts.tsx';
import { addressOf, gateOf, showGate } from './showing.tsx';

async function ask(page: Page, sendsMail: boolean): Promise<Response> {
  const t = words(page.locale);
  const id = page.param('id');
  // Who may not ask gets no form back to correct.
  await page.read(async (tx) => {
    if (!(await loadPartnership(tx, id)).contributes) throw new Forbidden('those who contribute');
  });
  const place = {
    locale: page.locale,
    timeZone: page.city.timeZone,
    title: t('title'),
    questions: questionsIn(t),
  };
  return page.submit(openForm, {
    say: t,
    again: (state) => showGate(page, undefined, { form: 'new', state }),
    act: async (tx, typed) => {
      const gate = await openGate(tx, id, typed, place);
      const told = t(sendsMail ? 'asked.told.mail' : 'asked.told');
      return { to: `/partnerships/${id}/gate/${gate}`, told };
    },
  });
}

function moveDate(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(dateForm, {
    say: t,
    again: (state) => showGate(page, page.param('gate'), { form: 'date', state }),
    act: async (tx, typed) => {
      const due = await giveTime(tx, await gateOf(page, tx), typed, page.city.timeZone);
      return { to: addressOf(page), told: t('date.told', { at: moment(page, due) }) };
    },
  });
}

function askMore(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(alsoForm, {
    say: t,
    again: (state) => showGate(page, page.param('gate'), { form: 'also', state }),
    act: async (tx, { who }) => {
      await askJoinedToo(tx, await gateOf(page, tx), who);
      return { to: addressOf(page), told: t('also.told') };
    },
  });
}

function takeAway(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.press({
    say: t,
    again: (state) => showGate(page, page.param('gate'), { form: 'other', state }),
    act: async (tx) => {
      await withdraw(tx, await gateOf(page, tx));
      return { to: `/partnerships/${page.param('id')}/gate`, told: t('withdraw.told') };
    },
  });
}

const base = '/partnerships/:id/gate';

export const gateRoutes = ({ post: { way } }: House): Route[] => [
  get(base, participants, async (page) => page.html(await showGate(page, undefined))),
  post(base, participants, (page) => ask(page, way !== 'none')),
  get(`${base}/:gate`, participants, async (page) => page.html(await showGate(page, page.param('gate')))),
  post(`${base}/:gate/date`, participants, moveDate),
  post(`${base}/:gate/partners`, participants, askMore),
  post(`${base}/:gate/withdrawal`, participants, takeAway),
];
