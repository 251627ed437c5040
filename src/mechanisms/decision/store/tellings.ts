import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { own } from './writing.ts';
import '../tables.ts';

export type Told = { telling: string; address: string; at: Date; became: 'sent' | 'failed' | 'waiting' };

/** Who outside was told what was decided, and what became of each mail; for who steers. */
export async function listTold(tx: Tx, decision: string): Promise<Told[]> {
  const { rows } =
    await sql<Told>`select telling, address, at, became from decision_told(${decision})`.execute(tx.db);
  return rows;
}

/** How many were told in a space within a day, of all its decisions. */
export async function countToldLately(tx: Tx, space: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select decision_told_lately(${space}) as n`.execute(tx.db);
  return rows[0]!.n;
}

/** Who is to be told of a statement; whoever is already is not told twice. Returns the ids of those that are new. */
export async function insertTellings(
  tx: Tx,
  { space, statement }: { space: string; statement: string },
  addresses: readonly string[],
  locale: Locale,
): Promise<string[]> {
  if (addresses.length === 0) return [];
  const rows = await tx.db
    .insertInto('decision_telling')
    .values(addresses.map((address) => ({ ...own(tx, space), statement_id: statement, address, locale })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Whom to write to of a statement, and what. Past the guards. */
export function listTellings(tx: Tx, statement: string) {
  return tx.db
    .selectFrom('decision_telling as t')
    .innerJoin('decision_statement as s', 's.id', 't.statement_id')
    .innerJoin('decision as d', 'd.id', 's.decision_id')
    .innerJoin('partnership as p', 'p.id', 'd.space_id')
    .leftJoin('decision_option as o', 'o.id', 's.option_id')
    .select(['t.id', 't.address', 't.locale', 'd.id as decision', 'd.title', 'd.locale as titleLocale'])
    .select(['d.space_id as space', 'd.outcome', 's.holds', 's.option_id as option', 'o.text as chosen'])
    .select(['s.text', 's.locale as textLocale', 'p.name', 's.review_on as reviewOn'])
    .where('t.statement_id', '=', statement)
    .orderBy('t.id')
    .execute();
}
