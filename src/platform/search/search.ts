import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { Locale } from '../i18n/locale.ts';
import { type AskedWord, closeWords, counts, type InsteadOf, stemIn, wordsThatJoin } from './close-words.ts';
import { gains, type Term } from './scoring.ts';
import { sentenceOf, wordsOf } from './words.ts';

type Asked = {
  text: string;
  /** The reader's language: words are corrected in it. */
  locale: Locale;
  /** All languages in which somebody may ask. */
  locales: readonly Locale[];
};

export type Question = Asked & {
  /** Which kinds of subjects to look among, and how much each counts for its space. */
  kinds: Readonly<Record<string, number>>;
};

export type Match = { kind: string; subject: string; score: number };

export type Found = {
  /** Spaces, the best first, each with its subjects that matched, the best first. `best` is what the best of them counts; 0: only kinds matched that count nothing. */
  hits: { space: string; score: number; best: number; matches: Match[] }[];
  insteadOf: InsteadOf;
  /** Stems of all words that were looked for, for marking them in texts. */
  stems: ReadonlySet<string>;
};

/** A question has few words that say something; a pasted page would only cost time. */
const longestQuestion = 24;
/** Subjects that are ranked in the program. */
const ranked = 120;

/**
 * Finds what people mean who ask in their own words. Always three statements: stems of the question,
 * words like its unknown ones, and the rows of the index.
 */
export async function search(tx: Tx, question: Question): Promise<Found> {
  const { terms, insteadOf } = await understand(tx, question);
  const hits = await bestSpaces(tx, question.kinds, terms);
  return { hits, insteadOf, stems: new Set(terms.map((term) => `${term.locale} ${term.stem}`)) };
}

/** One kind of answer: what rooms call one thing, whatever is kept of it in the index. */
export type Group = {
  name: string;
  /** The kinds of subjects in the index, and how much each counts. */
  kinds: Readonly<Record<string, number>>;
  /** What the answers are: subjects, or the spaces of subjects. */
  of: 'subjects' | 'spaces';
  /** There are none but in spaces that somebody takes part in. */
  inside: boolean;
};

/** A subject or a space, and the words of it that were asked for, in small letters without accents. */
export type Hit = { id: string; forms: ReadonlySet<string> };

export type Grouped = { hits: ReadonlyMap<string, readonly Hit[]>; insteadOf: InsteadOf };

/** What is worth less than this part of the best one of its group is chance. */
const leastShare = 0.3;

/**
 * The best of each group, by the same three statements: subjects or spaces, from the `skipped`th on. The
 * guards on the index decide what there is; what others keep among themselves counts for nothing, not even for
 * what the reader's own is worth.
 */
export async function searchGroups(
  tx: Tx,
  question: Asked & { groups: readonly Group[]; most: number; skipped?: number },
): Promise<Grouped> {
  const { groups, most, skipped = 0 } = question;
  const { terms, insteadOf } = await understand(tx, question, 'inside');
  const hits = new Map<string, Hit[]>();
  if (terms.length === 0) return { hits, insteadOf };
  const kinds = groups.flatMap(({ name, kinds, of, inside }) =>
    Object.entries(kinds).map(([kind, weight]) => ({ name, kind, weight, of, inside })),
  );
  const { rows } = await sql<{ name: string; id: string; forms: string[] }>`
    with ${gains(
      kinds.map(({ kind }) => kind),
      kinds.filter(({ inside }) => inside).map(({ kind }) => kind),
      terms,
      true,
    )},
    weighed as (
      select k.name, case when k.of_spaces then m.space_id else m.subject_id end as id, m.subject_id,
        sum(m.gain) * k.weight as score
      from met m join unnest(
        ${kinds.map(({ kind }) => kind)}::text[],
        ${kinds.map(({ name }) => name)}::text[],
        ${kinds.map(({ weight }) => weight)}::float8[],
        ${kinds.map(({ of }) => of === 'spaces')}::boolean[]) as k (kind, name, weight, of_spaces)
        on k.kind = m.subject_kind
      group by k.name, k.weight, k.of_spaces, m.space_id, m.subject_id, m.subject_kind),
    one as (
      select name, id, max(score) as best,
        max(score) + ${othersCount}::float8 * (sum(score) - max(score)) as score
      from weighed group by name, id),
    placed as (
      select *, max(best) over (partition by name) as top,
        row_number() over (partition by name order by score desc, id) as place
      from one),
    best as materialized (
      select name, id, place from placed
      where best > 0 and best >= top * ${leastShare}::float8 and place > ${skipped} and place <= ${skipped + most}),
    said as (
      select f.subject_id, array_agg(distinct w.form) as forms
      from found f cross join unnest(f.forms) as w (form)
      where f.subject_id in (select id from best) group by f.subject_id)
    select b.name, b.id, coalesce(s.forms, '{}') as forms
    from best b left join said s on s.subject_id = b.id
    order by b.name, b.place
  `.execute(tx.db);
  for (const { name, id, forms } of rows)
    hits.set(name, [...(hits.get(name) ?? []), { id, forms: new Set(forms) }]);
  return { hits, insteadOf };
}

