import type { Tx } from '../../../platform/database/database.ts';

export async function countOpenSuggestions(tx: Tx, organisation: string): Promise<number> {
  const { many } = await tx.db
    .selectFrom('suggestion')
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .where('space_id', '=', organisation)
    .where('settled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return many;
}

export function listOpenSuggestions(tx: Tx, organisation: string) {
  return tx.db
    .selectFrom('suggestion')
    .select(['id', 'text', 'at'])
    .where('space_id', '=', organisation)
    .where('settled_at', 'is', null)
    .orderBy('at')
    .limit(100)
    .execute();
}
export type OpenSuggestion = Awaited<ReturnType<typeof listOpenSuggestions>>[number];

/** Open suggestions by organisation, for the desks of those who keep its page. */
export function countSuggestionsByOrganisation(tx: Tx, organisations: readonly string[]) {
  return tx.db
    .selectFrom('suggestion as s')
    .innerJoin('organisation as o', 'o.id', 's.space_id')
    .select(({ fn }) => ['o.slug', 'o.name', fn.countAll<number>().as('many')])
    .where(
      's.space_id',
      'in',
      organisations.length > 0 ? organisations : ['00000000-0000-0000-0000-000000000000'],
    )
    .where('s.settled_at', 'is', null)
    .groupBy(['o.id', 'o.slug', 'o.name'])
    .execute();
}
