import type { Tx } from '../../../platform/database/database.ts';
import type { SpaceKind } from '../../../platform/database/tables.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { forgetSubjects } from '../../../platform/search/index-subject.ts';
import type { Kind } from '../../directory/rules.ts';
import type { Draft } from '../rules.ts';
import { indexPartners, indexPartnership, type What } from './indexing.ts';
import './tables.ts';

/** Makes spaces. The transaction has to be opened for them. */
export async function insertSpaces(
  tx: Tx,
  kind: SpaceKind & ('partnership' | 'partner'),
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const made = {
    kind,
    audience: 'space' as const,
    audience_id: null,
    created_by: tx.scope.person?.id ?? null,
  };
  await tx.db
    .insertInto('space')
    .values(ids.map((id) => ({ id, ...made })))
    .execute();
}

export async function insertDraft(
  tx: Tx,
  id: string,
  what: What & { locale: Locale; request: string | null; draft: Draft },
): Promise<void> {
  await tx.db
    .insertInto('partnership')
    .values({
      id,
      space_id: id,
      audience_id: null,
      name: what.name,
      purpose: what.purpose,
      place: what.place,
      locale: what.locale,
      request_id: what.request,
      begun_at: null,
      ended_at: null,
      draft: JSON.stringify(what.draft),
    })
    .execute();
  await indexPartnership(tx, id, what);
}

const draftColumns = ['id', 'name', 'purpose', 'place', 'locale', 'request_id as request', 'draft'] as const;

/** A partnership that has not begun, held until the end of the transaction. Only its founder is in it. */
export function lockDraft(tx: Tx, id: string) {
  return tx.db
    .selectFrom('partnership')
    .select(draftColumns)
    .where('id', '=', id)
    .where('begun_at', 'is', null)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

export function findDraft(tx: Tx, id: string) {
  return tx.db
    .selectFrom('partnership')
    .select(draftColumns)
    .where('id', '=', id)
    .where('begun_at', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}
export type Begun = NonNullable<Awaited<ReturnType<typeof findDraft>>>;

export async function saveWhat(tx: Tx, id: string, what: What): Promise<void> {
  await tx.db
    .updateTable('partnership')
    .set({ name: what.name, purpose: what.purpose, place: what.place })
    .where('id', '=', id)
    .execute();
  await indexPartnership(tx, id, what);
}

export async function saveDraft(tx: Tx, id: string, draft: Draft): Promise<void> {
  await tx.db
    .updateTable('partnership')
    .set({ draft: JSON.stringify(draft) })
    .where('id', '=', id)
    .execute();
}

export async function markBegun(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable('partnership')
    .set({ begun_at: tx.now, draft: null })
    .where('id', '=', id)
    .execute();
}

export async function markEnded(tx: Tx, id: string, ended: boolean): Promise<void> {
  await tx.db
    .updateTable('partnership')
    .set({ ended_at: ended ? tx.now : null })
    .where('id', '=', id)
    .execute();
}

/** What was never begun is thrown away: nothing of it stays but that there was something. */
export async function emptyDraft(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable('partnership')
    .set({ name: '', purpose: '', place: '', draft: null, ended_at: tx.now })
    .where('id', '=', id)
    .execute();
  await forgetSubjects(tx, [id]);
}

export type NewPartner = {
  id: string;
  name: string;
  kind: Kind;
  organisation: string | null;
  joined: boolean;
};

export async function insertPartners(
  tx: Tx,
  partnership: string,
  partners: readonly NewPartner[],
): Promise<void> {
  if (partners.length === 0) return;
  await tx.db
    .insertInto('partner')
    .values(
      partners.map(({ id, name, kind, organisation, joined }) => ({
        id,
        space_id: partnership,
        audience_id: null,
        organisation_id: organisation,
        name,
        kind,
        invited_at: tx.now,
        joined_at: joined ? tx.now : null,
        left_at: null,
      })),
    )
    .execute();
  await indexPartners(
    tx,
    partners.map(({ id }) => id),
  );
}
