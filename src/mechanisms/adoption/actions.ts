import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import { Refusal } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { Adoptable } from '../../platform/instrument.ts';
import type { Recorded } from '../../platform/journal/reader.ts';
import { dayOf } from '../../platform/working-days.ts';
import { propose, sayAnew } from '../decision/actions.ts';
import { everybody } from '../decision/processes.ts';
import { holdsBy } from '../decision/rules.ts';
import { isGoing } from '../decision/stages.ts';
import { findDecision, listStatements, listVersions, lockDecision } from '../decision/store.ts';
import { endsAt, type Terms } from './rules.ts';
import { holdAdopting, insertAdoptions, listAdopting, markAdopted, type Subject } from './store.ts';

/**
 * Adopting by a decision: what is to be adopted is put to all partners under the terms that hold, follows its words while
 * they are asked, and is adopted by its room once the decision holds. That somebody may is the caller's to check; the
 * database checks it again.
 */

/** Puts it to all, in words that are filled in for them. Returns the id of the decision. */
export async function putToAll(
  tx: Tx,
  asked: { space: string; title: string; text: string; locale: Locale; subjects: readonly Subject[] },
  { process, days, quorum }: Terms,
  { partners, timeZone }: { partners: number; timeZone: string },
): Promise<string> {
  const { space, title, text, locale, subjects } = asked;
  const way = process ?? everybody;
  const decision = await propose(tx, {
    ...{ space, title, text, locale, process: way, results: way.results, options: [] },
    // By everybody's yes all have to speak, and are told so.
    ...{ quorum: process ? Math.min(quorum, partners) : partners, sectorQuorum: 0 },
    ...{ voices: 'partners', circle: null, thresholds: {} },
    dueAt: endsAt(dayOf(tx.now, timeZone), { days }, timeZone),
  });
  await insertAdoptions(tx, { space, decision, number: 1 }, subjects);
  return decision;
}

/**
 * Says a decision anew, as what it adopts was changed: all are asked again, about `subjects` in the place of what they
 * were asked before. Where it is over by now, nothing changes.
 */
export async function askAnew(
  tx: Tx,
  { space, decision: id }: { space: string; decision: string },
  said: { text: string; because: string; locale: Locale },
  subjects: readonly Subject[],
): Promise<void> {
  await lockDecision(tx, id, true);
  const decision = await findDecision(tx, space, id);
  if (!decision || !isGoing(decision, tx.now)) return;
  const base = (await listVersions(tx, id)).at(-1)!.number;
  await sayAnew(tx, decision, { ...said, base });
  await insertAdoptions(tx, { space, decision: id, number: base + 1 }, subjects);
}

/** What a decision adopts is said anew where it is written, and nowhere else. Throws a Refusal `adopts`. */
export async function needOwnWords(tx: Tx, decision: string): Promise<void> {
  if ((await listAdopting(tx, decision)).length > 0) throw new Refusal('adopts');
}

/** How the rooms of a house adopt, by kind. */
export function adoptableIn(
  { instruments }: Pick<House, 'instruments'>,
  kind: string,
): Adoptable | undefined {
  return instruments.find(({ adopts }) => adopts?.[kind])?.adopts?.[kind];
}

/** For a reaction to what is counted or written down of a decision: adopts what it is about, once it holds. */
export async function adoptWhatHolds(house: House, tx: Tx, entry: Recorded): Promise<void> {
  const decision = entry.subject_id && (await findDecision(tx, entry.space_id, entry.subject_id));
  if (!decision || decision.outcome === null) return;
  const holds = holdsBy(decision.outcome) ?? (await listStatements(tx, decision.id))[0]?.holds ?? false;
  if (!holds) return;
  for (const one of await holdAdopting(tx, decision.id))
    if (await adoptableIn(house, one.kind)?.adopt(house, tx, one)) await markAdopted(tx, one.id);
}
