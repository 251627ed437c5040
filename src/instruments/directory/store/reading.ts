import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Tables } from '../../../platform/database/tables.ts';
import { type Locale, locales } from '../../../platform/i18n/locale.ts';
import type { Kind } from '../rules.ts';
import type { Named, Organisation, Responsibility } from './tables.ts';

export const columnsOfOrganisation = [
  'id',
  'space_id',
  'audience',
  'audience_id',
  'slug',
  'kind',
  'parent_id',
  'host_id',
  'host_confirmed_at',
  'legal_number',
  'name',
  'summary',
  'email',
  'email_shown',
  'mailbox_shared',
  'website',
  'reply_days',
  'contact',
  'deputy',
  'confirmed_at',
  'confirmed_by',
  'claimed_at',
  'created_at',
] as const;

const named = ['id', 'slug', 'kind', 'name'] as const;

export async function findOrganisation(tx: Tx, slug: string): Promise<Organisation | undefined> {
  return tx.db
    .selectFrom('organisation')
    .select(columnsOfOrganisation)
    .where('slug', '=', slug)
    .executeTakeFirst();
}

export async function findOrganisationById(
  tx: Tx,
  id: string | Expression<string>,
): Promise<Organisation | undefined> {
  return tx.db
    .selectFrom('organisation')
    .select(columnsOfOrganisation)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function listOrganisationsById(tx: Tx, ids: readonly string[]): Promise<Organisation[]> {
  if (ids.length === 0) return [];
  return tx.db
    .selectFrom('organisation')
    .select(columnsOfOrganisation)
    .where('id', 'in', ids)
    .orderBy('sort_en')
    .execute();
}

/** Longer lists are no help to choose from: who is not in it is found in the directory. */
export const longestChoice = 300;

/** Organisations to choose from: departments first, then by the reader's alphabet. */
export async function listChoices(
  tx: Tx,
  locale: Locale,
  which: (eb: ExpressionBuilder<Tables, 'organisation'>) => Expression<SqlBool>,
): Promise<Organisation[]> {
  return tx.db
    .selectFrom('organisation')
    .select(columnsOfOrganisation)
    .where('audience', '=', 'public')
    .where(which)
    .orderBy(({ eb }) => eb('kind', '<>', 'department'))
    .orderBy(`sort_${locale}`)
    .limit(longestChoice)
    .execute();
}

export async function listNamed(tx: Tx, ids: readonly string[]): Promise<Map<string, Named>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.db.selectFrom('organisation').select(named).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** A place in a list that goes on: the sort key and id of the last one shown. */
export type After = { sort: string; id: string };
export type Listed = Pick<
  Organisation,
  'id' | 'slug' | 'kind' | 'name' | 'summary' | 'reply_days' | 'confirmed_at' | 'parent_id'
>;
export type ListPart = { rows: Listed[]; next: After | undefined };

/** Organisations of some kinds in the order of the reader's alphabet, a page at a time, by key. */
export async function listOrganisations(
  tx: Tx,
  wish: { kinds: readonly Kind[]; locale: Locale; after?: After | undefined; limit: number },
): Promise<ListPart> {
  const sort = `sort_${wish.locale}` as const;
  // One branch for each kind, so that each reads on in its index; a list of kinds would sort all of them.
  const branch = (kind: Kind) =>
    tx.db
      .selectFrom('organisation')
      .select([
        'id',
        'slug',
        'kind',
        'name',
        'summary',
        'reply_days',
        'confirmed_at',
        'parent_id',
        `${sort} as sort`,
      ])
      .where('kind', '=', kind)
      .$if(wish.after !== undefined, (query) =>
        query.where(
          sql<boolean>`(${sql.ref(sort)}, id) > (${wish.after?.sort}::text, ${wish.after?.id}::uuid)`,
        ),
      )
      .orderBy(sort)
      .orderBy('id')
      .limit(wish.limit + 1);
  const [first, ...others] = wish.kinds;
  if (!first) return { rows: [], next: undefined };
  let all = tx.db.selectFrom(branch(first).as('first')).selectAll();
  for (const [n, kind] of others.entries()) {
    all = all.unionAll(tx.db.selectFrom(branch(kind).as(`kind_${n}`)).selectAll() as typeof all);
  }
  const rows = await tx.db
    .selectFrom(all.as('listed'))
    .selectAll()
    .orderBy('sort')
    .orderBy('id')
    .limit(wish.limit + 1)
    .execute();
  const shown = rows.slice(0, wish.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ sort: _, ...row }) => row),
    next: rows.length > wish.limit && last ? { sort: last.sort, id: last.id } : undefined,
  };
}

