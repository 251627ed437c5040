import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { Locale } from '../i18n/locale.ts';
import {
  forgivenSlips,
  piecesOf,
  sentenceOf,
  shortestPiece,
  slipsBetween,
  type Word,
  withoutUmlautSpelling,
  wordsOf,
} from './words.ts';

export type Question = {
  text: string;
  /** The reader's language: words are corrected in it. */
  locale: Locale;
  /** All languages in which somebody may ask. */
  locales: readonly Locale[];
  /** Which kinds of subjects to look among, and how much each counts for its space. */
  kinds: Readonly<Record<string, number>>;
};

export type Match = { kind: string; subject: string; score: number };

export type Found = {
  /** Spaces, the best first, each with its subjects that matched, the best first. `best` is what the best of them counts; 0: only kinds matched that count nothing. */
  hits: { space: string; score: number; best: number; matches: Match[] }[];
  /** Words that were looked for instead of misspelt ones. */
  insteadOf: { asked: string; lookedFor: string }[];
  /** Stems of all words that were looked for, for marking them in texts. */
  stems: ReadonlySet<string>;
};

/** A question has few words that say something; a pasted page would only cost time. */
const longestQuestion = 24;
/**
 * Rows of one word that are looked at, the heaviest first: a word that more have tells little, and a page
 * must stay fast whatever the number of organisations.
 */
const commonWord = 250;
/** Subjects that are ranked in the program. */
const ranked = 120;

/** What a word counts that is not exactly the one that was asked. */
const counts = { asked: 1, otherLanguage: 0.7, slip: 0.85, secondSlip: 0.6, piece: 0.55, compound: 0.4 };

type AskedWord = Word & {
  n: number;
  stems: { locale: Locale; stem: string; known: boolean }[];
  stop: boolean;
};
/** `form` is the whole word, without accents: who writes the same one counts more than who shares its stem. */
type Term = { n: number; locale: Locale; stem: string; form: string; boost: number };

/**
 * Finds what people mean who ask in their own words. Always three statements: stems of the question,
 * words like its unknown ones, and the rows of the index.
 */
export async function search(tx: Tx, question: Question): Promise<Found> {
  const words = await askedWords(tx, question);
  const terms = new Map<string, Term>();
  const add = (term: Term) => {
    const key = `${term.n} ${term.locale} ${term.stem}`;
    if ((terms.get(key)?.boost ?? 0) < term.boost) terms.set(key, term);
  };
  for (const word of words) {
    for (const { locale, stem } of word.stems) {
      add({
        n: word.n,
        locale,
        stem,
        form: word.folded,
        boost: locale === question.locale ? counts.asked : counts.otherLanguage,
      });
    }
  }
  const said = sentenceOf(words, words.filter((word) => !word.stop).length);
  if (said) {
    // Beside its words, which are counted from one.
    add({ n: 0, locale: question.locale, stem: said, form: said, boost: counts.asked });
  }
  const { close, insteadOf } = await closeWords(tx, question.locale, words);
  for (const term of close) add(term);
  const list = [...terms.values()];
  const hits = await postings(tx, question.kinds, list);
  return { hits, insteadOf, stems: new Set(list.map((term) => `${term.locale} ${term.stem}`)) };
}

async function askedWords(tx: Tx, { text, locale, locales }: Question): Promise<AskedWord[]> {
  const words = [...new Map(wordsOf(text).map((word) => [word.lower, word])).values()].slice(
    0,
    longestQuestion,
  );
  if (words.length === 0) return [];
  const { rows } = await sql<{ n: number; locale: Locale; stem: string | null; known: boolean }>`
    select w.n::int as n, w.locale, w.stem, exists (
      select from search_word s where s.locale = w.locale and s.stem = w.stem) as known
    from (
      select w.n, l.locale, search_stem(l.locale, w.lower) as stem
      from unnest(${words.map((word) => word.lower)}::text[]) with ordinality as w (lower, n),
        unnest(${[...locales]}::text[]) as l (locale)
      offset 0) w
  `.execute(tx.db);
  return words.map((word, index) => {
    const mine = rows.filter((row) => row.n === index + 1);
    const stems = mine.flatMap((row) =>
      row.stem ? [{ locale: row.locale, stem: row.stem, known: row.known }] : [],
    );
    return { ...word, n: index + 1, stems, stop: !stems.some((stem) => stem.locale === locale) };
  });
}

type Candidate = {
  n: number;
  how: 'alike' | 'piece' | 'compound';
  word: string;
  stem: string;
  shown: string;
};

