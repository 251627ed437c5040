import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { type Part as ListPart, partOf } from '../../../platform/database/part.ts';
import type { Locale, Localised } from '../../../platform/i18n/locale.ts';
import type { Kind } from '../../directory/rules.ts';
import { type Part, pagesShown, type Translation } from '../rules.ts';
import '../../directory/store/tables.ts';
import '../../goals/store.ts';
import './tables.ts';

// What is told by the database's own functions: to everybody what is out, to those in the partnership a preview as well.

/** The page that is out under an address. */
export function findOut(tx: Tx, slug: string) {
  return tx.db
    .selectFrom('public_page')
    .select(['id', 'slug', 'space_id as space', 'version_id as version', 'changed_at as changedAt'])
    .where('slug', '=', slug)
    .where('audience', '=', 'public')
    .executeTakeFirst();
}
export type OutPage = NonNullable<Awaited<ReturnType<typeof findOut>>>;

type Named = { name: Localised; slug: string };
export type Words = {
  space: string;
  number: number;
  locale: Locale;
  name: string;
  what: string;
  place: string;
  whom: string;
  element: string | null;
  madeAt: Date;
  /** Null in a preview. */
  outAt: Date | null;
  begunAt: Date | null;
  endedAt: Date | null;
  contact: Named | null;
  goal: { id: string; title: Localised } | null;
};

/** What a version says of itself. Organisation and goal as far as the reader sees them. */
export async function findWords(tx: Tx, version: string): Promise<Words | undefined> {
  const { rows } = await sql<Words>`
    select w.space, w.number, w.locale, w.name, w.what, w.place, w.whom, w.element, w.made_at as "madeAt",
      w.out_at as "outAt", w.begun_at as "begunAt", w.ended_at as "endedAt",
      case when o.id is not null then jsonb_build_object('name', o.name, 'slug', o.slug) end as contact,
      case when g.id is not null then jsonb_build_object('id', g.id, 'title', g.title) end as goal
    from public_words(${version}) w
    left join organisation o on o.id = w.contact
    left join city_goal g on g.id = w.goal`.execute(tx.db);
  return rows[0];
}

export type Section = {
  document: string;
  title: string;
  locale: Locale;
  block: string;
  heading: string;
  words: string;
  agreedAt: Date;
};

export async function listSections(tx: Tx, version: string): Promise<Section[]> {
  const { rows } = await sql<Section>`
    select document, title, locale, block, heading, words, agreed_at as "agreedAt"
    from public_sections(${version})`.execute(tx.db);
  return rows;
}

export type ShownMoment = {
  moment: string;
  day: string;
  words: string;
  locale: Locale;
  shows: string;
  file: string | null;
  width: number | null;
  height: number | null;
};

export async function listShownMoments(tx: Tx, version: string): Promise<ShownMoment[]> {
  const { rows } = await sql<ShownMoment>`
    select moment, day, words, locale, shows, file, width, height from public_moments(${version})`.execute(
    tx.db,
  );
  return rows;
}

/** Named are those who agreed to it; of the others only that they are there. */
export type ShownPartner = { name: string | null; kind: Kind | null; slug: string | null };

export async function listShownPartners(tx: Tx, version: string): Promise<ShownPartner[]> {
  const { rows } = await sql<ShownPartner>`
    select p.name, p.kind, o.slug from public_partners(${version}) with ordinality p (name, kind, organisation, n)
    left join organisation o on o.id = p.organisation and o.audience = 'public' order by p.n`.execute(tx.db);
  return rows;
}

export async function listTranslations(tx: Tx, version: string, locale: Locale): Promise<Translation[]> {
  const { rows } = await sql<Translation & { part: Part }>`
    select part, of_id as id, words as text, of_words as of, at, by_facilitator as "byFacilitator", by_name as "byName"
    from public_translations(${version}, ${locale})`.execute(tx.db);
  return rows;
}

/** Which texts have a translation, in each of some languages at once. */
export async function listTranslated(tx: Tx, version: string, locales: readonly Locale[]) {
  const { rows } = await sql<{ locale: Locale; part: Part; id: string | null }>`
    select l.locale, t.part, t.of_id as id
    from unnest(${locales}::text[]) l (locale) cross join lateral public_translations(${version}, l.locale) t`.execute(
    tx.db,
  );
  return rows;
}

export async function listHistory(tx: Tx, page: string) {
  const { rows } = await sql<{ version: string; number: number; outAt: Date }>`
    select version, number, out_at as "outAt" from public_history(${page})`.execute(tx.db);
  return rows;
}

/** A picture on a page that is out, or in a preview that the reader may see. */
export async function findPicture(tx: Tx, version: string, file: string) {
  const { rows } = await sql<{ file: string; type: string; sha256: Buffer; width: number; height: number }>`
    select file, type, sha256, width, height from public_moments(${version}) where file = ${file}`.execute(
    tx.db,
  );
  return rows[0];
}

export type ListedPage = {
  id: string;
  slug: string;
  publishedAt: Date;
  changedAt: Date;
  endedAt: Date | null;
  locale: Locale;
  name: string;
  what: string;
  /** In the reader's language, with the print of the words that they translate. */
  translated: Partial<Record<'name' | 'what', { text: string; of: string }>>;
};

const listed = (locale: Locale) => sql`
  select p.id, p.slug, p.published_at as "publishedAt", p.changed_at as "changedAt", w.ended_at as "endedAt",
    w.locale, w.name, w.what,
    coalesce((select jsonb_object_agg(t.part, jsonb_build_object('text', t.words, 'of', t.of_words))
      from public_translations(p.version_id, ${locale}) t where t.part in ('name', 'what')), '{}') as translated
  from public_page p cross join lateral public_words(p.version_id) w
  where p.audience = 'public'`;

/** Pages that are out, the newest first, a part at a time. */
export async function listOut(
  tx: Tx,
  locale: Locale,
  most = pagesShown,
  after?: string,
): Promise<ListPart<ListedPage>> {
  const beyond = after
    ? sql`and (p.published_at, p.id) < (select c.published_at, c.id from public_page c where c.id = ${after})`
    : sql``;
  const { rows } = await sql<ListedPage>`
    ${listed(locale)} ${beyond} order by p.published_at desc, p.id desc limit ${most + 1}`.execute(tx.db);
  return partOf(rows, most);
}

export async function listOutById(tx: Tx, locale: Locale, ids: readonly string[]): Promise<ListedPage[]> {
  const { rows } = await sql<ListedPage>`${listed(locale)} and p.id = any (${ids}::uuid[])`.execute(tx.db);
  return rows;
}

/** Those on which an organisation of the city agreed to be named. */
export async function listOutNaming(tx: Tx, locale: Locale, organisation: string): Promise<ListedPage[]> {
  const { rows } = await sql<ListedPage>`
    ${listed(locale)} and p.id in (select public_pages_naming(${organisation}))
    order by p.published_at desc, p.id desc`.execute(tx.db);
  return rows;
}

export async function listOutFor(tx: Tx, locale: Locale, goal: string): Promise<ListedPage[]> {
  const { rows } = await sql<ListedPage>`
    ${listed(locale)} and p.id in (select public_pages_for(${goal}))
    order by p.published_at desc, p.id desc`.execute(tx.db);
  return rows;
}
