import { sql } from 'kysely';
import { own } from '../../../mechanisms/decision/store/writing.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { indexSubject } from '../../../platform/search/index-subject.ts';
import type { Decider, Kind } from '../rules.ts';
import './tables.ts';

export async function insertSet(tx: Tx, space: string, locale: Locale): Promise<string> {
  const row = own(tx, space);
  await tx.db
    .insertInto('delegation')
    .values({ ...row, locale, review_on: null })
    .execute();
  return row.id;
}

export type NewRule = {
  kind: Kind;
  area: string;
  upTo: number | null;
  decider: Decider;
  role: string | null;
  group: string | null;
};

export async function insertRule(
  tx: Tx,
  { id, space }: { id: string; space: string },
  { kind, area, decider, upTo, role, group }: NewRule,
): Promise<string> {
  const row = own(tx, space);
  await tx.db
    .insertInto('delegation_rule')
    .values({
      ...{ ...row, delegation_id: id, kind, area, decider },
      ...{ up_to: upTo, role_id: role, circle_id: group },
    })
    .execute();
  return row.id;
}

export async function deleteRule(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('delegation_rule').where('id', '=', id).execute();
}

export async function setReview(tx: Tx, id: string, day: string): Promise<void> {
  await tx.db.updateTable('delegation').set({ review_on: day }).where('id', '=', id).execute();
}

export type NewDecided = {
  rule: string;
  title: string;
  text: string;
  because: string;
  amount: number | null;
  locale: Locale;
};

/** It is found by its words from then on. */
export async function insertDecided(tx: Tx, space: string, { rule, ...said }: NewDecided): Promise<string> {
  const row = own(tx, space);
  await tx.db
    .insertInto('delegated_decision')
    .values({ ...row, ...said, rule_id: rule })
    .execute();
  const { locale, title, text, because } = said;
  await indexSubject(tx, {
    ...{ space, audience: 'space', kind: 'delegated', id: row.id },
    texts: [
      { part: 'title', locale, text: title, weight: 2 },
      { part: 'text', locale, text: [text, because].join('\n'), weight: 1 },
    ],
  });
  return row.id;
}

/** Who facilitates has no part in a past: a set that was brought in is dated by who wrote the file. */
export async function dateSet(
  tx: Tx,
  id: string,
  { at, by }: { at: Date; by: string | null },
): Promise<void> {
  for (const table of ['delegation', 'delegation_rule'] as const)
    await sql`update ${sql.table(table)} set at = ${at}, by_person = ${by}
      where ${sql.ref(table === 'delegation' ? 'id' : 'delegation_id')} = ${id}`.execute(tx.db);
}
