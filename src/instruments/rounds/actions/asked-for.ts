import { fewest } from '../../../mechanisms/sealed-round/asking.ts';
import type { AskingRoom } from '../../../mechanisms/sealed-round/asking-all/routes.ts';
import { stageOf } from '../../../mechanisms/sealed-round/rules.ts';
import { findAskedFor, listAsked } from '../../../mechanisms/sealed-round/store.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { Refusal } from '../../../platform/http/problems.ts';
import { lockPeople } from '../../accounts/store.ts';
import { loadToChange } from '../../partnerships/actions/hearing.ts';
import { ask } from '../actions.ts';

// Rounds with questions of another room, which asks all partners at once.

/** The last one that a room has asked, and whether all is open; undefined where it has asked none. */
export async function findRoundFor(tx: Tx, partnership: string, room: string) {
  const round = await findAskedFor(tx, partnership, room);
  return round && { ...round, open: stageOf(round, tx.now) === 'open', asked: await listAsked(tx, round.id) };
}

/** How a room asks all that have joined, for a step of the guide if it belongs to one; one round of a room runs at a time. */
export function asksFor(askedFor: string, element?: string): Pick<AskingRoom, 'toAsk' | 'ask'> {
  return {
    toAsk: loadToChange,
    async ask(tx, partnership, asking, place) {
      await lockPeople(tx, partnership);
      const { joined } = await loadToChange(tx, partnership);
      const running = await findAskedFor(tx, partnership, askedFor);
      if (running && stageOf(running, tx.now) === 'closed') throw new Refusal('round.running');
      if (joined.length < fewest) throw new Refusal('round.few');
      const who = joined.map(({ id }) => id);
      const more = { who, opens: 'all' as const, askedFor, element: element ?? null };
      return ask(tx, partnership, { ...asking, ...more }, place);
    },
  };
}
