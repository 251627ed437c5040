import { type RawBuilder, sql } from 'kysely';
import type { Locale } from '../i18n/locale.ts';

/** `form` is the whole word, without accents: who writes the same one counts more than who shares its stem. */
export type Term = {
  n: number;
  locale: Locale;
  stem: string;
  form: string;
  boost: number;
  /** Stands for all words that begin like this, among those in the reader's own spaces. */
  begins?: true;
};

/**
 * Rows of one word that are looked at, the heaviest first: a word that more have tells little, and a page
 * must stay fast whatever the number of organisations.
 */
const commonWord = 250;

/** What a word counts that only shares its stem with the one that was asked: "parks" for "parking". */
const stemOnly = 0.7;

/** What a word adds that stands in several texts of a subject: a title and the words under which people look. */
const againCounts = 0.2;

/** No letter comes behind it: the end of all words with one beginning. */
const lastLetter = '\u{10ffff}';

/**
 * The tables `term` … `met` of a statement that adds up, for each subject, what its words say about the question
 * (`gain`, for each asked word): a word counts more the fewer subjects of that kind have it (inverse document
 * frequency; ten thousand companies that plant trees make the word no weaker among what departments decide), and
 * once for each asked word, whatever its spellings and languages. `inside` are kinds of which there are none but
 * in spaces that somebody takes part in: of these the reader's own are looked at alone. `shown`: with the words
 * themselves (`forms`), for marking them in what was found.
 */
export function gains(
  kinds: readonly string[],
  inside: readonly string[],
  terms: readonly Term[],
  shown = false,
): RawBuilder<unknown> {
  const forms = shown ? sql`, p.forms` : sql``;
  const elsewhere = kinds.filter((kind) => !inside.includes(kind));
  const own = sql`union all
      select t.n, t.locale, t.word, k.kind, p.space_id, p.subject_id, p.weight,
        case when t.form = any (p.forms) then t.boost else t.boost * ${stemOnly}::real end ${forms}
      from term t cross join unnest(${[...inside]}::text[]) as k (kind)
        cross join lateral search_inside(t.first, t.behind, t.locale, k.kind, (select app_spaces()), ${commonWord}) p`;
  return sql`
    term as materialized (
      select * from unnest(
        ${terms.map((term) => term.n)}::int[],
        ${terms.map((term) => term.locale)}::text[],
        ${terms.map((term) => (term.begins ? `${term.stem}*` : term.stem))}::text[],
        ${terms.map((term) => term.stem)}::text[],
        ${terms.map((term) => (term.begins ? `${term.stem}${lastLetter}` : `${term.stem}\u{1}`))}::text[],
        ${terms.map((term) => term.form)}::text[],
        ${terms.map((term) => term.boost)}::real[]) as t (n, locale, word, first, behind, form, boost)),
    found as materialized (
      select t.n, t.locale, t.word, k.kind, p.space_id, p.subject_id, p.weight,
        case when t.form = any (p.forms) then t.boost else t.boost * ${stemOnly}::real end as boost ${forms}
      from term t cross join unnest(${elsewhere}::text[]) as k (kind)
        cross join lateral search_heaviest(t.word, t.locale, k.kind, ${commonWord}) p
      ${inside.length > 0 ? own : sql``}),
    counted as (
      select n, locale, word, kind, count(distinct subject_id) as subjects, count(*) < ${commonWord} as rare
      from found group by n, locale, word, kind),
    telling as (
      select *, ln(1 + 200::float8 / subjects) as worth from counted c
      where rare or not exists (select from counted other where other.kind = c.kind and other.rare)),
    met as (
      select f.space_id, f.kind as subject_kind, f.subject_id, f.n,
        max(f.weight * f.boost * t.worth)
          + ${againCounts}::float8 * (sum(f.weight * f.boost * t.worth) - max(f.weight * f.boost * t.worth)) as gain
      from found f join telling t using (n, locale, word, kind)
      group by f.space_id, f.kind, f.subject_id, f.n)`;
}
