import { giveVoice } from '../src/instruments/decisions/actions.ts';
import type { Database } from '../src/platform/database/database.ts';
import { newId } from '../src/platform/id.ts';
import type { Scope } from '../src/platform/scope.ts';

const amount = 1_000;
const hands = 8;
/** The two are measured by turns, so that what else the machine does falls on both. */
const turns = 6;
const place = { locale: 'en', timeZone: 'Europe/Oslo' } as const;

/** Voices cast by their people, and bare inserts of the same rows into another decision, as writes a second. */
export async function measureVotes(
  database: Database,
  scopes: readonly Scope[],
  where: { partnership: string; bare: string; cast: string },
): Promise<{ bare: number; cast: number }> {
  let said = 0;
  const next = () => {
    said += 1;
    return { scope: scopes[said % scopes.length]!, reason: `Reason ${said}` };
  };
  const bare = () => {
    const { scope, reason } = next();
    return database.outer.query(
      `insert into decision_voice (id, space_id, decision_id, version, person_id, stance, reason, locale, by_person)
       values ($1, $2, $3, 1, $4, 'yes', $5, 'en', $4)`,
      [newId(), where.partnership, where.bare, scope.person!.id, reason],
    );
  };
  const cast = () => {
    const { scope, reason } = next();
    const typed = { partner: '', version: 1, stance: 'yes', marks: null, reason, on: '' };
    return database.change(scope, (tx) => giveVoice(tx, where.partnership, where.cast, typed, place));
  };
  const times = { bare: 0, cast: 0 };
  for (let turn = 0; turn < turns; turn += 1) {
    times.bare += await timeFor(bare);
    times.cast += await timeFor(cast);
  }
  const rate = (milliseconds: number) => (turns * amount * 1000) / milliseconds;
  return { bare: rate(times.bare), cast: rate(times.cast) };
}

async function timeFor(write: () => Promise<unknown>): Promise<number> {
  for (let n = 0; n < 50; n += 1) await write();
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: hands }, async () => {
      for (let n = 0; n < amount / hands; n += 1) await write();
    }),
  );
  return performance.now() - begun;
}
