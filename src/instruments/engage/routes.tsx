import type { z } from 'zod';
import type { Tx } from '../../platform/database/database.ts';
import type { Standing } from '../../platform/http/overtaken.ts';
import type { Page } from '../../platform/http/page.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import { dayOf } from '../../platform/working-days.ts';
import { lockPeople } from '../accounts/store.ts';
import {
  addConcerned,
  decide,
  loadConcerned,
  loadMap,
  ownRating,
  rate,
  sayMissing,
  takeOffOrBack,
} from './actions.ts';
import { words } from './messages/index.ts';
import { addForm, decisionForm, missingForm, ratingForm, typedRating } from './rules.ts';
import { MapPage, type Again as OnMap } from './views/map.tsx';
import { ConcernedPage, type Again as OnOne } from './views/one.tsx';

const base = '/partnerships/:id/engage';
const mapOf = (page: Page) => `/partnerships/${page.param('id')}/engage`;

async function mapPage(page: Page, again?: OnMap) {
  const map = await page.read((tx) => loadMap(tx, page.param('id')));
  return <MapPage page={page} map={map} again={again} />;
}

async function onePage(page: Page, again?: OnOne) {
  const at = await page.read((tx) => loadConcerned(tx, page.param('id'), page.param('concerned')));
  return <ConcernedPage page={page} at={at} again={again} />;
}

function add(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(addForm, {
    say: t,
    again: (state) => mapPage(page, { form: 'add', state }),
    act: async (tx, input) => {
      const id = await addConcerned(tx, page.param('id'), input, page.locale);
      return { to: `${mapOf(page)}/${id}`, told: t('added.told') };
    },
  });
}

function answerMissing(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(missingForm, {
    say: t,
    again: (state) => mapPage(page, { form: 'missing', state }),
    act: async (tx, input) => {
      const n = await sayMissing(tx, page.param('id'), input, page.locale);
      return { to: mapOf(page), told: t('missing.told', { n }) };
    },
  });
}

type Key = 'rated.told' | 'decided.told';

/** A form on the page of a group. */
function onOne<Schema extends z.ZodType>(
  form: OnOne['form'],
  schema: Schema,
  told: Key,
  act: (page: Page, tx: Tx, input: z.output<Schema>) => Promise<void>,
  stands?: (page: Page) => Standing,
) {
  return (page: Page): Promise<Response> => {
    const t = words(page.locale);
    return page.submit(schema, {
      say: t,
      again: (state) => onePage(page, { form, state }),
      ...(stands && { stands: stands(page) }),
      act: async (tx, input) => {
        await act(page, tx, input);
        return { to: `${mapOf(page)}/${page.param('concerned')}`, told: t(told) };
      },
    });
  };
}

/** Colleagues rate for the same partner: none of them writes over the other unseen. */
const ratingStands = (page: Page): Standing => ({
  of: (tx) => lockPeople(tx, page.param('id')),
  typed: async (tx) => {
    const at = await loadConcerned(tx, page.param('id'), page.param('concerned'));
    return typedRating(ownRating(at));
  },
});

const rateIt = onOne(
  'rating',
  ratingForm,
  'rated.told',
  (page, tx, input) => rate(tx, page.param('id'), page.param('concerned'), input, page.locale),
  ratingStands,
);

const decideIt = onOne('decision', decisionForm, 'decided.told', (page, tx, input) => {
  const t = words(page.locale);
  return decide(tx, page.param('id'), page.param('concerned'), input, {
    locale: page.locale,
    today: dayOf(tx.now, page.city.timeZone),
    titleOf: (does, name) => t(`does.${does}.to-do`, { name }),
  });
});

function moving(way: 'removed' | 'returned') {
  return (page: Page): Promise<Response> => {
    const t = words(page.locale);
    return page.press({
      say: t,
      again: (state) => onePage(page, { form: 'other', state }),
      act: async (tx) => {
        await takeOffOrBack(tx, page.param('id'), page.param('concerned'), way);
        return { to: `${mapOf(page)}/${page.param('concerned')}`, told: t(`${way}.told`) };
      },
    });
  };
}

export function routes(): Route[] {
  return [
    get(base, participants, async (page) => page.html(await mapPage(page))),
    post(base, participants, add),
    post(`${base}/missing`, participants, answerMissing),
    get(`${base}/:concerned`, participants, async (page) => page.html(await onePage(page))),
    post(`${base}/:concerned/ratings`, participants, rateIt),
    post(`${base}/:concerned/decisions`, participants, decideIt),
    post(`${base}/:concerned/removal`, participants, moving('removed')),
    post(`${base}/:concerned/return`, participants, moving('returned')),
  ];
}
