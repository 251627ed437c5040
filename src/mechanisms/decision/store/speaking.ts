import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Decision } from './reading.ts';
import '../tables.ts';

type Standing = Pick<Decision, 'title' | 'voices' | 'stage' | 'dueAt' | 'settledAt' | 'withdrawnAt'> & {
  /** Who of those has a voice; null where nobody has. */
  voter: string | null;
  /** Of a person. */
  name: string | null;
  /** Of the last words. */
  version: number;
  /** What they said to these. */
  spoken: boolean;
  stance: string | null;
  marks: Record<string, number> | null;
  reason: string | null;
  recorded: boolean | null;
};

/**
 * Holds a decision until the end of the transaction, beside others who speak, and finds who of `those` (people or
 * partners) has a voice in it, and what they said last. Undefined where the reader sees no such decision.
 */
export async function holdToSpeak(
  tx: Tx,
  { id, space }: { id: string; space: string },
  those: readonly string[],
): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select voter, name, title, voices, stage, due_at as "dueAt", settled_at as "settledAt",
      withdrawn_at as "withdrawnAt", version, spoken, stance, marks, reason, recorded
    from decision_to_speak(${space}, ${id}, ${those}::uuid[])`.execute(tx.db);
  return rows[0];
}
