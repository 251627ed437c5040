import type { Tx } from '../../platform/database/database.ts';
import type { Entry } from '../../platform/journal/record.ts';
import { entryKind } from './rules.ts';

type Told = { id: string; space: string; kind: string; title: string; previous: string | null };

/** Writes into the journal what happened in a round. */
export function record(
  tx: Tx,
  round: Told,
  happened: string,
  content: Record<string, unknown>,
  personal: Record<string, unknown> = {},
): Promise<string> {
  return tx.record(entryOf(round, happened, content, personal));
}

/** What happened in a round, as it stands in the journal. Its title is in what may be erased. */
export function entryOf(
  round: Told,
  happened: string,
  content: Record<string, unknown>,
  personal: Record<string, unknown> = {},
): Entry {
  return {
    space: round.space,
    kind: entryKind(round.kind, happened),
    subject: round.id,
    // A second round has the title of the first: what is told of it says which one it is.
    content: { ...content, ...(round.previous && { previous: round.previous }) },
    personal: { title: round.title, ...personal },
  };
}