/** The words to look for: those that were asked, and those like them. `inside`: among what is the reader's own, too. */
async function understand(
  tx: Tx,
  { text, locale, locales }: Asked,
  where?: 'inside',
): Promise<{ terms: Term[]; insteadOf: InsteadOf }> {
  const words = await askedWords(tx, { text, locale, locales }, where);
  const terms = new Map<string, Term>();
  const add = (term: Term) => {
    const key = `${term.n} ${term.locale} ${term.stem}${term.begins ? '*' : ''}`;
    if ((terms.get(key)?.boost ?? 0) < term.boost) terms.set(key, term);
  };
  // A small word of the reader's language may be a thing in another: "is" is ice in Norwegian.
  const says = words.some((word) => !word.stop);
  for (const word of words.filter(({ stop }) => !(stop && says))) {
    const known = word.stems.some((stem) => stem.locale === locale && stem.known);
    for (const { locale: its, stem } of word.stems) {
      const elsewhere = known ? counts.twin : counts.otherLanguage;
      const boost = its === locale ? counts.asked : elsewhere;
      add({ n: word.n, locale: its, stem, form: word.folded, boost });
    }
  }
  const said = sentenceOf(words, words.filter((word) => !word.stop).length);
  if (said) {
    // Beside its words, which are counted from one.
    add({ n: 0, locale, stem: said, form: said, boost: counts.asked });
  }
  const { close, insteadOf } = await closeWords(tx, locale, words);
  for (const term of close) add(term);
  if (where) {
    // Words of private texts are in no vocabulary: compounds are found there by how they begin.
    for (const word of wordsThatJoin(locale, words)) {
      const stem = stemIn(locale, word);
      add({ n: word.n, locale, stem, form: word.folded, boost: counts.compound, begins: true });
    }
  }
  return { terms: [...terms.values()], insteadOf };
}

async function askedWords(
  tx: Tx,
  { text, locale, locales }: Asked,
  where: 'inside' | undefined,
): Promise<AskedWord[]> {
  const words = [...new Map(wordsOf(text).map((word) => [word.lower, word])).values()].slice(
    0,
    longestQuestion,
  );
  if (words.length === 0) return [];
  // A word that the reader's own texts have is no slip, though no public one has it.
  const own = sql`union all
      select true from search_posting p
      where p.audience = 'space' and p.space_id = any ((select app_spaces())::uuid[])
        and p.word collate "C" = w.stem and p.locale = w.locale`;
  const { rows } = await sql<{ n: number; locale: Locale; stem: string | null; known: boolean }>`
    select w.n::int as n, w.locale, w.stem, coalesce(k.known, false) as known
    from (
      select w.n, l.locale, search_stem(l.locale, w.lower) as stem
      from unnest(${words.map((word) => word.lower)}::text[]) with ordinality as w (lower, n),
        unnest(${[...locales]}::text[]) as l (locale)
      offset 0) w
      -- Asked for a few words: by the index, and never by going through the whole vocabulary once.
      left join lateral (
        select true as known from search_word s where s.locale = w.locale and s.stem = w.stem
        ${where ? own : sql``} limit 1) k on true
  `.execute(tx.db);
  return words.map((word, index) => {
    const mine = rows.filter((row) => row.n === index + 1);
    const stems = mine.flatMap((row) =>
      row.stem ? [{ locale: row.locale, stem: row.stem, known: row.known }] : [],
    );
    return { ...word, n: index + 1, stems, stop: !stems.some((stem) => stem.locale === locale) };
  });
}

type PostingRow = { space_id: string; subject_kind: string; subject_id: string; score: number };

async function bestSpaces(
  tx: Tx,
  weights: Question['kinds'],
  terms: readonly Term[],
): Promise<Found['hits']> {
  if (terms.length === 0) return [];
  const { rows } = await sql<PostingRow>`
    with ${gains(Object.keys(weights), [], terms)}
    select space_id, subject_kind, subject_id, sum(gain)::float8 as score
    from met group by space_id, subject_kind, subject_id
    order by score desc, subject_id limit ${ranked}
  `.execute(tx.db);
  return bySpace(rows, weights);
}

/** What the other subjects of a space add to its best one: enough to decide between near equals. */
const othersCount = 0.25;

function bySpace(rows: readonly PostingRow[], weights: Question['kinds']): Found['hits'] {
  const spaces = new Map<string, Match[]>();
  for (const row of rows) {
    const matches = spaces.get(row.space_id) ?? [];
    matches.push({ kind: row.subject_kind, subject: row.subject_id, score: row.score });
    spaces.set(row.space_id, matches);
  }
  return [...spaces]
    .map(([space, matches]) => {
      const counted = matches.map((match) => match.score * weights[match.kind]!).sort((a, b) => b - a);
      const [best = 0, ...others] = counted;
      return {
        space,
        score: best + othersCount * others.reduce((sum, more) => sum + more, 0),
        best,
        matches,
      };
    })
    .sort((a, b) => b.score - a.score);
}
