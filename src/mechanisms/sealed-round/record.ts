import type { Tx } from '../../platform/database/database.ts';
import { entryKind } from './rules.ts';

/** Writes into the journal what happened in a round. Its title is in what may be erased. */
export function record(
  tx: Tx,
  round: { id: string; space: string; kind: string; title: string; previous: string | null },
  happened: string,
  content: Record<string, unknown>,
  personal: Record<string, unknown> = {},
): Promise<string> {
  return tx.record({
    space: round.space,
    kind: entryKind(round.kind, happened),
    subject: round.id,
    // A second round has the title of the first: what is told of it says which one it is.
    content: { ...content, ...(round.previous && { previous: round.previous }) },
    personal: { title: round.title, ...personal },
  });
}
