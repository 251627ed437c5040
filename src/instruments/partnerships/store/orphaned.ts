import { type RawBuilder, sql } from 'kysely';

/**
 * Nobody is left to do it: who was to has left the partnership, or the partner has for which nobody was named. `of` is what
 * the table is called in the query, `by` how its columns begin that name who is to do it.
 */
export function isOrphaned(of: string, by: 'owner' | 'checker'): RawBuilder<boolean> {
  const [person, partner] = [sql.ref(`${of}.${by}_person`), sql.ref(`${of}.${by}_partner`)];
  return sql<boolean>`case when ${person} is null
    then not exists (select from partner w where w.id = ${partner} and w.left_at is null)
    else not exists (
      select from membership o
      where o.space_id = ${sql.ref(`${of}.space_id`)} and o.person_id = ${person} and o.until is null) end`;
}
