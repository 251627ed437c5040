import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import { forgetSubjects, indexSubject } from '../../../platform/search/index-subject.ts';
import type { Doing } from '../rules.ts';
import './tables.ts';

type By = { partner: string; recorded: boolean };

export async function insertConcerned(
  tx: Tx,
  partnership: string,
  { by, ...one }: { name: string; organisation: string | null; locale: Locale; by: By },
): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('concerned')
    .values({
      id,
      space_id: partnership,
      audience_id: null,
      name: one.name,
      organisation_id: one.organisation,
      locale: one.locale,
      partner_id: by.partner,
      recorded: by.recorded,
      by_person: tx.scope.person?.id ?? null,
      removed_at: null,
      removed_by: null,
    })
    .execute();
  await indexConcerned(tx, id);
  return id;
}

/** Brings the search up to who is on the map. */
async function indexConcerned(tx: Tx, id: string): Promise<void> {
  const one = await tx.db
    .selectFrom('concerned')
    .select(['space_id as space', 'name', 'locale'])
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!one) return forgetSubjects(tx, [id]);
  const texts = [{ part: 'name', locale: one.locale, text: one.name, weight: 1 }];
  await indexSubject(tx, { space: one.space, audience: 'space', kind: 'concerned', id, texts });
}

export async function insertRating(
  tx: Tx,
  partnership: string,
  { by, ...rating }: { of: string; affected: number; influence: number; why: string; locale: Locale; by: By },
): Promise<void> {
  await tx.db
    .insertInto('concerned_rating')
    .values({
      id: newId(),
      space_id: partnership,
      audience_id: null,
      concerned_id: rating.of,
      partner_id: by.partner,
      affected: rating.affected,
      influence: rating.influence,
      why: rating.why,
      locale: rating.locale,
      recorded: by.recorded,
      by_person: tx.scope.person?.id ?? null,
    })
    .execute();
}

export async function insertMissing(tx: Tx, partnership: string, by: By, named: number): Promise<void> {
  await tx.db
    .insertInto('concerned_missing')
    .values({
      id: newId(),
      space_id: partnership,
      audience_id: null,
      partner_id: by.partner,
      named,
      recorded: by.recorded,
      by_person: tx.scope.person?.id ?? null,
    })
    .execute();
}

export async function insertDecision(
  tx: Tx,
  partnership: string,
  decision: { of: string; does: Doing; why: string; locale: Locale; toDo: string | null },
): Promise<void> {
  await tx.db
    .insertInto('concerned_decision')
    .values({
      id: newId(),
      space_id: partnership,
      audience_id: null,
      concerned_id: decision.of,
      does: decision.does,
      why: decision.why,
      locale: decision.locale,
      to_do_id: decision.toDo,
      by_person: tx.scope.person?.id ?? null,
    })
    .execute();
}

/** Takes one off the map, or puts it back. False where it stands like that already. */
export async function markConcerned(tx: Tx, id: string, way: 'removed' | 'returned'): Promise<boolean> {
  const removed = way === 'removed';
  const { numUpdatedRows } = await tx.db
    .updateTable('concerned')
    .set({ removed_at: removed ? tx.now : null, removed_by: removed ? (tx.scope.person?.id ?? null) : null })
    .where('id', '=', id)
    .where('removed_at', removed ? 'is' : 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await indexConcerned(tx, id);
  return true;
}

/** What a file brings happened on its day: the group itself, and all that was said of it. */
export async function dateConcerned(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.db.updateTable('concerned').set({ at }).where('id', '=', id).execute();
  await tx.db.updateTable('concerned_rating').set({ at }).where('concerned_id', '=', id).execute();
  await tx.db.updateTable('concerned_decision').set({ at }).where('concerned_id', '=', id).execute();
}

export async function dateMissing(tx: Tx, partner: string, at: Date): Promise<void> {
  await tx.db.updateTable('concerned_missing').set({ at }).where('partner_id', '=', partner).execute();
}
