import { sql } from 'kysely';
import type { Reader, Unit as ReadingUnit } from '../../../mechanisms/request/recipients.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { findUnit } from './units.ts';
import './tables.ts';

/*
 * Who is written to. For reactions and jobs only: they look past the guards, because a mail goes to people
 * whom neither side of the request may see.
 */

type Defaults = { locale: Locale; today: string };

/** The people of a unit, its shared mailbox, and who of them is away on a day. */
export async function findReaders(tx: Tx, unit: string, { locale, today }: Defaults): Promise<ReadingUnit> {
  const staff = await tx.db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id as person', 'p.email as address', 'p.locale', 'm.role'])
    .where('m.space_id', '=', unit)
    .where('m.role', '<>', 'claimant')
    .where(({ or, eb }) => or([eb('m.until', 'is', null), eb('m.until', '>', tx.now)]))
    .where('p.email', 'is not', null)
    .where('p.deactivated_at', 'is', null)
    .orderBy('m.since')
    .execute();
  const organisation = await findUnit(tx, unit);
  const away = await tx.db
    .selectFrom('absence')
    .select('person_id')
    .where('space_id', '=', unit)
    .where('ended_at', 'is', null)
    .where('from_day', '<=', today)
    .where('until_day', '>=', today)
    .execute();
  return {
    staff: staff.map((one) => ({ ...one, address: one.address! })),
    mailbox: organisation?.email ? { person: null, address: organisation.email, locale } : null,
    away: away.map((one) => one.person_id),
  };
}

/** Somebody on the asker's side, and whether they come by a link of their own or with their account. */
export type AskingReader = Reader & { locale: Locale; guest: string | null };

/**
 * The asker's side: the guest at the confirmed address, or the writer with their account and the shared
 * address of the organisation they wrote for. A writer who has left the organisation is told nothing more.
 */
export async function listAskingReaders(
  tx: Tx,
  request: { id: string; askerPerson: string | null; askerOrganisation: string | null },
  { locale }: Defaults,
): Promise<AskingReader[]> {
  const guest = await tx.db
    .selectFrom('asker_address')
    .select(['address', 'locale', 'audience_id as person'])
    .where('id', '=', request.id)
    .executeTakeFirst();
  const readers: AskingReader[] = [];
  if (guest)
    readers.push({ person: guest.person, address: guest.address, locale: guest.locale, guest: guest.person });
  const members = await tx.db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id as person', 'p.email as address', 'p.locale'])
    .distinct()
    .where(({ or, and, eb }) =>
      or([
        and([eb('m.space_id', '=', request.id), eb('m.role', '=', 'requester')]),
        and([
          eb('m.space_id', '=', request.askerOrganisation ?? request.id),
          eb('m.person_id', '=', request.askerPerson ?? request.id),
          eb('m.role', '<>', 'claimant'),
        ]),
      ]),
    )
    .where(({ or, eb }) => or([eb('m.until', 'is', null), eb('m.until', '>', tx.now)]))
    .where('p.email', 'is not', null)
    .where('p.deactivated_at', 'is', null)
    .execute();
  for (const one of members) readers.push({ ...one, address: one.address!, guest: null });
  if (request.askerOrganisation) {
    const shared = await findUnit(tx, request.askerOrganisation);
    if (shared?.email) readers.push({ person: null, address: shared.email, locale, guest: null });
  }
  const seen = new Set<string>();
  return readers.filter(({ address }) => !seen.has(address.toLowerCase()) && seen.add(address.toLowerCase()));
}

const mostLinks = 20;

/** What was asked from an address without an account, the latest first. */
export function listAskedFrom(tx: Tx, address: string) {
  return tx.db
    .selectFrom('asker_address as a')
    .innerJoin('request as r', 'r.id', 'a.id')
    .innerJoin('person as p', 'p.id', 'a.audience_id')
    .select(['r.id', 'r.number', 'r.title', 'p.id as person', 'a.locale'])
    .where(({ eb, fn }) => eb(fn('lower', ['a.address']), '=', address))
    .where('p.deactivated_at', 'is', null)
    .orderBy('r.moved_at', 'desc')
    .limit(mostLinks)
    .execute();
}

/** Pages that somebody sent from an address which they have confirmed, and that are looked at before they go on. */
export function listHeldFrom(tx: Tx, address: string) {
  return tx.db
    .selectFrom('brief as b')
    .innerJoin('person as p', 'p.id', 'b.writer_id')
    .select(['b.id', 'b.content', 'b.locale', 'p.id as person'])
    .where('b.held_at', 'is not', null)
    .where(sql<boolean>`lower(b.content ->> 'email') = ${address}`)
    .where('p.deactivated_at', 'is', null)
    .orderBy('b.held_at', 'desc')
    .limit(mostLinks)
    .execute();
}

/** The city's administrators. */
export async function listAdministrators(tx: Tx, city: string) {
  const rows = await tx.db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id as person', 'p.email as address', 'p.locale'])
    .where('m.space_id', '=', city)
    .where('m.role', '=', 'administrator')
    .where(({ or, eb }) => or([eb('m.until', 'is', null), eb('m.until', '>', tx.now)]))
    .where('p.email', 'is not', null)
    .where('p.deactivated_at', 'is', null)
    .execute();
  return rows.map((row) => ({ ...row, address: row.address! }));
}

/** Requests whose promised day is near or past: those that reminders may be about. */
export function listDue(tx: Tx, until: string) {
  return tx.db
    .selectFrom('request')
    .select(['id', 'number', 'unit_id as unit', 'due_day as due', 'moved_at as movedAt'])
    .where('state', '=', 'with-unit')
    .where('due_day', '<=', until)
    .where('unit_id', 'is not', null)
    .orderBy('due_day')
    .execute();
}

/** Pages that nobody has touched for long, what is left of those that were thrown away, and the guests who wrote them. */
export async function deleteOldBriefs({ db }: Tx, before: Date): Promise<number> {
  const gone = await db
    .deleteFrom('space as s')
    .where('s.kind', '=', 'request')
    .where('s.created_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('request as r').select('r.id').whereRef('r.id', '=', 's.id'))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('brief as b')
            .select('b.id')
            .whereRef('b.id', '=', 's.id')
            .where(({ or, eb }) => or([eb('b.saved_at', '>=', before), eb('b.held_at', 'is not', null)])),
        ),
      ),
    )
    .returning('s.created_by as writer')
    .execute();
  const writers = gone.flatMap(({ writer }) => writer ?? []);
  if (writers.length > 0)
    await db.deleteFrom('person').where('id', 'in', writers).where('kind', '=', 'guest').execute();
  return gone.length;
}
