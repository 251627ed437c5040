import { sql } from 'kysely';
import type { Side, State } from '../../../mechanisms/request/rules.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { partOf } from '../../../platform/database/part.ts';
import { newId } from '../../../platform/id.ts';
import './tables.ts';

const listed = [
  'id',
  'number',
  'title',
  'state',
  'unit_id as unit',
  'due_day as due',
  'moved_at as movedAt',
  'asker_name as askerName',
  'asker_group as askerGroup',
  'asker_organisation as askerOrganisation',
] as const;

export type PassedOn = Awaited<ReturnType<typeof listPassedOn>>['shown'][number];
export type ListedRequest = Awaited<ReturnType<typeof listAskedOpen>>[number];

const open: readonly State[] = ['with-unit', 'with-asker', 'countered', 'promised', 'done'];
const mostOpen = 200;
const partSize = 25;

/** What units have before them, by the promised day; those that wait for others come after. */
export async function listOpenOfUnits(tx: Tx, units: readonly string[], after?: string) {
  const rows = await tx.db
    .selectFrom('request')
    .select(listed)
    .where('unit_id', '=', any(units))
    .where('state', 'in', open)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(coalesce(due_day, 'infinity'), moved_at, id) >
          (select coalesce(c.due_day, 'infinity'), c.moved_at, c.id from request c where c.id = ${after})`,
      ),
    )
    .orderBy(sql`due_day asc nulls last`)
    .orderBy('moved_at')
    .orderBy('id')
    .limit(mostOpen + 1)
    .execute();
  return partOf(rows, mostOpen);
}

/** Below one of the list, the latest first. */
const below = (after: string | undefined) =>
  sql<boolean>`(moved_at, id) < (select c.moved_at, c.id from request c where c.id = ${after})`;

/** What units have behind them, the latest first. */
export async function listClosedOfUnits(tx: Tx, units: readonly string[], after?: string) {
  const rows = await tx.db
    .selectFrom('request')
    .select(listed)
    .where('unit_id', '=', any(units))
    .where('state', 'not in', open)
    .$if(after !== undefined, (query) => query.where(below(after)))
    .orderBy('moved_at', 'desc')
    .orderBy('id', 'desc')
    .limit(partSize + 1)
    .execute();
  return partOf(rows, partSize);
}

/** What units sent on and do not have any more, the latest first; `readable` where they read along. */
export async function listPassedOn(tx: Tx, units: readonly string[], after?: string) {
  const rows = await tx.db
    .selectFrom('request_passed_on as p')
    .leftJoin('request as r', 'r.id', 'p.space_id')
    .select(['p.id as row', 'p.space_id as id', 'p.number', 'p.to_unit as unit', 'p.at', 'r.id as readable'])
    .where('p.audience_id', '=', any(units))
    // It may have come back: then it stands among the others.
    .where(sql<boolean>`(r.unit_id is null or r.unit_id <> all (${units}::uuid[]))`)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(p.at, p.id) < (select c.at, c.id from request_passed_on c where c.id = ${after})`,
      ),
    )
    .orderBy('p.at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(partSize + 1)
    .execute();
  return partOf(rows, partSize);
}

const any = (ids: readonly string[]) => sql<string>`any (${ids}::uuid[])`;

/** What is left of one request to a unit that sent it on. */
export async function findPassedOn(tx: Tx, request: string, units: readonly string[]) {
  if (units.length === 0) return undefined;
  return tx.db
    .selectFrom('request_passed_on')
    .select(['number', 'to_unit as unit', 'at'])
    .where('space_id', '=', request)
    .where('audience_id', 'in', units)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** What somebody asked, themselves or for their organisations: the latest first. */
const askedBy = (tx: Tx, person: string, organisations: readonly string[]) =>
  tx.db
    .selectFrom('request')
    .select(listed)
    // Both sides by an index: asked of each row, this would be asked of every request of the city.
    .where(
      sql<boolean>`(asker_organisation = any (${organisations}::uuid[]) or id = any (array(
        select m.space_id from membership m
        where m.person_id = ${person} and m.role = 'requester' and m.until is null)))`,
    )
    .orderBy('moved_at', 'desc')
    .orderBy('id', 'desc');

/** All of it, a part at a time. */
export async function listAskedBy(tx: Tx, person: string, organisations: readonly string[], after?: string) {
  const rows = await askedBy(tx, person, organisations)
    .$if(after !== undefined, (query) => query.where(below(after)))
    .limit(mostOpen + 1)
    .execute();
  return partOf(rows, mostOpen);
}

/** What of it is not closed. */
export function listAskedOpen(tx: Tx, person: string, organisations: readonly string[]) {
  return askedBy(tx, person, organisations).where('state', 'in', open).limit(mostOpen).execute();
}

/** Is this organisation reading along (the liaison desk that sent a request on)? */
export async function readsAlong(
  tx: Tx,
  request: string,
  organisations: readonly string[],
): Promise<boolean> {
  if (organisations.length === 0) return false;
  const row = await tx.db
    .selectFrom('membership')
    .select('id')
    .where('space_id', '=', request)
    .where('organisation_id', 'in', organisations)
    .where('role', '=', 'observer')
    .where('until', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

export function listConsent(tx: Tx, request: string) {
  return tx.db
    .selectFrom('request_consent')
    .select(['side', 'choice', 'at'])
    .where('request_id', '=', request)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

export async function insertConsent(
  tx: Tx,
  request: string,
  side: Side,
  choice: 'public' | 'private',
  at: Date = tx.now,
): Promise<void> {
  await tx.db
    .insertInto('request_consent')
    .values({
      id: newId(),
      space_id: request,
      audience_id: null,
      request_id: request,
      side,
      choice,
      by_person: tx.scope.person?.id ?? null,
      at,
    })
    .execute();
}

export function findRating(tx: Tx, request: string) {
  return tx.db
    .selectFrom('preparation_rating')
    .select(['step', 'hint', 'at'])
    .where('id', '=', request)
    .executeTakeFirst();
}

export async function saveRating(
  tx: Tx,
  request: string,
  rating: { step: number; hint: string; organisation: string | null },
): Promise<void> {
  const { step, hint, organisation } = rating;
  await tx.db
    .insertInto('preparation_rating')
    .values({
      id: request,
      space_id: request,
      audience_id: null,
      step,
      hint,
      by_organisation: organisation,
      at: tx.now,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ step, hint, at: tx.now }))
    .execute();
}

/** The text of a goal, where it is still there. */
export function findGoal(tx: Tx, id: string) {
  return tx.db.selectFrom('city_goal').select(['id', 'title']).where('id', '=', id).executeTakeFirst();
}

/** Those of these requests that the reader takes part in. */
export async function listRequestsById(tx: Tx, ids: readonly string[]) {
  return tx.db
    .selectFrom('request')
    .select([...listed, 'want', 'ask'])
    .where('id', 'in', ids)
    .execute();
}
