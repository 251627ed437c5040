import { literal } from '../database/dialect.ts';
import type { Audience } from '../database/tables.ts';
import { newId, random } from '../id.ts';
import type { Scope } from '../scope.ts';
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
  /** When it happened, of what is brought in from before; now unless said otherwise. See `recordOn` of the import. */
  at?: Date;
};

export type Row = { id: string; at: Date; values: string };

/** The row of an entry, as SQL values: it is written in one message with the commit, and costs no trip of its own. */
export function rowOf({ scope, now }: { scope: Scope; now: Date }, entry: Entry): Row {
  const id = newId();
  const salt = random(16);
  const actor = scope.person?.id ?? null;
  const personal = entry.personal ?? null;
  const at = entry.at ?? now;
  const values = [
    id,
    entry.space,
    entry.audience ?? 'space',
    entry.audienceId,
    entry.kind,
    entry.subject,
    at.toISOString(),
    JSON.stringify(entry.content ?? {}),
    commit(salt, actor, personal),
    salt,
    actor,
    personal && JSON.stringify(personal),
  ];
  return { id, at, values: `(${values.map(literal).join(', ')})` };
}

/** The statement that writes rows, in the order in which they happened; nothing where there are none. */
export function insertion(rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const inOrder = rows.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return `insert into journal_entry (id, space_id, audience, audience_id, kind, subject_id, at, content, commitment, salt, actor_id, personal) values ${inOrder.map((row) => row.values).join(', ')};`;
}
