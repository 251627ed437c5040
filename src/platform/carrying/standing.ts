import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { Content } from './format.ts';
import type { SealedLine } from './read.ts';

/**
 * `new`: it is not here. `same`: it is, as in the file. `ahead`: it is, and has gone on here since. `behind`: it is, and the
 * file knows more. `other`: what is here and what is in the file have gone apart.
 */
export type Stands = 'new' | 'same' | 'ahead' | 'behind' | 'other';

/** Compares the chains of a file with those that are here. Entries here have to be sealed. */
export async function compareChains(
  tx: Tx,
  { partnership, partners, heads }: Content,
  journal: readonly SealedLine[],
): Promise<Stands> {
  const { rows: there } = await sql`select from space where id = ${partnership.id}`.execute(tx.db);
  if (there.length === 0) return 'new';
  const spaces = [partnership.id, ...partners.map(({ id }) => id)];
  const { rows: here } = await sql<{ space: string; position: number; hash: string }>`
    select space_id as space, position, encode(hash, 'hex') as hash from journal_seal
    where space_id = any (${spaces}::uuid[])`.execute(tx.db);
  const ours = Map.groupBy(here, ({ space }) => space);
  const theirs = Map.groupBy(journal, ({ space }) => space);
  let stands: Stands = 'same';
  for (const space of spaces) {
    const [own, given] = [ours.get(space) ?? [], theirs.get(space) ?? []];
    const shorter = Math.min(own.length, given.length);
    const at = (chain: readonly { position: number; hash: string }[]) =>
      chain.find(({ position }) => position === shorter)?.hash;
    if (at(own) !== at(given)) return 'other';
    if (given.length > own.length) stands = stands === 'ahead' ? 'other' : 'behind';
    else if (own.length > given.length && stands !== 'other')
      stands = stands === 'behind' ? 'other' : 'ahead';
  }
  // Partners that came after the file was written.
  const known = new Set(Object.keys(heads));
  return stands === 'same' && [...ours.keys()].some((space) => !known.has(space)) ? 'ahead' : stands;
}
