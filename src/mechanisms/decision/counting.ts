import type { Tx } from '../../platform/database/database.ts';
import { findFallback } from './fallback.ts';
import { type Outcome, outcomeOf, type Voter } from './rules.ts';
import {
  type Decision,
  listAsides,
  listOptions,
  listVersions,
  listVoices,
  listVoters,
  settle,
  takeEnded,
} from './store.ts';

// What came of it: counted once it is over, by as many statements for ten thousand voices as for three.

type Counting = Pick<Decision, 'id' | 'process' | 'voices' | 'quorum' | 'sectorQuorum' | 'thresholds'>;

/** What is kept names no people, who may be many and can be erased: an objection that was set aside is known by its voice. */
function withoutPeople(
  { missing: _, ...outcome }: Outcome,
  voices: readonly { id: string; voter: string }[],
): Outcome {
  const last = new Map(voices.map(({ id, voter }) => [voter, id]));
  const setAside = outcome.setAside?.flatMap((voter) => last.get(voter) ?? []);
  return { ...outcome, missing: [], ...(setAside && { setAside }), voices: 'people' };
}

/** What the voices to the last version come to, of those that the reader may see: once it is over, of all. */
export async function count(
  tx: Tx,
  { id, process, voices: asked, ...conditions }: Counting,
  voters: readonly Voter[],
): Promise<Outcome> {
  const last = (await listVersions(tx, id)).at(-1)!.number;
  const voices = await listVoices(tx, id, last);
  const asides = new Map((await listAsides(tx, id)).map(({ voice, yes }) => [voice, yes]));
  const outcome = outcomeOf(
    process,
    voters,
    voices.map(({ id: voice, voter, stance, marks }) => ({
      voter,
      asideBy: asides.get(voice) ?? [],
      ...(stance && { stance }),
      ...(marks && { marks }),
    })),
    conditions,
    (await listOptions(tx, id)).map((option) => option.id),
  );
  return asked === 'people' ? withoutPeople(outcome, voices) : outcome;
}

/**
 * Counts one decision that is over and not counted yet: this one, or the one that has waited longest and is not in
 * `but`; among those who had a voice when it ended. Past the guards, in a transaction of its own. Returns its id,
 * undefined where there is none. Run again it changes nothing.
 */
export async function settleOne(
  tx: Tx,
  sectorOf: SectorOf,
  which: { id?: string | undefined; but: readonly string[] },
  begins: (id: string) => void,
): Promise<string | undefined> {
  const ended = await takeEnded(tx, which);
  if (!ended) return undefined;
  begins(ended.id);
  const outcome = await count(tx, ended, votersIn(await listVoters(tx, ended.id, ended.dueAt), sectorOf));
  const falls = await findFallback(tx, ended, outcome);
  if (falls && !falls.settles) {
    await falls.run();
    return ended.id;
  }
  await settle(tx, ended.id, outcome);
  const { result, reason, setAside = [] } = outcome;
  // Only now is it known: until the end somebody may join, leave or speak anew.
  if (setAside.length > 0)
    await tx.record({
      ...{ space: ended.space, kind: 'decision.set-aside', subject: ended.id },
      personal: { title: ended.title },
    });
  await tx.record({
    ...{ space: ended.space, kind: 'decision.settled', subject: ended.id, content: { result, reason } },
    personal: { title: ended.title },
  });
  await falls?.run();
  return ended.id;
}

/** The sector of a partner by its kind. */
export type SectorOf = (kind: string) => string;

export function votersIn(partners: readonly { id: string; kind: string }[], sectorOf: SectorOf): Voter[] {
  return partners.map(({ id, kind }) => ({ id, sector: sectorOf(kind) }));
}
