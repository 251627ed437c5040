import type { Statement } from '../database/batch.ts';
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
  /**
   * Who did it; whoever acts unless said otherwise. Another one of what is brought in from before, where that is known;
   * null where it is nobody's business but that of the row itself.
   */
  by?: string | null;
};

export type Row = { id: string; at: Date | undefined; values: readonly unknown[] };

/** The row of an entry: it is written in one message with the commit, and costs no trip of its own. */
export function rowOf(scope: Scope, entry: Entry): Row {
  const id = newId();
  const salt = random(16);
  const actor = entry.by === undefined ? (scope.person?.id ?? null) : entry.by;
  const personal = entry.personal ?? null;
  const values = [
    id,
    entry.space,
    entry.audience ?? 'space',
    entry.audienceId,
    entry.kind,
    entry.subject,
    entry.at?.toISOString(),
    JSON.stringify(entry.content ?? {}),
    commit(salt, actor, personal),
    salt,
    actor,
    personal && JSON.stringify(personal),
  ];
  return { id, at: entry.at, values };
}

// Times are read in milliseconds, so none is kept finer: lists go on after the time of the last one read.
const text = `
  insert into journal_entry (id, space_id, audience, audience_id, kind, subject_id, at, content, commitment, salt, actor_id, personal)
  values ($1, $2, $3, $4, $5, $6, coalesce($7, date_trunc('milliseconds', app_now())), $8, $9, $10, $11, $12)`;

/** The statements that write rows, in the order in which they happened. */
export function insertions(rows: readonly Row[]): Statement[] {
  const when = ({ at }: Row) => at?.getTime() ?? Number.POSITIVE_INFINITY;
  const inOrder = rows.toSorted((a, b) => (when(a) < when(b) ? -1 : Number(when(a) > when(b))));
  return inOrder.map(({ values }) => ({ text, values, silent: true }));
}
