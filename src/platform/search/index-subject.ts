import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { Audience } from '../database/tables.ts';
import { type Locale, type Localised, locales } from '../i18n/locale.ts';
import { sentenceOf, wordsOf } from './words.ts';

/** One text of a subject. A phrase of three words counts each of them less than a word on its own. */
export type IndexedText = { part: string; locale: Locale; text: string; weight: number };

/** A text of which nobody said in which language it is: it is found in each. */
export function inAnyLanguage(part: string, text: string, weight: number): IndexedText[] {
  return text ? locales.map((locale) => ({ part, locale, text, weight })) : [];
}

/** A text in the languages in which it is written. */
export function localised(part: string, text: Localised, weight: number): IndexedText[] {
  return (Object.entries(text) as [Locale, string][]).map(([locale, value]) => ({
    part,
    locale,
    text: value,
    weight,
  }));
}

export type Subject = {
  space: string;
  audience: Audience;
  audienceId?: string | null;
  kind: string;
  id: string;
  texts: readonly IndexedText[];
};

type Term = {
  subject: Subject;
  locale: Locale;
  part: string;
  shown: string;
  lower: string;
  folded: string;
  weight: number;
};

/**
 * Writes the words of subjects into the index, in the transaction of the change, and takes out what was
 * there of them. The number of statements is the same for one subject and for a thousand.
 */
export async function indexSubjects(tx: Tx, subjects: readonly Subject[]): Promise<void> {
  if (subjects.length === 0) return;
  const gone = await tx.db
    .deleteFrom('search_posting')
    .where(
      'subject_id',
      'in',
      subjects.map((subject) => subject.id),
    )
    .returning(['locale', 'word'])
    .execute();

  const texts = subjects.flatMap((subject) =>
    subject.texts.map((text) => ({ subject, text, words: wordsOf(text.text) })),
  );
  const stems = await stemsOf(
    tx,
    texts.flatMap(({ text, words }) => words.map(({ lower }) => ({ locale: text.locale, lower }))),
  );
  const terms: (Term & { stem: string })[] = texts.flatMap(({ subject, text, words }) => {
    const kept = words.flatMap((word) => {
      const stem = stems(text.locale, word.lower);
      return stem ? [{ ...word, stem }] : [];
    });
    const weight = text.weight / Math.sqrt(Math.max(kept.length, 1));
    return kept.map((word) => ({ ...word, subject, locale: text.locale, part: text.part, weight }));
  });
  const sentences = texts.flatMap(({ subject, text: { locale, part, weight }, words }) => {
    const kept = words.filter(({ lower }) => stems(locale, lower));
    const stem = sentenceOf(words, kept.length);
    return stem ? [{ ...kept[0]!, folded: stem, stem, subject, locale, part, weight }] : [];
  });
  await insertPostings(tx, [...terms, ...sentences]);
  await learn(tx, terms);
  // What was there before and is public now stays in the vocabulary anyway: no need to look.
  const stays = new Set(
    terms.filter(({ subject }) => subject.audience === 'public').map((term) => `${term.locale} ${term.stem}`),
  );
  await forget(
    tx,
    gone.filter((row) => !stays.has(`${row.locale} ${row.word}`)),
  );
}

export async function indexSubject(tx: Tx, subject: Subject): Promise<void> {
  await indexSubjects(tx, [subject]);
}

/** Takes subjects out of the index; words that nothing public has any more leave the vocabulary. */
export async function forgetSubjects(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const gone = await tx.db
    .deleteFrom('search_posting')
    .where('subject_id', 'in', ids)
    .returning(['locale', 'word'])
    .execute();
  await forget(tx, gone);
}

/** Stems by PostgreSQL's own dictionaries, all in one statement. Stop words have none. */
export async function stemsOf(
  tx: Tx,
  words: readonly { locale: Locale; lower: string }[],
): Promise<(locale: Locale, lower: string) => string | null> {
  const asked = new Map(words.map(({ locale, lower }) => [`${locale} ${lower}`, { locale, lower }]));
  if (asked.size === 0) return () => null;
  const list = [...asked.values()];
  const { rows } = await sql<{ locale: string; lower: string; stem: string | null }>`
    select w.locale, w.lower, search_stem(w.locale, w.lower) as stem
    from unnest(${list.map((w) => w.locale)}::text[], ${list.map((w) => w.lower)}::text[]) as w (locale, lower)
  `.execute(tx.db);
  const stems = new Map(rows.map((row) => [`${row.locale} ${row.lower}`, row.stem]));
  return (locale, lower) => stems.get(`${locale} ${lower}`) ?? null;
}

async function insertPostings(tx: Tx, terms: readonly (Term & { stem: string })[]): Promise<void> {
  // A word that several phrases of a part have counts as in the phrase that is most about it.
  const heaviest = new Map<string, Term & { stem: string; forms: Set<string> }>();
  for (const term of terms) {
    const key = [term.subject.id, term.locale, term.part, term.stem].join(' ');
    const before = heaviest.get(key);
    const forms = (before?.forms ?? new Set()).add(term.folded);
    if (!before || before.weight < term.weight) heaviest.set(key, { ...term, forms });
  }
  const rows = [...heaviest.values()];
  if (rows.length === 0) return;
  await sql`
    insert into search_posting (space_id, audience, audience_id, locale, word, subject_kind, subject_id, part, weight, forms)
    select space_id, audience, audience_id, locale, word, kind, subject_id, part, weight, string_to_array(forms, ' ')
    from unnest(
      ${rows.map((row) => row.subject.space)}::uuid[],
      ${rows.map((row) => row.subject.audience)}::text[],
      ${rows.map((row) => row.subject.audienceId ?? null)}::uuid[],
      ${rows.map((row) => row.locale)}::text[],
      ${rows.map((row) => row.stem)}::text[],
      ${rows.map((row) => row.subject.kind)}::text[],
      ${rows.map((row) => row.subject.id)}::uuid[],
      ${rows.map((row) => row.part)}::text[],
      ${rows.map((row) => row.weight)}::real[],
      ${rows.map((row) => [...row.forms].join(' '))}::text[])
      as t (space_id, audience, audience_id, locale, word, kind, subject_id, part, weight, forms)
  `.execute(tx.db);
}

async function learn(tx: Tx, terms: readonly (Term & { stem: string })[]): Promise<void> {
  const words = new Map<string, Term & { stem: string }>();
  for (const term of terms) {
    if (term.subject.audience === 'public') words.set(`${term.locale} ${term.folded}`, term);
  }
  const list = [...words.values()];
  if (list.length === 0) return;
  await sql`
    select search_learn(
      ${list.map((term) => term.locale)}::text[],
      ${list.map((term) => term.folded)}::text[],
      ${list.map((term) => term.stem)}::text[],
      ${list.map((term) => term.shown)}::text[])
  `.execute(tx.db);
}

async function forget(tx: Tx, gone: readonly { locale: Locale; word: string }[]): Promise<void> {
  if (gone.length === 0) return;
  const words = new Map(gone.map((row) => [`${row.locale} ${row.word}`, row]));
  const list = [...words.values()];
  await sql`select search_forget(${list.map((row) => row.locale)}::text[], ${list.map((row) => row.word)}::text[])`.execute(
    tx.db,
  );
}
