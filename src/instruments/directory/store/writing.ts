import { randomBytes } from 'node:crypto';
import { sql, type Updateable } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Tables } from '../../../platform/database/tables.ts';
import { type Localised, textIn } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import { forgetSubjects } from '../../../platform/search/index-subject.ts';
import { type Kind, slugOf } from '../rules.ts';
import { indexOrganisations, indexResponsibilities } from './indexing.ts';
import type { Contact, Deputy, Organisation, Phrases } from './tables.ts';

/** What an organisation says of itself. */
export type OrganisationFields = {
  kind: Kind;
  audience?: 'public' | 'space';
  parent_id?: string | null;
  host_id?: string | null;
  host_confirmed_at?: Date | null;
  legal_number?: string | null;
  name: Localised;
  summary?: Localised;
  email?: string | null;
  email_shown?: boolean;
  mailbox_shared?: boolean;
  website?: string | null;
  reply_days?: number | null;
  contact?: Contact;
  deputy?: Deputy;
  confirmed_at?: Date | null;
  confirmed_by?: Localised | null;
  claimed_at?: Date | null;
};

const jsonColumns = new Set(['name', 'summary', 'contact', 'deputy', 'confirmed_by']);

function written(fields: Partial<OrganisationFields>): Updateable<Tables['organisation']> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([column, value]) => [
        column,
        jsonColumns.has(column) && value !== null ? JSON.stringify(value) : value,
      ]),
  );
}

/**
 * The address of an organisation's page: by its name, as far as that is free. In safe mode it is drawn by lot:
 * nobody can guess it, and whoever registers the same name is not told by a number behind it that one is there.
 */
export async function freeSlug(
  tx: Tx,
  wished: string,
  audience: OrganisationFields['audience'] = 'public',
): Promise<string> {
  if (audience === 'space') return `o-${randomBytes(8).toString('hex')}`;
  const slug = slugOf(wished);
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? slug : `${slug}-${n}`;
    const taken = await tx.db
      .selectFrom('organisation')
      .select('id')
      .where('slug', '=', candidate)
      .executeTakeFirst();
    if (!taken) return candidate;
  }
}

export type NewOrganisation = { id: string; slug: string; fields: OrganisationFields };

/** New organisations, and the spaces that they are. */
export async function insertOrganisations(
  tx: Tx,
  list: readonly NewOrganisation[],
  { demo = false }: { demo?: boolean } = {},
): Promise<void> {
  if (list.length === 0) return;
  const audienceOf = ({ fields }: NewOrganisation): 'public' | 'space' => fields.audience ?? 'public';
  const created_by = tx.scope.person?.id ?? null;
  await tx.db
    .insertInto('space')
    .values(
      list.map((one) => ({
        id: one.id,
        kind: 'organisation' as const,
        audience: audienceOf(one),
        audience_id: null,
        created_by,
        demo,
      })),
    )
    .execute();
  await tx.db
    .insertInto('organisation')
    .values(
      list.map(
        (one) =>
          ({
            ...written(one.fields),
            id: one.id,
            space_id: one.id,
            audience: audienceOf(one),
            slug: one.slug,
          }) as never,
      ),
    )
    .execute();
  await indexOrganisations(
    tx,
    list.map((one) => ({
      id: one.id,
      audience: audienceOf(one),
      name: one.fields.name,
      summary: one.fields.summary ?? {},
    })),
  );
}

export async function insertOrganisation(
  tx: Tx,
  id: string,
  slug: string,
  fields: OrganisationFields,
  more: { demo?: boolean } = {},
): Promise<void> {
  await insertOrganisations(tx, [{ id, slug, fields }], more);
}

