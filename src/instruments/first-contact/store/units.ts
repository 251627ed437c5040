import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import { kindsOfCity } from '../../directory/rules.ts';
import {
  findOrganisation,
  findOrganisationById,
  listChoices,
  listOrganisationsById,
  longestChoice,
} from '../../directory/store/reading.ts';
import type { Organisation } from '../../directory/store/tables.ts';
import './tables.ts';

/** A unit as somebody who writes to it needs it. Any organisation can be one. */
export type Unit = Organisation;

export { findOrganisation as findUnitBySlug, findOrganisationById as findUnit };

export async function listUnits(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, Unit>> {
  const units = await listOrganisationsById(tx, [...new Set(ids.filter((id) => id !== null))]);
  return new Map(units.map((unit) => [unit.id, unit]));
}

/** Those to whom one can write: departments first, then all others that said where they can be reached. */
export function listAnsweringUnits(tx: Tx, locale: Locale): Promise<Unit[]> {
  return listChoices(tx, locale, ({ or, eb }) =>
    or([eb('kind', '=', 'department'), eb('reply_days', 'is not', null), eb('email', 'is not', null)]),
  );
}

/** The offices of the city, to whom a request is sent on first; `wide` is everybody who answers. */
export async function listForwardUnits(tx: Tx, locale: Locale, wide: boolean): Promise<Unit[]> {
  const units = await listAnsweringUnits(tx, locale);
  if (wide) return units;
  const offices = units.filter((unit) => unit.kind === 'department');
  const liaison = await findLiaison(tx);
  return liaison && !offices.some(({ id }) => id === liaison.id) ? [...offices, liaison] : offices;
}

/**
 * Those who can be the liaison desk: departments, and the town hall that has them; other municipalities are on the list
 * too. A town without departments has nobody but its town hall.
 */
export async function listOffices(tx: Tx, locale: Locale): Promise<Unit[]> {
  const all = await listChoices(tx, locale, ({ eb }) => eb('kind', 'in', kindsOfCity));
  const departments = all.filter(({ kind }) => kind === 'department');
  const parents = new Set(departments.map(({ parent_id }) => parent_id));
  return departments.length > 0 ? all.filter((one) => one.kind === 'department' || parents.has(one.id)) : all;
}

/** Who answers where nobody knew whom to ask. */
export function findLiaison(tx: Tx): Promise<Unit | undefined> {
  const latest = tx.db
    .selectFrom('liaison_desk')
    .select('unit_id')
    .orderBy('since', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .$asScalar();
  return findOrganisationById(tx, latest);
}

export async function nameLiaison(tx: Tx, city: string, unit: string): Promise<void> {
  await tx.db
    .insertInto('liaison_desk')
    .values({
      id: newId(),
      space_id: city,
      audience_id: null,
      unit_id: unit,
      named_by: tx.scope.person?.id ?? null,
      since: tx.now,
    })
    .execute();
}

/** Goals of the city that a plan can serve. */
export function listGoals(tx: Tx) {
  return tx.db
    .selectFrom('city_goal')
    .select(['id', 'title'])
    .where('retired_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(longestChoice)
    .execute();
}

/** The organisations for which somebody may speak. */
export function listOwnOrganisations(tx: Tx): Promise<Unit[]> {
  return listOrganisationsById(tx, tx.scope.organisations);
}

/** The name of the person whom a link to a unit names, while they belong to it and have the address it went to. */
export async function findReaderOfLink(
  tx: Tx,
  link: { person: string; unit: string; mark: string },
): Promise<string | undefined> {
  const { rows } = await sql<{
    name: string | null;
  }>`select reader_of_link(${link.person}, ${link.unit}, ${link.mark}) as name`.execute(tx.db);
  return rows[0]?.name ?? undefined;
}