/** Words of the public vocabulary that an asked one may be a slip, a part or a compound of. */
async function closeWords(
  tx: Tx,
  locale: Locale,
  words: readonly AskedWord[],
): Promise<{ close: Term[]; insteadOf: Found['insteadOf'] }> {
  const unknown = words.filter(
    (word) => !word.stop && word.folded.length > 2 && !word.stems.some((stem) => stem.known),
  );
  // German joins words: a garden is also found in the community garden, and the other way round.
  const joins =
    locale === 'de' ? words.filter((word) => !word.stop && word.folded.length >= shortestPiece) : [];
  if (unknown.length === 0 && joins.length === 0) return { close: [], insteadOf: [] };
  const pieces = joins.flatMap((word) => piecesOf(word.folded).map((piece) => ({ n: word.n, piece })));
  const stemOf = (word: AskedWord) => word.stems.find((stem) => stem.locale === locale)?.stem ?? word.folded;
  const whole = joins
    .map((word) => ({ n: word.n, stem: stemOf(word) }))
    .filter(({ stem }) => stem.length >= shortestPiece);
  const { rows } = await sql<Candidate>`
    select a.n, 'alike' as how, s.word, s.stem, s.shown
    from unnest(${unknown.map((word) => word.n)}::int[], ${unknown.map((word) => word.folded)}::text[]) as a (n, word)
    cross join lateral (
      select s.word, s.stem, s.shown from search_word s
      where s.locale = ${locale} order by s.word <-> a.word limit 24) s
    union all
    select a.n, 'piece', s.word, s.stem, s.shown
    from unnest(${pieces.map(({ n }) => n)}::int[], ${pieces.map(({ piece }) => piece)}::text[]) as a (n, word)
    join search_word s on s.locale = ${locale} and s.word = a.word
    union all
    select a.n, 'compound', s.word, s.stem, s.shown
    from unnest(${whole.map(({ n }) => n)}::int[], ${whole.map(({ stem }) => stem)}::text[]) as a (n, stem)
    cross join lateral (
      select s.word, s.stem, s.shown from search_word s
      where s.locale = ${locale} and s.word like '%' || a.stem || '%' and s.stem <> a.stem
        and (s.stem like '%' || a.stem or s.stem like a.stem || '%')
      order by length(s.word), s.word limit 8) s
  `.execute(tx.db);

  const insteadOf: Found['insteadOf'] = [];
  const close: Term[] = [];
  for (const word of words) {
    const mine = rows.filter((row) => row.n === word.n);
    const corrected = correct(
      { ...word, stem: stemOf(word) },
      mine.filter((row) => row.how === 'alike'),
    );
    for (const { candidate, slips } of corrected) {
      close.push({
        n: word.n,
        locale,
        stem: candidate.stem,
        form: candidate.word,
        boost: slips > 1 ? counts.secondSlip : counts.slip,
      });
    }
    const best = corrected[0];
    if (best) insteadOf.push({ asked: word.shown, lookedFor: best.candidate.shown });
    for (const row of mine) {
      if (row.how !== 'alike') {
        close.push({ n: word.n, locale, stem: row.stem, form: row.word, boost: counts[row.how] });
      }
    }
  }
  return { close, insteadOf };
}

/**
 * The nearest words within the slips that may be forgiven; where there is none, the nearest by their stems
 * ("reparing" means "repair", whatever its ending). Those equally near count equally.
 */
function correct(
  word: AskedWord & { stem: string },
  candidates: readonly Candidate[],
): { candidate: Candidate; slips: number }[] {
  const meant = withoutUmlautSpelling(word.folded);
  const nearest = (slips: (candidate: Candidate) => number, most: number) => {
    const measured = candidates.map((candidate) => ({ candidate, slips: slips(candidate) }));
    const least = Math.min(...measured.map((one) => one.slips));
    return least <= most ? measured.filter((one) => one.slips === least) : [];
  };
  const [mostWhole, mostStem] = [forgivenSlips(word.folded.length), forgivenSlips(word.stem.length)];
  const whole = nearest(
    ({ word: near }) => (near === meant ? 0 : slipsBetween(word.folded, near, mostWhole)),
    mostWhole,
  );
  if (whole.length > 0) return whole;
  return nearest(({ stem }) => slipsBetween(word.stem, stem, mostStem), mostStem);
}

type PostingRow = { space_id: string; subject_kind: string; subject_id: string; score: number };

/**
 * Adds up, for each subject, what its words say about the question: a word counts more the fewer subjects
 * of that kind have it (inverse document frequency; ten thousand companies that plant trees make the word
 * no weaker among what departments decide), and once for each asked word, whatever its spellings and languages.
 */
async function postings(tx: Tx, weights: Question['kinds'], terms: readonly Term[]): Promise<Found['hits']> {
  if (terms.length === 0) return [];
  const kinds = Object.keys(weights);
  const { rows } = await sql<PostingRow>`
    with term as (
      select * from unnest(
        ${terms.map((term) => term.n)}::int[],
        ${terms.map((term) => term.locale)}::text[],
        ${terms.map((term) => term.stem)}::text[],
        ${terms.map((term) => term.form)}::text[],
        ${terms.map((term) => term.boost)}::real[]) as t (n, locale, word, form, boost)),
    found as materialized (
      select t.n, t.locale, t.word, k.kind, p.space_id, p.subject_id, p.weight,
        case when t.form = any (p.forms) then t.boost else t.boost * ${stemOnly}::real end as boost
      from term t cross join unnest(${kinds}::text[]) as k (kind)
        cross join lateral search_heaviest(t.word, t.locale, k.kind, ${commonWord}) p),
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
      group by f.space_id, f.kind, f.subject_id, f.n)
    select space_id, subject_kind, subject_id, sum(gain)::float8 as score
    from met group by space_id, subject_kind, subject_id
    order by score desc, subject_id limit ${ranked}
  `.execute(tx.db);
  return bySpace(rows, weights);
}

/** What a word counts that only shares its stem with the one that was asked: "parks" for "parking". */
const stemOnly = 0.7;

/** What a word adds that stands in several texts of a subject: a title and the words under which people look. */
const againCounts = 0.2;

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
