import { z } from 'zod';
import type { Tx } from '../../platform/database/database.ts';
import { indexDecision } from './indexing.ts';
import type { Process } from './process.ts';
import { findProcess, processes } from './processes.ts';
import type { Outcome } from './rules.ts';
import {
  countElectorate,
  type Decision,
  type EndedDecision,
  findAbove,
  findFallbacks,
  findPromise,
  giveTo,
  insertDecision,
  insertFallback,
  insertPromise,
  listVersions,
  type NewDecision,
  putOff,
} from './store.ts';

/**
 * What is done where a decision by consent is not reached by its end. It is chosen beforehand, so that nobody wins by
 * waiting, and done by the house when it is counted.
 */

/** Ways that come to an end without everybody's consent. */
export const fallbackWays: readonly Process[] = processes.filter(({ settled }) =>
  ['share', 'lean', 'proposer'].includes(settled.by),
);

const fallbackShape = z.discriminatedUnion('kind', [
  /** Once more, for as many days as this way usually has. */
  z.object({ kind: z.literal('time') }),
  /** In another way, as a decision of its own. */
  z.object({ kind: z.literal('way'), way: z.string() }),
  /** In the group above the one that decides, or by all, as a decision of its own. */
  z.object({ kind: z.literal('above') }),
]);
export type Fallback = z.output<typeof fallbackShape>;

/** Only consent can stay without an answer because one is missing. */
export function mayFallBack({ settled }: Pick<Process, 'settled'>): boolean {
  return settled.by === 'no-block';
}

/** What can be chosen, by the words in which a form sends it; null leaves things as they are. */
export const fallbackChoices: ReadonlyMap<string, Fallback | null> = new Map<string, Fallback | null>([
  ['leave', null],
  ['time', { kind: 'time' }],
  ['above', { kind: 'above' }],
  ...fallbackWays.map(({ key }): [string, Fallback] => [`way-${key}`, { kind: 'way', way: key }]),
]);

/** What is read of a row: nothing is done where a newer house, or another city, chose what is not known here. */
export function readFallback(row: unknown): Fallback | null {
  const read = fallbackShape.safeParse(row);
  if (!read.success || (read.data.kind === 'way' && !findProcess(read.data.way))) return null;
  return read.data;
}

/** Whether it is not over before it is counted: then it may go on with more time. The same as `app_decision_shows` asks. */
export function mayGoOn(
  { fallback, settledAt }: Pick<Decision, 'fallback' | 'settledAt'>,
  { of }: Pick<Awaited<ReturnType<typeof findFallbacks>>, 'of'>,
): boolean {
  return !settledAt && readFallback(fallback)?.kind === 'time' && !of;
}

type Step = {
  /** Whether it is over all the same: what comes then is another decision. */
  settles: boolean;
  /** Does it; returns until when it goes on, and the decision to which it leads; undefined where it cannot be done. */
  run: (
    tx: Tx,
    ended: EndedDecision,
    fallback: Fallback,
  ) => Promise<{ dueAt: Date; leadsTo: string | null } | undefined>;
};

const day = 86_400_000;

/** Puts the same words once more, to be steered by whoever proposed them; what was promised stays promised. */
async function putOnward(
  tx: Tx,
  ended: EndedDecision,
  conditions: Pick<
    NewDecision,
    'process' | 'results' | 'quorum' | 'sectorQuorum' | 'voices' | 'circle' | 'thresholds' | 'fallback'
  >,
): Promise<{ dueAt: Date; leadsTo: string }> {
  const { space, title, locale } = ended;
  const last = (await listVersions(tx, ended.id)).at(-1)!;
  const { text } = last;
  const dueAt = new Date(tx.now.getTime() + conditions.process.days * day);
  const said = { space, title, text, locale, options: [], dueAt };
  const leadsTo = await insertDecision(tx, { ...said, ...conditions });
  const promised = (await findPromise(tx, ended.id)).promises.at(-1);
  if (promised)
    await insertPromise(tx, { id: leadsTo, space }, { level: promised.level, because: '', locale });
  await giveTo(tx, leadsTo, ended.byPerson);
  await indexDecision(tx, { id: leadsTo, space, title, locale }, { text, locale: last.locale });
  return { dueAt, leadsTo };
}

const steps: { readonly [Kind in Fallback['kind']]: Step } = {
  time: {
    settles: false,
    run: async (tx, { id, process }) => {
      const dueAt = new Date(tx.now.getTime() + process.days * day);
      await putOff(tx, id, dueAt);
      return { dueAt, leadsTo: null };
    },
  },
  way: {
    settles: true,
    run: async (tx, ended, fallback) => {
      const process = findProcess((fallback as Extract<Fallback, { kind: 'way' }>).way)!;
      // The same are asked. Sides are weighed as this way does it by itself.
      const { quorum, sectorQuorum, voices, circle } = ended;
      const who = { quorum, sectorQuorum, voices, circle, thresholds: {} };
      return putOnward(tx, ended, { process, results: process.results, ...who });
    },
  },
  above: {
    settles: true,
    run: async (tx, ended) => {
      const { space, process, results, sectorQuorum, voices, thresholds } = ended;
      const found = ended.circle && (await findAbove(tx, { space, circle: ended.circle }));
      if (found === undefined || !ended.circle) return undefined;
      const inGroup = found ? await countElectorate(tx, space, { voices, circle: found }) : 0;
      // A group in which nobody has a voice decides nothing: then all are asked.
      const circle = inGroup > 0 ? found : null;
      const heads = circle ? inGroup : await countElectorate(tx, space, { voices, circle });
      // More than half have to speak, since others are asked.
      const who = { quorum: Math.floor(heads / 2) + 1, sectorQuorum, voices, circle, thresholds };
      return putOnward(tx, ended, { process, results, ...who, fallback: circle ? { kind: 'above' } : null });
    },
  },
};

/**
 * What is to be done after a count that came to this; undefined where it holds, where nothing was chosen, or where that
 * was done already: it is done once. Past the guards.
 */
export async function findFallback(tx: Tx, ended: EndedDecision, outcome: Outcome) {
  const fallback = readFallback(ended.fallback);
  if (!fallback || outcome.result !== 'fails' || (await findFallbacks(tx, ended.id)).of) return undefined;
  const { settles, run } = steps[fallback.kind];
  return {
    settles,
    run: async () => {
      const { space, id: decision, dueAt: wasDueAt, title } = ended;
      const done = await run(tx, ended, fallback);
      if (!done) return;
      const { reason } = outcome;
      await insertFallback(tx, { space, decision, kind: fallback.kind, reason, wasDueAt, ...done });
      await tx.record({
        ...{ space, kind: 'decision.fell-back', subject: done.leadsTo ?? decision, personal: { title } },
        content: { kind: fallback.kind, reason, due: done.dueAt.toISOString() },
      });
    },
  };
}
