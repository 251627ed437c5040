import type { Tx } from '../../../platform/database/database.ts';

/** The people who answer for an organisation, by name: for its own people and administrators. */
export function listStaff(tx: Tx, organisation: string) {
  return tx.db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id as person', 'p.name', 'm.role'])
    .where('m.space_id', '=', organisation)
    .where('m.until', 'is', null)
    .where('m.role', 'in', ['contact', 'deputy', 'lead'])
    .orderBy('m.role')
    .orderBy('p.name')
    .limit(100)
    .execute();
}
export type StaffMember = Awaited<ReturnType<typeof listStaff>>[number];

/** Absences that are or will be, on a day (YYYY-MM-DD) of the city. */
export function listAbsences(tx: Tx, organisation: string, today: string) {
  return tx.db
    .selectFrom('absence as a')
    .leftJoin('person as p', 'p.id', 'a.person_id')
    .select(['a.id', 'a.person_id', 'a.role', 'a.from_day', 'a.until_day', 'p.name'])
    .where('a.space_id', '=', organisation)
    .where('a.ended_at', 'is', null)
    .where('a.until_day', '>=', today)
    .orderBy('a.from_day')
    .limit(100)
    .execute();
}
export type Absence = Awaited<ReturnType<typeof listAbsences>>[number];

/** Who can be written to about an organisation's page: its leads and contacts. For mails, which the house sends. */
export async function listSpeakers(tx: Tx, organisation: string) {
  const rows = await tx.db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id as person', 'p.email', 'p.locale'])
    .distinct()
    .where('m.space_id', '=', organisation)
    .where('m.until', 'is', null)
    .where('m.role', 'in', ['contact', 'lead'])
    .where('p.deactivated_at', 'is', null)
    .limit(20)
    .execute();
  return rows.flatMap((row) => (row.email ? [{ ...row, email: row.email }] : []));
}