/** Changes some of an organisation's fields; what is indexed, who may see it and its address follow. */
export async function updateOrganisation(
  tx: Tx,
  id: string,
  fields: Partial<OrganisationFields>,
): Promise<Organisation> {
  const { audience } = fields;
  let after = await alter(tx, id, fields);
  if (audience) {
    after = await alter(tx, id, {
      slug: await freeSlug(tx, textIn(after.name, 'en', 'en').text, audience),
    });
    await tx.db.updateTable('space').set({ audience }).where('id', '=', id).execute();
    await tx.db.updateTable('absence').set({ audience }).where('space_id', '=', id).execute();
    await tx.db.updateTable('organisation_member').set({ audience }).where('space_id', '=', id).execute();
    const shown = await tx.db
      .updateTable('responsibility')
      .set({ audience })
      .where('space_id', '=', id)
      .returningAll()
      .execute();
    await indexResponsibilities(
      tx,
      shown.filter((responsibility) => !responsibility.removed_at),
    );
  }
  if (isSearched(fields)) await indexOrganisations(tx, [after]);
  return after;
}

/** Changes many that stay as visible as they are; the index is written once for all of them. */
export async function updateOrganisations(
  tx: Tx,
  list: readonly { id: string; fields: Omit<Partial<OrganisationFields>, 'audience'> }[],
): Promise<void> {
  const searched: Organisation[] = [];
  for (const { id, fields } of list) {
    const after = await alter(tx, id, fields);
    if (isSearched(fields)) searched.push(after);
  }
  await indexOrganisations(tx, searched);
}

async function alter(
  tx: Tx,
  id: string,
  fields: Partial<OrganisationFields & { slug: string }>,
): Promise<Organisation> {
  const after = await tx.db
    .updateTable('organisation')
    .set(written(fields))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return after as Organisation;
}

function isSearched(fields: Partial<OrganisationFields>): boolean {
  return Boolean(fields.name || fields.summary || fields.audience);
}

export type ResponsibilityFields = {
  text: Localised;
  words: Phrases;
  decides: boolean;
  instead_id?: string | null;
  elsewhere?: Localised | null;
};

export async function insertResponsibilities(
  tx: Tx,
  organisation: Pick<Organisation, 'id' | 'audience'>,
  list: readonly (ResponsibilityFields & { position?: number })[],
): Promise<string[]> {
  if (list.length === 0) return [];
  const { last } = await tx.db
    .selectFrom('responsibility')
    .select(({ fn }) => fn.coalesce(fn.max('position'), sql.lit(0)).as('last'))
    .where('space_id', '=', organisation.id)
    .executeTakeFirstOrThrow();
  const rows = list.map((fields, n) => ({
    id: newId(),
    space_id: organisation.id,
    audience: organisation.audience,
    position: fields.position ?? last + n + 1,
    ...columnsOf(fields),
  }));
  await tx.db
    .insertInto('responsibility')
    .values(rows as never)
    .execute();
  await indexResponsibilities(
    tx,
    list.map((fields, n) => ({
      ...fields,
      id: rows[n]!.id,
      space_id: organisation.id,
      audience: organisation.audience,
    })),
  );
  return rows.map((row) => row.id);
}

export async function updateResponsibility(tx: Tx, id: string, fields: ResponsibilityFields): Promise<void> {
  const row = await tx.db
    .updateTable('responsibility')
    .set(columnsOf(fields))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await indexResponsibilities(tx, [row]);
}

function columnsOf(fields: ResponsibilityFields) {
  return {
    text: JSON.stringify(fields.text),
    words: JSON.stringify(fields.words),
    decides: fields.decides,
    instead_id: fields.decides ? null : (fields.instead_id ?? null),
    elsewhere: fields.decides || !fields.elsewhere ? null : JSON.stringify(fields.elsewhere),
  };
}

/** Puts a whole list in the place of what an organisation said before. */
export async function replaceResponsibilities(
  tx: Tx,
  organisation: Pick<Organisation, 'id' | 'audience'>,
  list: readonly ResponsibilityFields[],
): Promise<void> {
  const gone = await tx.db
    .updateTable('responsibility')
    .set({ removed_at: tx.now })
    .where('space_id', '=', organisation.id)
    .where('removed_at', 'is', null)
    .returning('id')
    .execute();
  await forgetSubjects(
    tx,
    gone.map((row) => row.id),
  );
  await insertResponsibilities(tx, organisation, list);
}