/** Names that a page can carry without weighing more than its matter; any other can be typed. */
const mostOffers = 300;

/** Whom a field offers in which the name of an organisation is typed. */
export async function listOffers(tx: Tx, kinds: readonly Kind[], locale: Locale): Promise<Listed[]> {
  return (await listOrganisations(tx, { kinds, locale, limit: mostOffers })).rows;
}

export type ShownResponsibility = Responsibility & {
  instead_slug: string | null;
  instead_name: Named['name'] | null;
};

/** What an organisation decides and what it doesn't, in its own order. */
export async function listResponsibilities(tx: Tx, organisation: string): Promise<ShownResponsibility[]> {
  return responsibilities(tx, ({ eb, and }) =>
    and([eb('r.space_id', '=', organisation), eb('r.removed_at', 'is', null)]),
  );
}

export async function listRemovedResponsibilities(
  tx: Tx,
  organisation: string,
): Promise<ShownResponsibility[]> {
  return responsibilities(tx, ({ eb, and }) =>
    and([eb('r.space_id', '=', organisation), eb('r.removed_at', 'is not', null)]),
  );
}

export async function listResponsibilitiesById(
  tx: Tx,
  ids: readonly string[],
): Promise<ShownResponsibility[]> {
  if (ids.length === 0) return [];
  return responsibilities(tx, ({ eb, and }) => and([eb('r.id', 'in', ids), eb('r.removed_at', 'is', null)]));
}

export async function findResponsibility(tx: Tx, id: string): Promise<ShownResponsibility | undefined> {
  const [found] = await responsibilities(tx, ({ eb }) => eb('r.id', '=', id));
  return found;
}

type Joined = Tables & { r: Tables['responsibility'] };

async function responsibilities(
  tx: Tx,
  which: (
    eb: ExpressionBuilder<Joined, 'r'>,
  ) => ReturnType<ExpressionBuilder<Joined, 'r'>['and']> | ReturnType<typeof sql<boolean>>,
): Promise<ShownResponsibility[]> {
  return tx.db
    .selectFrom('responsibility as r')
    .leftJoin('organisation as o', 'o.id', 'r.instead_id')
    .selectAll('r')
    .select(['o.slug as instead_slug', 'o.name as instead_name'])
    .where((eb) => which(eb as never) as never)
    .orderBy('r.decides', 'desc')
    .orderBy('r.position')
    .orderBy('r.id')
    .execute();
}

/** Until when the contact is away, if they are away on a day (YYYY-MM-DD). */
export async function findContactAway(
  tx: Tx,
  organisation: string,
  day: string,
): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('absence')
    .select('until_day')
    .where('space_id', '=', organisation)
    .where('ended_at', 'is', null)
    .where('role', '=', 'contact')
    .where('from_day', '<=', day)
    .where('until_day', '>=', day)
    .orderBy('until_day', 'desc')
    .executeTakeFirst();
  return row?.until_day;
}

/** The organisation that a typed name means: its slug, or its name in any language. */
export async function findByName(tx: Tx, typed: string, slug: string): Promise<Named | undefined> {
  return tx.db
    .selectFrom('organisation')
    .select(named)
    .where(({ or, eb }) =>
      or([
        eb('slug', '=', slug),
        ...locales.map((locale) =>
          eb(
            `sort_${locale}`,
            '=',
            sql<string>`name_key(jsonb_build_object(${locale}::text, ${typed}::text), ${locale})`,
          ),
        ),
      ]),
    )
    .orderBy(sql`slug = ${slug}`, 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Those of the organisations whom a body or a group has named, and who have not said yet whether it is true. */
export async function listAsksFor(tx: Tx, organisations: readonly string[]): Promise<Named[]> {
  if (organisations.length === 0) return [];
  return tx.db
    .selectFrom('organisation')
    .select(named)
    .where('id', 'in', organisations)
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('organisation_member as m')
            .select('m.id')
            .whereRef('m.member_id', '=', 'organisation.id')
            .where('m.confirmed_at', 'is', null)
            .where('m.until', 'is', null),
        ),
        exists(
          selectFrom('organisation as g')
            .select('g.id')
            .whereRef('g.host_id', '=', 'organisation.id')
            .where('g.host_confirmed_at', 'is', null),
        ),
      ]),
    )
    .execute();
}
