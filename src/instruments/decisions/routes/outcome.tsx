import { lockDecision } from '../../../mechanisms/decision/store.ts';
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../../platform/http/route.ts';
import { dayOf } from '../../../platform/working-days.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { lockPeople } from '../../accounts/store.ts';
import { loadSteering } from '../actions.ts';
import { words } from '../messages/index.ts';
import { loadWriting, writeAndFollow } from '../outcome.ts';
import { writtenForm } from '../rules/outcome.ts';
import { typedOutcome } from '../rules.ts';
import { OutcomePage } from '../views/writing-down.tsx';
import { addressOf, ids, placeOf } from './at.ts';
import { readCounted } from './counted.ts';

const loadCounted = (house: House, page: Page) =>
  readCounted(
    house,
    page,
    () => page.read((tx) => loadWriting(tx, ...ids(page))),
    ({ at }) => at,
  );

async function outcomePage(house: House, page: Page, state?: FormState) {
  const view = await loadCounted(house, page);
  if (!view.at.outcome) throw new NotFound();
  return <OutcomePage page={page} view={view} state={state} />;
}

const writeDown = (house: House) => async (page: Page) => {
  const t = words(page.locale);
  await loadCounted(house, page);
  return page.submit(writtenForm(dayOf(page.now, page.city.timeZone)), {
    say: t,
    again: (state) => outcomePage(house, page, state),
    stands: {
      // In the order in which whoever has read it comes: neither waits for the other.
      of: async (tx) => {
        await lockPeople(tx, page.param('id'));
        await lockDecision(tx, page.param('decision'), true);
      },
      typed: async (tx) => {
        const { statements, opened } = await loadSteering(tx, ...ids(page));
        return typedOutcome(statements[0], opened);
      },
    },
    act: async (tx, typed) => {
      await writeAndFollow(tx, ids(page), typed, placeOf(page));
      return { to: addressOf(page), told: t('outcome.told') };
    },
  });
};

/** Writing down what was decided, and what comes of it. */
export const outcomes = (base: string, house: House): Route[] => [
  get(`${base}/outcome`, participants, async (page) => page.html(await outcomePage(house, page))),
  post(`${base}/outcome`, participants, writeDown(house)),
];
