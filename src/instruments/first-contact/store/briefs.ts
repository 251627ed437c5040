import type { RequestKind } from '../../../mechanisms/request/tables.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { BriefContent, Suspicion } from '../rules.ts';
import type { Perspective } from './tables.ts';

const columns = [
  'id',
  'kind',
  'unit_id as unit',
  'goal_id as goal',
  'writer_id as writer',
  'organisation_id as organisation',
  'content',
  'locale',
  'created_at as createdAt',
  'saved_at as savedAt',
  'sent_at as sentAt',
  'suspect',
  'held_at as heldAt',
] as const;

export type Brief = NonNullable<Awaited<ReturnType<typeof findBrief>>>;

export function findBrief(tx: Tx, id: string) {
  return tx.db.selectFrom('brief').select(columns).where('id', '=', id).executeTakeFirst();
}

/** The same, held until the end of the transaction: of two who act on it at once, the later one sees what the first did. */
export function lockBrief(tx: Tx, id: string) {
  return tx.db.selectFrom('brief').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Pages that somebody began and has not sent. */
export function listDrafts(tx: Tx, writer: string): Promise<Brief[]> {
  return tx.db
    .selectFrom('brief')
    .select(columns)
    .where('writer_id', '=', writer)
    .where('sent_at', 'is', null)
    .orderBy('saved_at', 'desc')
    .limit(20)
    .execute();
}

/** Pages that were held back and that the reader may look at. */
const held = (tx: Tx) =>
  tx.db.selectFrom('brief').where('held_at', 'is not', null).where('audience', '=', 'space');

/** The first that wait: what is decided makes room for those that came later. */
export function listHeld(tx: Tx): Promise<Brief[]> {
  return held(tx).select(columns).orderBy('held_at').orderBy('id').limit(100).execute();
}

export async function countHeld(tx: Tx): Promise<number> {
  const { many } = await held(tx)
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .executeTakeFirstOrThrow();
  return many;
}

type NewBrief = {
  id: string;
  kind: RequestKind;
  unit: string | null;
  goal?: string | null;
  content: BriefContent;
  locale: Locale;
};

/** A new page of the person of the scope. */
export async function insertBrief(tx: Tx, brief: NewBrief): Promise<void> {
  const writer = tx.scope.person!.id;
  await tx.db
    .insertInto('brief')
    .values({
      id: brief.id,
      space_id: brief.id,
      audience: 'person',
      audience_id: writer,
      kind: brief.kind,
      unit_id: brief.unit,
      goal_id: brief.goal ?? null,
      writer_id: writer,
      organisation_id: null,
      content: JSON.stringify(brief.content),
      locale: brief.locale,
      saved_at: tx.now,
      sent_at: null,
      suspect: null,
      held_at: null,
    })
    .execute();
}

type BriefChange = {
  content?: BriefContent;
  unit?: string | null;
  goal?: string | null;
  organisation?: string | null;
  locale?: Locale;
};

export async function saveBrief(tx: Tx, id: string, change: BriefChange): Promise<void> {
  await tx.db
    .updateTable('brief')
    .set({
      saved_at: tx.now,
      ...(change.content && { content: JSON.stringify(change.content) }),
      ...(change.unit !== undefined && { unit_id: change.unit }),
      ...(change.goal !== undefined && { goal_id: change.goal }),
      ...(change.organisation !== undefined && { organisation_id: change.organisation }),
      ...(change.locale && { locale: change.locale }),
    })
    .where('id', '=', id)
    .execute();
}

export async function markSent(tx: Tx, id: string, suspect: Suspicion | null): Promise<void> {
  await tx.db.updateTable('brief').set({ sent_at: tx.now, suspect }).where('id', '=', id).execute();
}

/** Shows a page to the people of the liaison desk, who are in its space from now on. */
export async function markHeld(tx: Tx, id: string, suspect: Suspicion): Promise<void> {
  await tx.db
    .updateTable('brief')
    .set({ held_at: tx.now, suspect, audience: 'space', audience_id: null })
    .where('id', '=', id)
    .execute();
}

export async function deleteBrief(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('brief').where('id', '=', id).execute();
}

/** A person who writes without an account. The address stays with the request: it is not proven yet. */
export async function insertGuest(tx: Tx, name: string, locale: Locale): Promise<void> {
  await tx.db
    .insertInto('person')
    .values({ id: tx.scope.person!.id, kind: 'guest', name, email: null, locale } as never)
    .execute();
}

export async function renameGuest(tx: Tx, name: string, locale: Locale): Promise<void> {
  await tx.db.updateTable('person').set({ name, locale }).where('id', '=', tx.scope.person!.id).execute();
}

export async function insertAskerAddress(
  tx: Tx,
  request: string,
  asker: string,
  address: string,
  locale: Locale,
): Promise<void> {
  await tx.db
    .insertInto('asker_address')
    .values({ id: request, space_id: request, audience: 'person', audience_id: asker, address, locale })
    .execute();
}

export function findPrivate(tx: Tx, id: string) {
  return tx.db
    .selectFrom('brief_private')
    .select(['perspective', 'complaint'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Keeps what the writer thought beforehand, for their eyes only. */
export async function savePrivate(
  tx: Tx,
  id: string,
  thoughts: { perspective?: Perspective; complaint?: string },
): Promise<void> {
  const change = {
    ...(thoughts.perspective && { perspective: JSON.stringify(thoughts.perspective) }),
    ...(thoughts.complaint !== undefined && { complaint: thoughts.complaint }),
  };
  const owner = { audience: 'person' as const, audience_id: tx.scope.person!.id };
  const updated = await tx.db
    .updateTable('brief_private')
    .set(change)
    .where('id', '=', id)
    .executeTakeFirst();
  if (updated.numUpdatedRows > 0n) return;
  await tx.db
    .insertInto('brief_private')
    .values({ id, space_id: id, ...owner, ...change })
    .execute();
}

export async function deletePrivate(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('brief_private').where('id', '=', id).execute();
}

/** The thoughts of somebody who wrote for an organisation are the organisation's. */
export async function sharePrivate(tx: Tx, id: string, organisation: string): Promise<void> {
  await tx.db
    .updateTable('brief_private')
    .set({ audience: 'organisation', audience_id: organisation })
    .where('id', '=', id)
    .execute();
}
