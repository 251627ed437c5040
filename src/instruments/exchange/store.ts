import type { Selectable } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { Tables } from '../../platform/database/tables.ts';
import { newId } from '../../platform/id.ts';
import { columnsOfOrganisation } from '../directory/store/reading.ts';
import type { Organisation } from '../directory/store/tables.ts';
import type { TableName } from './rules.ts';
import '../directory/store/tables.ts';

declare module '../../platform/database/tables.ts' {
  interface Tables {
    directory_upload: GuardedByDefault & {
      kind: TableName;
      text: string;
      at: import('kysely').Generated<Date>;
    };
  }
}

/** Keeps a table until it is brought in; what this person sent before goes. */
export async function keepUpload(
  tx: Tx,
  city: string,
  person: string,
  kind: TableName,
  text: string,
): Promise<string> {
  const id = newId();
  await tx.db.deleteFrom('directory_upload').where('audience_id', '=', person).execute();
  await tx.db
    .insertInto('directory_upload')
    .values({ id, space_id: city, audience: 'person', audience_id: person, kind, text })
    .execute();
  return id;
}

export async function findUpload(tx: Tx, id: string): Promise<{ kind: TableName; text: string } | undefined> {
  return tx.db
    .selectFrom('directory_upload')
    .select(['kind', 'text'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Returns whether it was still there. */
export async function deleteUpload(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.db
    .deleteFrom('directory_upload')
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function organisationsBySlug(
  tx: Tx,
  slugs: readonly string[],
): Promise<Map<string, Organisation>> {
  if (slugs.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('organisation')
    .select(columnsOfOrganisation)
    .where(({ eb, fn, val }) => eb('slug', '=', fn.any(val([...slugs]))))
    .execute();
  return new Map(rows.map((row) => [row.slug, row]));
}

/** Everything public, for going out: a table of at most ten thousand rows is made in one piece. */
export function listAllOrganisations(tx: Tx) {
  return tx.db
    .selectFrom('organisation as o')
    .leftJoin('organisation as p', 'p.id', 'o.parent_id')
    .leftJoin('organisation as h', 'h.id', 'o.host_id')
    .select([
      'o.slug',
      'o.kind',
      'o.name',
      'o.summary',
      'o.legal_number',
      'o.email',
      'o.email_shown',
      'o.mailbox_shared',
      'o.website',
    ])
    .select(['o.reply_days', 'o.contact', 'o.deputy', 'p.slug as parent', 'h.slug as host'])
    .where('o.audience', '=', 'public')
    .orderBy('o.slug')
    .execute();
}

export function listAllResponsibilities(tx: Tx) {
  return tx.db
    .selectFrom('responsibility as r')
    .innerJoin('organisation as o', 'o.id', 'r.space_id')
    .leftJoin('organisation as i', 'i.id', 'r.instead_id')
    .select(['o.slug as organisation', 'r.decides', 'r.text', 'r.words', 'r.elsewhere', 'i.slug as instead'])
    .where('r.removed_at', 'is', null)
    .where('r.audience', '=', 'public')
    .orderBy('o.slug')
    .orderBy('r.decides', 'desc')
    .orderBy('r.position')
    .execute();
}

type Kept = Pick<
  Selectable<Tables['responsibility']>,
  'decides' | 'text' | 'words' | 'instead_id' | 'elsewhere'
>;

/** What each of the organisations says it decides, in its order. */
export async function responsibilitiesOf(
  tx: Tx,
  organisations: readonly string[],
): Promise<Map<string, Kept[]>> {
  const lists = new Map<string, Kept[]>();
  if (organisations.length === 0) return lists;
  const rows = await tx.db
    .selectFrom('responsibility')
    .select(['space_id', 'decides', 'text', 'words', 'instead_id', 'elsewhere'])
    .where(({ eb, fn, val }) => eb('space_id', '=', fn.any(val([...organisations]))))
    .where('removed_at', 'is', null)
    .orderBy('space_id')
    .orderBy('decides', 'desc')
    .orderBy('position')
    .orderBy('id')
    .execute();
  for (const { space_id, ...kept } of rows) lists.set(space_id, [...(lists.get(space_id) ?? []), kept]);
  return lists;
}

const uploadLives = 86_400_000;

export async function deleteOldUploads(tx: Tx): Promise<void> {
  await tx.db
    .deleteFrom('directory_upload')
    .where('at', '<', new Date(tx.now.getTime() - uploadLives))
    .execute();
}
