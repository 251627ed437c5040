import { sql } from 'kysely';
import type { Side, State } from '../../../mechanisms/request/rules.ts';
import type { Tx } from '../../../platform/database/database.ts';
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

export type PassedOn = Awaited<ReturnType<typeof listPassedOn>>[number];
export type ListedRequest = Awaited<ReturnType<typeof listOpenOfUnits>>[number];
/** A place in a list that goes on. */
export type After = { at: Date; id: string };

const open: readonly State[] = ['with-unit', 'with-asker', 'countered', 'promised', 'done'];
const mostOpen = 200;
const partSize = 25;

/** What units have before them, by the promised day; those that wait for others come after. */
export async function listOpenOfUnits(tx: Tx, units: readonly string[]) {
  if (units.length === 0) return [];
  return tx.db
    .selectFrom('request')
    .select(listed)
    .where('unit_id', 'in', units)
    .where('state', 'in', open)
    .orderBy(sql`due_day asc nulls last`)
    .orderBy('moved_at')
    .limit(mostOpen)
    .execute();
}

/** What units have behind them, the latest first, a part at a time. */
export async function listClosedOfUnits(tx: Tx, units: readonly string[], after?: After) {
  if (units.length === 0) return { rows: [], next: undefined };
  const rows = await tx.db
    .selectFrom('request')
    .select(listed)
    .where('unit_id', 'in', units)
    .where('state', 'not in', open)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(moved_at, id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`),
    )
    .orderBy('moved_at', 'desc')
    .orderBy('id', 'desc')
    .limit(partSize + 1)
    .execute();
  const shown = rows.slice(0, partSize);
  const last = shown.at(-1);
  return {
    rows: shown,
    next: rows.length > partSize && last ? { at: last.movedAt, id: last.id } : undefined,
  };
}

const passedOn = ['p.space_id as id', 'p.number', 'p.to_unit as unit', 'p.at', 'r.id as readable'] as const;

/** What units sent on and do not have any more, the latest first; `readable` where they read along. */
export async function listPassedOn(tx: Tx, units: readonly string[]) {
  if (units.length === 0) return [];
  return (
    tx.db
      .selectFrom('request_passed_on as p')
      .leftJoin('request as r', 'r.id', 'p.space_id')
      .select(passedOn)
      .where('p.audience_id', 'in', units)
      // It may have come back: then it stands among the others.
      .where(({ or, eb }) =>
        or([eb('r.id', 'is', null), eb('r.unit_id', 'is', null), eb('r.unit_id', 'not in', units)]),
      )
      .orderBy('p.at', 'desc')
      .limit(partSize)
      .execute()
  );
}

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
export async function listAskedBy(tx: Tx, person: string, organisations: readonly string[]) {
  return tx.db
    .selectFrom('request')
    .select(listed)
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        ...(organisations.length > 0 ? [eb('asker_organisation', 'in', organisations)] : []),
        exists(
          selectFrom('membership as m')
            .select('m.id')
            .whereRef('m.space_id', '=', 'request.id')
            .where('m.person_id', '=', person)
            .where('m.role', '=', 'requester')
            .where('m.until', 'is', null),
        ),
      ]),
    )
    .orderBy('moved_at', 'desc')
    .limit(mostOpen)
    .execute();
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
