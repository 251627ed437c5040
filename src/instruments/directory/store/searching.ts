import type { Tx } from '../../../platform/database/database.ts';
import { type Locale, type Localised, textIn } from '../../../platform/i18n/locale.ts';
import { stemsOf } from '../../../platform/search/index-subject.ts';
import { type Piece, piecesWithMarks } from '../../../platform/search/marks.ts';
import { search } from '../../../platform/search/search.ts';
import { wordsOf } from '../../../platform/search/words.ts';
import { searched } from './indexing.ts';
import { listOrganisationsById, listResponsibilitiesById } from './reading.ts';
import type { Organisation } from './tables.ts';

export type Decider = {
  organisation: Organisation;
  /**
   * Why it is an answer: what it decides, or else what it says of itself. Where that text has none of the
   * words, `phrase` is the one under which people look for it.
   */
  why: { decides: boolean; pieces: Piece[]; lang: Locale; phrase: Piece[] };
};

export type Answers = {
  deciders: Decider[];
  insteadOf: { asked: string; lookedFor: string }[];
  /** What was asked for and is decided by nobody here. */
  elsewhere: { pieces: Piece[]; lang: Locale; by: Localised }[];
};

/** More answers than these are no answer. */
const mostAnswers = 8;
/** An answer worth less than this part of the best one is chance. */
const leastShare = 0.3;
const mostElsewhere = 3;
/** What is decided elsewhere is said only where it is clearly what was asked. */
const leastElsewhere = 1.5;

type Reader = { locale: Locale; locales: readonly Locale[]; defaultLocale: Locale };

/** Who decides on what somebody asks about in their own words. Seven statements, whatever the number of rows. */
export async function findDeciders(tx: Tx, text: string, reader: Reader): Promise<Answers> {
  const found = await search(tx, { text, locale: reader.locale, locales: reader.locales, kinds: searched });
  // Measured by the best match alone: an office with many lines about streets is no reason to hide the others.
  const least = (found.hits[0]?.best ?? 0) * leastShare;
  const hits = found.hits.filter((hit) => hit.best > 0 && hit.best >= least).slice(0, mostAnswers);
  const organisations = new Map(
    (
      await listOrganisationsById(
        tx,
        hits.map((hit) => hit.space),
      )
    ).map((row) => [row.id, row]),
  );

  const best = new Map(
    hits.flatMap((hit) => {
      const reason = hit.matches.find((match) => match.kind === 'responsibility');
      return reason ? [[hit.space, reason.subject]] : [];
    }),
  );
  const notHere = found.hits
    .flatMap((hit) => hit.matches)
    .filter((match) => match.kind === 'not-decided' && match.score >= Math.max(least, leastElsewhere))
    .sort((a, b) => b.score - a.score)
    .slice(0, mostElsewhere);
  const responsibilities = new Map(
    (await listResponsibilitiesById(tx, [...best.values(), ...notHere.map((match) => match.subject)])).map(
      (row) => [row.id, row],
    ),
  );

  const inReach = (text: Localised) => textIn(text, reader.locale, reader.defaultLocale);
  const reasons = hits.flatMap((hit) => {
    const organisation = organisations.get(hit.space);
    if (!organisation) return [];
    const responsibility = responsibilities.get(best.get(hit.space) ?? '');
    const said = inReach(responsibility?.text ?? organisation.summary);
    return [
      {
        organisation,
        decides: responsibility !== undefined,
        ...said,
        phrases: responsibility?.words[said.lang] ?? [],
      },
    ];
  });
  const elsewhere = notHere.flatMap((match) => {
    const row = responsibilities.get(match.subject);
    return row?.elsewhere ? [{ ...inReach(row.text), by: row.elsewhere, phrases: [] }] : [];
  });

  const stems = await stemsOf(
    tx,
    [...reasons, ...elsewhere].flatMap(({ text, lang, phrases }) =>
      [text, ...phrases].flatMap(wordsOf).map(({ lower }) => ({ locale: lang, lower })),
    ),
  );
  const marks = (text: string, lang: Locale) =>
    piecesWithMarks(text, (lower) => {
      const stem = stems(lang, lower);
      return stem !== null && found.stems.has(`${lang} ${stem}`);
    });
  const isMarked = (pieces: readonly Piece[]) => pieces.some((piece) => piece.marked);
  /** The phrase in which most of the words stand. */
  const bestPhrase = (phrases: readonly string[], lang: Locale) =>
    phrases
      .map((phrase) => marks(phrase, lang))
      .filter(isMarked)
      .sort(
        (a, b) => b.filter((piece) => piece.marked).length - a.filter((piece) => piece.marked).length,
      )[0] ?? [];
  return {
    deciders: reasons.map(({ organisation, decides, text, lang, phrases }) => {
      const pieces = marks(text, lang);
      return {
        organisation,
        why: { decides, pieces, lang, phrase: isMarked(pieces) ? [] : bestPhrase(phrases, lang) },
      };
    }),
    insteadOf: found.insteadOf,
    elsewhere: elsewhere.map(({ text, lang, by }) => ({ pieces: marks(text, lang), lang, by })),
  };
}
