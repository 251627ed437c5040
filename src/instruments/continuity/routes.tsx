import type { Tx } from '../../platform/database/database.ts';
import type { Page } from '../../platform/http/page.ts';
import { Forbidden } from '../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import { dayOf } from '../../platform/working-days.ts';
import type { FormState } from '../../ui/form-state.ts';
import { mayWrite } from './access.ts';
import {
  addElection,
  addHolder,
  addRelation,
  changeHolder,
  loadHolder,
  loadLedger,
  loadRelation,
  moveElection,
  moveHolder,
  moveRelation,
} from './actions.ts';
import { words } from './messages/index.ts';
import { electionForm, holderForm, relationForm, typedHolder } from './rules.ts';
import { type Again, LedgerPage } from './views/ledger.tsx';
import { HolderPage, RelationPage } from './views/relation.tsx';

const base = '/partnerships/:id/continuity';
const ledgerOf = (page: Page) => `/partnerships/${page.param('id')}/continuity`;
const relationOf = (page: Page) => `${ledgerOf(page)}/${page.param('relation')}`;
const today = (page: Page, tx: Tx) => dayOf(tx.now, page.city.timeZone);
const idsOf = (page: Page) => [page.param('id'), page.param('relation'), page.param('holder')] as const;

async function ledgerPage(page: Page, again?: Again) {
  const ledger = await page.read((tx) => loadLedger(tx, page.param('id')));
  return <LedgerPage page={page} ledger={ledger} again={again} />;
}

async function relationPage(page: Page, state?: FormState) {
  const at = await page.read((tx) => loadRelation(tx, page.param('id'), page.param('relation')));
  return <RelationPage page={page} at={at} state={state} />;
}

async function holderPage(page: Page, state?: FormState) {
  const at = await page.read((tx) => loadHolder(tx, idsOf(page)));
  return <HolderPage page={page} at={at} state={state} />;
}

function add(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(relationForm, {
    say: t,
    again: (state) => ledgerPage(page, { form: 'relation', state }),
    act: async (tx, input) => {
      const id = await addRelation(tx, page.param('id'), input, page.locale);
      return { to: `${ledgerOf(page)}/${id}`, told: t('added.told') };
    },
  });
}

async function hold(page: Page): Promise<Response> {
  const t = words(page.locale);
  const day = await page.read(async (tx) => {
    const { inside } = await loadRelation(tx, page.param('id'), page.param('relation'));
    if (!mayWrite(inside)) throw new Forbidden('those who contribute');
    return today(page, tx);
  });
  return page.submit(holderForm(day), {
    say: t,
    again: (state) => relationPage(page, state),
    act: async (tx, input) => {
      await addHolder(tx, page.param('id'), page.param('relation'), input, day);
      return { to: relationOf(page), told: t('held.told') };
    },
  });
}

async function change(page: Page): Promise<Response> {
  const t = words(page.locale);
  const day = await page.read(async (tx) => {
    await loadHolder(tx, idsOf(page));
    return today(page, tx);
  });
  return page.submit(holderForm(day), {
    say: t,
    again: (state) => holderPage(page, state),
    stands: {
      of: ['relation_holder', page.param('holder')],
      typed: async (tx) => typedHolder((await loadHolder(tx, idsOf(page))).holder),
    },
    act: async (tx, input) => {
      await changeHolder(tx, idsOf(page), input, day);
      return { to: relationOf(page), told: t('changed.told') };
    },
  });
}

async function elect(page: Page): Promise<Response> {
  const t = words(page.locale);
  const day = await page.read(async (tx) => {
    const { inside } = await loadLedger(tx, page.param('id'));
    if (!mayWrite(inside)) throw new Forbidden('those who contribute');
    return today(page, tx);
  });
  return page.submit(electionForm(day), {
    say: t,
    again: (state) => ledgerPage(page, { form: 'election', state }),
    act: async (tx, input) => {
      await addElection(tx, page.param('id'), input, { locale: page.locale, today: day });
      return { to: `${ledgerOf(page)}#elections`, told: t('election.told') };
    },
  });
}

type Way = 'removed' | 'returned';

/** A button that takes something out, or puts it back. */
function moving(
  way: Way,
  act: (page: Page, tx: Tx) => Promise<void>,
  again: (page: Page, state: FormState) => ReturnType<typeof relationPage>,
  to: (page: Page) => string,
) {
  return (page: Page): Promise<Response> => {
    const t = words(page.locale);
    return page.press({
      say: t,
      again: (state) => again(page, state),
      act: async (tx) => {
        await act(page, tx);
        return { to: to(page), told: t(`${way}.told`) };
      },
    });
  };
}

const movingRelation = (way: Way) =>
  moving(
    way,
    (page, tx) => moveRelation(tx, page.param('id'), page.param('relation'), way),
    relationPage,
    relationOf,
  );
const movingHolder = (way: Way) =>
  moving(
    way,
    (page, tx) => moveHolder(tx, idsOf(page), way),
    holderPage,
    (page) => (way === 'removed' ? `${relationOf(page)}/holders/${page.param('holder')}` : relationOf(page)),
  );
const movingElection = (way: Way) =>
  moving(
    way,
    (page, tx) => moveElection(tx, page.param('id'), page.param('election'), way),
    (page, state) => ledgerPage(page, { form: 'other', state }),
    (page) => `${ledgerOf(page)}#elections`,
  );

export function routes(): Route[] {
  const holders = `${base}/:relation/holders`;
  return [
    get(base, participants, async (page) => page.html(await ledgerPage(page))),
    post(base, participants, add),
    post(`${base}/elections`, participants, elect),
    post(`${base}/elections/:election/removal`, participants, movingElection('removed')),
    post(`${base}/elections/:election/return`, participants, movingElection('returned')),
    get(`${base}/:relation`, participants, async (page) => page.html(await relationPage(page))),
    post(`${base}/:relation/removal`, participants, movingRelation('removed')),
    post(`${base}/:relation/return`, participants, movingRelation('returned')),
    post(holders, participants, hold),
    get(`${holders}/:holder`, participants, async (page) => page.html(await holderPage(page))),
    post(`${holders}/:holder`, participants, change),
    post(`${holders}/:holder/removal`, participants, movingHolder('removed')),
    post(`${holders}/:holder/return`, participants, movingHolder('returned')),
  ];
}
