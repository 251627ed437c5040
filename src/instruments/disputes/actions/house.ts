import type { Tx } from '../../../platform/database/database.ts';
import type { House } from '../../../platform/house.ts';
import { isId } from '../../../platform/id.ts';
import type { Recorded } from '../../../platform/journal/reader.ts';
import { lockPeople } from '../../accounts/store.ts';
import { nextEntry, record } from '../actions.ts';
import { openOffers } from '../rules.ts';
import {
  findDispute,
  insertEntry,
  listEntries,
  listOffers,
  listOpenOf,
  listRunOut,
  listSides,
  type NewEntry,
} from '../store.ts';
import { carryOut } from './offers.ts';

// What the house adds to the log, past the guards: time that is over, what was decided, and a side that leaves.

type Added = Pick<NewEntry, 'kind'> & Partial<NewEntry>;

async function add(tx: Tx, { id, space }: { id: string; space: string }, added: Added): Promise<void> {
  const entries = await listEntries(tx, id);
  const { locale } = entries[0]!;
  await insertEntry(tx, { id, space }, { ...nextEntry({ entries }), locale, ...added });
}

const ended = { kind: 'ended', step: 'ended', due_at: null } as const;

/** Says of each step whose time is over that it is: each in a transaction of its own, and once. */
export async function noteRunOut({ database }: Pick<House, 'database'>): Promise<void> {
  for (const one of await database.system((tx) => listRunOut(tx)))
    await database.system(async (tx) => {
      await lockPeople(tx, one.space);
      // Somebody may have gone on meanwhile.
      if (!(await listRunOut(tx)).some(({ id }) => id === one.id)) return;
      const { step } = (await listEntries(tx, one.id)).at(-1)!;
      await add(tx, one, { kind: 'ran-out' });
      await record(tx, one.space, 'ran-out', one.id, { step });
    });
}

/** Answers to `decision.settled`: what all have decided ends a dispute that was put to them. */
export async function noteDecided(_house: House, tx: Tx, entry: Recorded): Promise<void> {
  const { space_id: space, subject_id: decision, content } = entry;
  if (!decision) return;
  await lockPeople(tx, space);
  const holds = content.result === 'holds' || content.result === 'chosen';
  for (const one of await listOpenOf(tx, space, decision)) {
    if (holds) {
      await add(tx, one, { ...ended, how: 'decided', decision_id: decision });
      await record(tx, space, 'ended', one.id);
    } else {
      const entries = await listEntries(tx, one.id);
      if (entries.some((said) => said.kind === 'undecided' && said.decision === decision)) continue;
      await add(tx, one, { kind: 'undecided', decision_id: decision });
      await record(tx, space, 'undecided', one.id);
    }
  }
}

/**
 * Answers to `partner.left` and `partner.removed`: without the one that raised it, or with one side alone, a dispute is
 * over. Otherwise it goes on between those who are left, and what only that side had not agreed to holds now.
 */
export async function noteLeft(_house: House, tx: Tx, entry: Recorded): Promise<void> {
  const { space_id: space, content } = entry;
  const { partner } = content;
  if (!isId(partner)) return;
  await lockPeople(tx, space);
  for (const one of await listOpenOf(tx, space)) {
    const sides = await listSides(tx, one.id);
    if (!sides.some(({ id }) => id === partner)) continue;
    const stillIn = sides.filter(({ isIn }) => isIn);
    if (stillIn.length < 2 || !stillIn.some(({ id }) => id === one.by)) {
      await add(tx, one, { ...ended, how: 'left', partner_id: partner });
      await record(tx, space, 'ended', one.id);
      continue;
    }
    const dispute = (await findDispute(tx, space, one.id))!;
    const entries = await listEntries(tx, one.id);
    const offers = openOffers(await listOffers(tx, one.id), entries, entries.at(-1)!.step);
    for (const offer of offers) if (await carryOut(tx, { dispute, stillIn }, offer, dispute.locale)) break;
  }
}
