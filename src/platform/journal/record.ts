import { randomBytes } from 'node:crypto';
import type { Tx } from '../database/database.ts';
import type { Audience } from '../database/tables.ts';
import { newId } from '../id.ts';
import { commit } from './chain.ts';

export type Entry = {
  space: string;
  /** What happened, as `thing.verb-in-the-past`: 'request.accepted'. */
  kind: string;
  subject?: string;
  /** Who may read the entry: those in the space unless said otherwise. */
  audience?: Audience;
  audienceId?: string;
  /** Facts without personal data: they stay in the chain for ever. */
  content?: Record<string, unknown>;
  /** Personal facts: committed to with a salt, and erasable without breaking the chain. */
  personal?: Record<string, unknown>;
};

/** Writes an entry in the transaction of the change it tells of. Returns its id. */
export async function record(tx: Tx, entry: Entry): Promise<string> {
  const id = newId();
  const salt = randomBytes(16);
  const actor = tx.scope.person?.id ?? null;
  const personal = entry.personal ?? null;
  await tx.db
    .insertInto('journal_entry')
    .values({
      id,
      space_id: entry.space,
      audience: entry.audience ?? 'space',
      audience_id: entry.audienceId ?? null,
      kind: entry.kind,
      subject_id: entry.subject ?? null,
      at: tx.now,
      content: JSON.stringify(entry.content ?? {}),
      commitment: commit(salt, actor, personal),
      salt,
      actor_id: actor,
      personal: personal && JSON.stringify(personal),
    })
    .execute();
  return id;
}
