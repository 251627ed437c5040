import { showSet } from '../../../mechanisms/same-questions/routes.tsx';
import type { Tx } from '../../../platform/database/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import { get, participants, post, type Route } from '../../../platform/http/route.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { lockPeople } from '../../accounts/store.ts';
import { consent, door, loadStating, stateOutcome } from '../actions.ts';
import { words } from '../messages/index.ts';
import { consentForm, outcomeForm, typedOutcome } from '../rules.ts';
import { OutcomePage } from '../views/outcome.tsx';
import { room } from './room.tsx';

const gateOf = (page: Page, tx: Tx) => door.load(tx, page.param('id'), page.param('gate'));

async function statingOn(page: Page, tx: Tx) {
  const at = await gateOf(page, tx);
  return { at, ...(await loadStating(tx, at, page.param('partner'))) };
}

async function outcomePage(page: Page, state?: FormState) {
  const read = await page.read((tx) => statingOn(page, tx));
  return <OutcomePage page={page} room={room} state={state} {...read} />;
}

async function stateIt(page: Page): Promise<Response> {
  const t = words(page.locale);
  await page.read((tx) => statingOn(page, tx));
  return page.submit(outcomeForm, {
    say: t,
    again: (state) => outcomePage(page, state),
    stands: {
      of: (tx) => lockPeople(tx, page.param('id')),
      typed: async (tx) => typedOutcome((await statingOn(page, tx)).before),
    },
    act: async (tx, typed) => {
      const place = { locale: page.locale, timeZone: page.city.timeZone };
      await stateOutcome(tx, await gateOf(page, tx), page.param('partner'), typed, place);
      return { to: `/partnerships/${page.param('id')}/gate`, told: t('outcome.told') };
    },
  });
}

function consentToIt(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(consentForm, {
    say: t,
    again: (state) => showSet(page, room, { form: 'other', state }),
    act: async (tx, said) => {
      const isPublic = await consent(tx, await gateOf(page, tx), page.param('partner'), said);
      const told = said.yes === 'no' ? 'public.no.told' : isPublic ? 'public.told' : 'public.half.told';
      return { to: `/partnerships/${page.param('id')}/gate`, told: t(told) };
    },
  });
}

const base = '/partnerships/:id/gate/:gate/outcomes/:partner';

export const stating: Route[] = [
  get(base, participants, async (page) => page.html(await outcomePage(page))),
  post(base, participants, stateIt),
  post(`${base}/consent`, participants, consentToIt),
];
