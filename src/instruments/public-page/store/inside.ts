import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import '../../directory/store/tables.ts';
import './tables.ts';

/** The page of a partnership, whether it is out or was taken off. */
export function findPage(tx: Tx, space: string) {
  return tx.db
    .selectFrom('public_page')
    .select(['id', 'slug', 'version_id as version', 'published_at as publishedAt', 'audience'])
    .where('space_id', '=', space)
    .executeTakeFirst();
}
export type PageRow = NonNullable<Awaited<ReturnType<typeof findPage>>>;

/** The version that was put together last. */
export function findLatest(tx: Tx, space: string) {
  return tx.db
    .selectFrom('public_version as v')
    .leftJoin('person as p', 'p.id', 'v.by_person')
    .select(['v.id', 'v.number', 'v.locale', 'v.what', 'v.place', 'v.whom', 'v.element', 'v.at'])
    .select(['v.contact_id as contact', 'v.goal_id as goal', 'v.published_at as publishedAt', 'p.name as by'])
    .where('v.space_id', '=', space)
    .orderBy('v.number', 'desc')
    .limit(1)
    .executeTakeFirst();
}
export type Version = NonNullable<Awaited<ReturnType<typeof findLatest>>>;

export function findVersion(tx: Tx, space: string, id: string) {
  return tx.db
    .selectFrom('public_version')
    .select(['id', 'number', 'published_at as publishedAt'])
    .where('space_id', '=', space)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** What a version shows: sections and moments, by their ids. */
export async function listThings(tx: Tx, version: string): Promise<{ blocks: string[]; moments: string[] }> {
  const rows = await tx.db
    .selectFrom('public_thing')
    .select(['block_id as block', 'moment_id as moment'])
    .where('version_id', '=', version)
    .execute();
  return {
    blocks: rows.flatMap(({ block }) => block ?? []),
    moments: rows.flatMap(({ moment }) => moment ?? []),
  };
}

/** What each partner said last to a version. */
export function listAnswers(tx: Tx, version: string) {
  return tx.db
    .selectFrom('public_answer as a')
    .leftJoin('person as p', 'p.id', 'a.by_person')
    .distinctOn('a.partner_id')
    .select(['a.partner_id as partner', 'a.answer', 'a.reason', 'a.at', 'p.name as by'])
    .select(['a.recorded_how as recordedHow', 'a.recorded_on as recordedOn'])
    .where('a.version_id', '=', version)
    .orderBy('a.partner_id')
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .execute();
}
export type Answered = Awaited<ReturnType<typeof listAnswers>>[number];

/** Partners that want to be named. */
export async function listNaming(tx: Tx, space: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ partner: string }>`
    select partner_id as partner from (
      select distinct on (partner_id) partner_id, yes from public_name
      where space_id = ${space} order by partner_id, at desc, id desc) latest
    where yes`.execute(tx.db);
  return new Set(rows.map(({ partner }) => partner));
}

/** Sections that can be shown: of texts that were agreed as a whole, as they hold, in their order. */
export type Offered = {
  document: string;
  title: string;
  locale: Locale;
  block: string;
  version: number;
  heading: string;
};

export async function listOffered(tx: Tx, space: string): Promise<Offered[]> {
  const { rows } = await sql<Offered>`
    select d.id as document, d.title, d.locale, b.id as block, g.version, n.heading
    from document d
    join document_block b on b.document_id = d.id and b.removed_at is null
    cross join lateral (
      select version from block_agreement where block_id = b.id order by version desc limit 1) g
    join block_version n on n.block_id = b.id and n.number = g.version and n.text <> ''
    where d.space_id = ${space} and exists (select from document_edition e where e.document_id = d.id)
    order by d.begun_at, d.id, b.position, b.id`.execute(tx.db);
  return rows;
}

/** Public organisations of the city behind partners that are in. */
export function listContacts(tx: Tx, space: string) {
  return tx.db
    .selectFrom('organisation as o')
    .innerJoin('partner as p', 'p.organisation_id', 'o.id')
    .select(['o.id', 'o.name'])
    .where('o.audience', '=', 'public')
    .where('p.space_id', '=', space)
    .where('p.joined_at', 'is not', null)
    .where('p.left_at', 'is', null)
    .orderBy('p.id')
    .execute();
}

/** Versions that these partners have said nothing to yet. */
export async function listToAnswer(tx: Tx, partners: readonly string[]) {
  if (partners.length === 0) return [];
  const { rows } = await sql<{ space: string; name: string; locale: Locale; partner: string }>`
    select v.space_id as space, s.name, s.locale, p.id as partner
    from partner p
    join partnership s on s.id = p.space_id and s.ended_at is null
    cross join lateral (
      select * from public_version v where v.space_id = p.space_id order by v.number desc limit 1) v
    where p.id = any (${partners}::uuid[]) and p.joined_at is not null and p.left_at is null and v.published_at is null
      and not exists (select from public_answer a where a.version_id = v.id and a.partner_id = p.id)
    order by v.id limit 50`.execute(tx.db);
  return rows;
}

/** For the path: when it was begun, and since when it is out. */
export async function findWork(tx: Tx, space: string) {
  const { rows } = await sql<{ begunAt: Date; outAt: Date | null }>`
    select min(v.at) as "begunAt",
      (select p.published_at from public_page p where p.space_id = ${space} and p.audience = 'public') as "outAt"
    from public_version v where v.space_id = ${space} having count(*) > 0`.execute(tx.db);
  return rows[0];
}

/** What a partnership that goes on is called. Past the guards. */
export function findName(tx: Tx, space: string) {
  return tx.db
    .selectFrom('partnership')
    .select('name')
    .where('id', '=', space)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}
