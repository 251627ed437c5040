import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import '../directory/store/tables.ts';
import '../my-data/store.ts';

const accounts = (tx: Tx) =>
  tx.db
    .selectFrom('person as p')
    .leftJoin('person as k', 'k.id', 'p.merged_into')
    .leftJoin('erasure as e', 'e.person_id', 'p.id')
    .select([
      'p.id',
      'p.name',
      'p.kind',
      'p.created_at',
      'p.deactivated_at as closed',
      'p.merged_into as into',
    ])
    .select(['k.name as into_name', 'e.due_at as erased'])
    .select(sql<string | null>`address_of(p.id)`.as('email'))
    .where('p.kind', 'in', ['person', 'mailbox']);
export type Account = Awaited<ReturnType<ReturnType<typeof accounts>['executeTakeFirstOrThrow']>>;

/** By name, from a name on: what comes after the last one of a page is found by it. */
export async function listAccounts(
  tx: Tx,
  { q, after, most }: { q: string; after: { name: string; id: string } | undefined; most: number },
): Promise<Account[]> {
  const like = `%${q.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
  return accounts(tx)
    .$if(q !== '', (query) =>
      query.where(sql<boolean>`(lower(p.name) like ${like} or lower(address_of(p.id)) like ${like})`),
    )
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(lower(p.name), p.id) > (lower(${after?.name ?? ''}), ${after?.id ?? null}::uuid)`,
      ),
    )
    .orderBy(sql`lower(p.name)`)
    .orderBy('p.id')
    .limit(most)
    .execute();
}

export function findAccount(tx: Tx, id: string): Promise<Account | undefined> {
  return accounts(tx).where('p.id', '=', id).executeTakeFirst();
}

/** The organisations somebody takes part in: what partners keep among themselves is not in it. */
export function listOrganisationsOf(tx: Tx, person: string) {
  return tx.db
    .selectFrom('membership as m')
    .innerJoin('organisation as o', 'o.id', 'm.space_id')
    .select(['o.id', 'o.name', 'o.slug'])
    .where('m.person_id', '=', person)
    .where('m.until', 'is', null)
    .where('m.role', '<>', 'claimant')
    .groupBy(['o.id', 'o.name', 'o.slug'])
    .orderBy('o.slug')
    .limit(100)
    .execute();
}

/** Whether an administrator did it, and it was not so before. The database asks once more who they are. */
export async function setStanding(tx: Tx, person: string, standing: 'closed' | 'open'): Promise<boolean> {
  const act = standing === 'closed' ? sql`close_account(${person})` : sql`open_account(${person})`;
  const { rows } = await sql<{ done: boolean }>`select ${act} as done`.execute(tx.db);
  return rows[0]!.done;
}
