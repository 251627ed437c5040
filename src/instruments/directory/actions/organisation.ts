import type { Tx } from '../../../platform/database/database.ts';
import { NotFound, Refusal } from '../../../platform/http/problems.ts';
import type { Localised } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import { mayEdit, speaksFor } from '../access.ts';
import type { Contact, Deputy, Organisation } from '../store/tables.ts';
import { type OrganisationFields, updateOrganisation } from '../store/writing.ts';

/** The second guard above the database: whoever may not edit does not learn that there is something to edit. */
export function authorise(tx: Tx, organisation: Organisation): void {
  if (!mayEdit(tx.scope, organisation)) throw new NotFound();
}

export type CardFields = Pick<
  OrganisationFields,
  'name' | 'summary' | 'legal_number' | 'website' | 'email' | 'email_shown' | 'mailbox_shared' | 'audience'
>;

/** What an organisation says of itself. Departments are the city's and always public. */
export async function changeCard(
  tx: Tx,
  organisation: Organisation,
  fields: CardFields,
): Promise<Organisation> {
  authorise(tx, organisation);
  const { audience: wished, ...card } = fields;
  const audience = organisation.kind === 'department' ? 'public' : wished;
  const moves = audience !== undefined && audience !== organisation.audience;
  const after = await updateOrganisation(tx, organisation.id, { ...card, ...(moves && { audience }) });
  await tx.record({
    space: organisation.id,
    kind: 'organisation.changed',
    subject: organisation.id,
    content: { fields: changedIn(organisation, fields), ...(moves && { audience }) },
  });
  return after;
}

export type ContactFields = { contact: Contact; deputy: Deputy; reply_days: number | null };

/** Who answers, how to reach them, and how soon. */
export async function changeContact(
  tx: Tx,
  organisation: Organisation,
  fields: ContactFields,
): Promise<void> {
  authorise(tx, organisation);
  await updateOrganisation(tx, organisation.id, fields);
  await tx.record({
    space: organisation.id,
    kind: 'organisation.contact-changed',
    subject: organisation.id,
    content: { replyDays: fields.reply_days },
  });
}

function changedIn(before: Organisation, after: Partial<OrganisationFields>): string[] {
  return Object.entries(after)
    .filter(
      ([field, value]) =>
        JSON.stringify(before[field as keyof Organisation] ?? null) !== JSON.stringify(value ?? null),
    )
    .map(([field]) => field);
}

/** "This is still right": by its own people in their role, or by the city for them. */
export async function confirmOrganisation(tx: Tx, organisation: Organisation, by: Localised): Promise<void> {
  authorise(tx, organisation);
  await updateOrganisation(tx, organisation.id, { confirmed_at: tx.now, confirmed_by: by });
  await tx.record({
    space: organisation.id,
    kind: 'organisation.confirmed',
    subject: organisation.id,
    audience: organisation.audience,
  });
}

/** In which role somebody confirms, as the page will say it. */
export function confirmerOf(tx: Pick<Tx, 'scope'>, organisation: Organisation, city: Localised): Localised {
  if (!speaksFor(tx.scope, organisation.id)) return city;
  const roles = tx.scope.memberships.filter((m) => m.space === organisation.id).map((m) => m.role);
  const role = roles.includes('contact')
    ? organisation.contact.role
    : roles.includes('deputy')
      ? organisation.deputy.role
      : undefined;
  return role ?? organisation.contact.role ?? organisation.name;
}

/**
 * From … until somebody is away: the deputy answers meanwhile. Days are YYYY-MM-DD, `today` is the city's.
 * Refuses what is over already, and days on which the same person is away by another entry: of two entries
 * one would go on when they are back.
 */
export async function enterAbsence(
  tx: Tx,
  organisation: Organisation,
  absence: { person: string; name: string; role: string; from: string; until: string },
  today: string,
): Promise<void> {
  authorise(tx, organisation);
  if (absence.until < today) throw new Refusal('absence.past', 'until');
  const already = await tx.db
    .selectFrom('absence')
    .select('id')
    .where('space_id', '=', organisation.id)
    .where('person_id', '=', absence.person)
    .where('ended_at', 'is', null)
    .where('from_day', '<=', absence.until)
    .where('until_day', '>=', absence.from)
    .executeTakeFirst();
  if (already) throw new Refusal('absence.twice', 'from', { name: absence.name });
  const id = newId();
  await tx.db
    .insertInto('absence')
    .values({
      id,
      space_id: organisation.id,
      audience: organisation.audience,
      audience_id: null,
      person_id: absence.person,
      role: absence.role,
      from_day: absence.from,
      until_day: absence.until,
      ended_at: null,
    })
    .execute();
  await tx.record({
    space: organisation.id,
    kind: 'absence.entered',
    subject: id,
    personal: { person: absence.person, from: absence.from, until: absence.until },
  });
}

/** Ends an absence, or takes one back that has not begun. Returns its first day (YYYY-MM-DD). */
export async function endAbsence(tx: Tx, organisation: Organisation, id: string): Promise<string> {
  authorise(tx, organisation);
  const ended = await tx.db
    .updateTable('absence')
    .set({ ended_at: tx.now })
    .where('id', '=', id)
    .where('space_id', '=', organisation.id)
    .where('ended_at', 'is', null)
    .returning('from_day')
    .executeTakeFirst();
  if (!ended) throw new NotFound();
  await tx.record({ space: organisation.id, kind: 'absence.ended', subject: id });
  return ended.from_day;
}
