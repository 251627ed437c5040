import { type RawBuilder, sql } from 'kysely';

/**
 * What a partner is called: an organisation of the city by its name in the reader's language. `of` is what the table is
 * called in the query. To be read by people; for a change there is `name`.
 */
export function calledIn(of = 'partner'): RawBuilder<string> {
  return sql<string>`partner_called(${sql.ref(`${of}.name`)}, ${sql.ref(`${of}.organisation_id`)})`;
}
