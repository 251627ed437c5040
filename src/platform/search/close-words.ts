import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { Locale } from '../i18n/locale.ts';
import type { Term } from './scoring.ts';
import {
  forgivenSlips,
  piecesOf,
  shortestPiece,
  slipsBetween,
  type Word,
  withoutUmlautSpelling,
} from './words.ts';

/** What a word counts that is not exactly the one that was asked. */
export const counts = {
  asked: 1,
  otherLanguage: 0.7,
  /** In another language, where the reader's own has the word too: parking in German are parks in Dutch. */
  twin: 0.4,
  slip: 0.85,
  secondSlip: 0.6,
  piece: 0.55,
  compound: 0.4,
};

export type AskedWord = Word & {
  n: number;
  stems: { locale: Locale; stem: string; known: boolean }[];
  stop: boolean;
};

/** Words that were looked for instead of misspelt ones. */
export type InsteadOf = { asked: string; lookedFor: string }[];

type Candidate = {
  n: number;
  how: 'alike' | 'piece' | 'compound';
  word: string;
  stem: string;
  shown: string;
};

/** All of ours but English join words: a garden is also found in the Gemeinschaftsgarten, and the other way round. */
export function wordsThatJoin(locale: Locale, words: readonly AskedWord[]): AskedWord[] {
  return locale !== 'en' ? words.filter((word) => !word.stop && word.folded.length >= shortestPiece) : [];
}

export function stemIn(locale: Locale, word: AskedWord): string {
  return word.stems.find((stem) => stem.locale === locale)?.stem ?? word.folded;
}

/** Words of the public vocabulary that an asked one may be a slip, a part or a compound of. */
export async function closeWords(
  tx: Tx,
  locale: Locale,
  words: readonly AskedWord[],
): Promise<{ close: Term[]; insteadOf: InsteadOf }> {
  const unknown = words.filter(
    (word) => !word.stop && word.folded.length > 2 && !word.stems.some((stem) => stem.known),
  );
  const joins = wordsThatJoin(locale, words);
  if (unknown.length === 0 && joins.length === 0) return { close: [], insteadOf: [] };
  const pieces = joins.flatMap((word) => piecesOf(word.folded).map((piece) => ({ n: word.n, piece })));
  const stemOf = (word: AskedWord) => stemIn(locale, word);
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

  const insteadOf: InsteadOf = [];
  const close: Term[] = [];
  for (const word of words) {
    const mine = rows.filter((row) => row.n === word.n);
    const corrected = correct(
      { ...word, stem: stemOf(word) },
      mine.filter((row) => row.how === 'alike'),
      mine.some((row) => row.how === 'compound' && isEndOf(row.word, word.folded)),
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
 * ("reparing" means "repair", whatever its ending). Those equally near count equally. A word of which a known
 * one is made is no slip: who asks for "Sommer" found the summer street, and does not mean "kommen".
 */
function correct(
  word: AskedWord & { stem: string },
  candidates: readonly Candidate[],
  isPart: boolean,
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
  if (whole.length > 0 || isPart) return whole;
  return nearest(({ stem }) => slipsBetween(word.stem, stem, mostStem), mostStem);
}

function isEndOf(compound: string, word: string): boolean {
  return compound.startsWith(word) || compound.endsWith(word);
}
