import { type Generated, sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import { forgetSubjects, indexSubject } from '../../platform/search/index-subject.ts';
import { calledIn } from '../partnerships/store.ts';

type Words = { what: string; by_whom: string; ended: string; remains: string; source: string };

declare module '../../platform/database/tables.ts' {
  interface Tables {
    attempt: GuardedByDefault &
      Words & {
        since: number;
        until: number | null;
        locale: Locale;
        partner_id: string | null;
        by_person: string | null;
        at: Generated<Date>;
        changed_at: Generated<Date | null>;
        changed_by: Generated<string | null>;
        removed_at: Generated<Date | null>;
        removed_by: Generated<string | null>;
      };
  }
}

/** So many stand on one timeline. */
export const mostAttempts = 200;

const attempts = (tx: Tx, partnership: string) =>
  tx.db
    .selectFrom('attempt as a')
    .leftJoin('partner as p', 'p.id', 'a.partner_id')
    .leftJoin('person as by', 'by.id', 'a.by_person')
    .leftJoin('person as changer', 'changer.id', 'a.changed_by')
    .select(['a.id', 'a.since', 'a.until', 'a.what', 'a.by_whom as byWhom', 'a.ended', 'a.remains'])
    .select(['a.source', 'a.locale', 'a.at', 'a.partner_id as partner', 'a.removed_at as removedAt'])
    .select(['by.name as by', 'changer.name as changedBy', 'a.changed_at as changedAt'])
    .select(sql<string | null>`${calledIn('p')}`.as('partnerName'))
    .where('a.space_id', '=', partnership);

export function listAttempts(tx: Tx, partnership: string) {
  return attempts(tx, partnership)
    .where('a.removed_at', 'is', null)
    .orderBy('a.since')
    .orderBy('a.id')
    .limit(mostAttempts)
    .execute();
}
export type Attempt = Awaited<ReturnType<typeof listAttempts>>[number];

export function findAttempt(tx: Tx, partnership: string, id: string): Promise<Attempt | undefined> {
  return attempts(tx, partnership).where('a.id', '=', id).executeTakeFirst();
}

/** Those of these that the reader may see, each with its partnership. */
export function listAttemptsById(tx: Tx, ids: readonly string[]) {
  return tx.db
    .selectFrom('attempt as a')
    .innerJoin('partnership as s', 's.id', 'a.space_id')
    .select(['a.id', 'a.space_id as partnership', 'a.since', 'a.until', 'a.what', 'a.by_whom as byWhom'])
    .select(['a.ended', 'a.remains', 'a.locale as lang', 's.name'])
    .where('a.id', 'in', ids)
    .where('a.removed_at', 'is', null)
    .execute();
}

export type AttemptFields = Words & { since: number; until: number | null; locale: Locale };

export async function insertAttempt(
  tx: Tx,
  partnership: string,
  fields: AttemptFields & { partner_id: string | null; at?: Date },
): Promise<string> {
  const id = newId();
  const by_person = tx.scope.person?.id ?? null;
  await tx.db
    .insertInto('attempt')
    .values({ ...fields, id, space_id: partnership, audience_id: null, by_person })
    .execute();
  await indexAttempt(tx, id);
  return id;
}

export async function updateAttempt(tx: Tx, id: string, fields: AttemptFields): Promise<void> {
  const changed = { changed_at: tx.now, changed_by: tx.scope.person?.id ?? null };
  await tx.db
    .updateTable('attempt')
    .set({ ...fields, ...changed })
    .where('id', '=', id)
    .execute();
  await indexAttempt(tx, id);
}

/** Takes one out, or puts it back. False where it stands like that already. */
export async function markAttempt(tx: Tx, id: string, way: 'removed' | 'returned'): Promise<boolean> {
  const removed = way === 'removed';
  const { numUpdatedRows } = await tx.db
    .updateTable('attempt')
    .set({ removed_at: removed ? tx.now : null, removed_by: removed ? (tx.scope.person?.id ?? null) : null })
    .where('id', '=', id)
    .where('removed_at', removed ? 'is' : 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await indexAttempt(tx, id);
  return true;
}

async function indexAttempt(tx: Tx, id: string): Promise<void> {
  const one = await tx.db
    .selectFrom('attempt')
    .select(['space_id as space', 'what', 'by_whom', 'ended', 'remains', 'locale'])
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!one) return forgetSubjects(tx, [id]);
  const { locale } = one;
  const more = [one.by_whom, one.ended, one.remains].join('\n');
  const texts = [
    { part: 'what', locale, text: one.what, weight: 1 },
    { part: 'more', locale, text: more, weight: 0.5 },
  ];
  await indexSubject(tx, { space: one.space, audience: 'space', kind: 'attempt', id, texts });
}

/** Since when a partnership has put down what was tried, and asked what still hurts. */
export async function findBegun(tx: Tx, partnership: string, kind: string): Promise<Date | null> {
  const { rows } = await sql<{ begun: Date | null }>`select least(
      (select min(at) from attempt where space_id = ${partnership} and removed_at is null),
      (select min(asked_at) from round where space_id = ${partnership} and kind = ${kind} and withdrawn_at is null)
    ) as begun`.execute(tx.db);
  return rows[0]!.begun;
}
