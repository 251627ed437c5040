import { sql } from 'kysely';
import type { Stage } from '../stages.ts';

/** What is wanted of all right now, by the database's clock, of the rows that a query calls so. */
export const wanted = (row: 'd' | 'decision') =>
  sql<Stage>`decision_stage(${sql.ref(`${row}.stage`)}, ${sql.ref(`${row}.opens_at`)})`;
