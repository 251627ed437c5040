import { createHash } from 'node:crypto';
import { z } from 'zod';
import { tallyOf } from '../../mechanisms/consent/rules.ts';
import { recordedHow } from '../../mechanisms/sealed-round/rules.ts';
import { isNoSuchDay, readDay } from '../../platform/i18n/dates.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { isId } from '../../platform/id.ts';

/** What a page is made of, as it is translated: of the page itself, of a text, of its sections, of moments. */
export const parts = [
  'name',
  'what',
  'place',
  'whom',
  'title',
  'heading',
  'text',
  'moment',
  'shows',
] as const;
export type Part = (typeof parts)[number];

/** Characters of each part: what it is written with at most, wherever that is. */
const longest: Record<Part, number> = {
  name: 120,
  what: 600,
  place: 200,
  whom: 300,
  title: 120,
  heading: 120,
  text: 8_000,
  moment: 280,
  shows: 400,
};

/** Pages in a list at once; those on the home page of the city. */
export const pagesShown = 30;
export const pagesOnHome = 4;
/** Moments of a partnership that are offered: the newest. */
export const momentsOffered = 60;

const id = z.string().refine(isId, 'choice.unknown');
const choice = z.union([z.literal(''), id]).default('');
const some = z
  .union([z.array(z.string()), z.string().transform((one) => (one ? [one] : []))])
  .default([])
  .pipe(z.array(id).max(400, 'choice.unknown'));

export const versionForm = z.object({
  what: z.string().trim().min(1, 'what.wanted').max(longest.what, 'text.long'),
  place: z.string().trim().max(longest.place, 'text.long').default(''),
  whom: z.string().trim().max(longest.whom, 'text.long').default(''),
  /** Ids of sections; of a text that is shown whole its own. */
  sections: some,
  moments: some,
  step: z
    .unknown()
    .default(null)
    .transform((ticked) => ticked === 'yes'),
  contact: choice,
  goal: choice,
});
export type VersionInput = z.output<typeof versionForm>;

export const answerForm = z.object({
  /** Whether it is written down for a partner without people of its own, and for which. */
  for: z.enum(['own', 'other']).catch('own'),
  partner: choice,
  answer: z.enum(['yes', 'objection'], 'answer.wanted'),
  reason: z.string().trim().max(1_000, 'reason.long').default(''),
  how: z.enum(recordedHow).optional().catch(undefined),
  on: z.string().trim().max(40, 'text.long').default(''),
});
export type AnswerInput = z.output<typeof answerForm>;

export const nameForm = z.object({ yes: z.enum(['yes', 'no']).catch('no') });

export const removalForm = z.object({
  reason: z.string().trim().min(1, 'removal.reason.wanted').max(1_000, 'reason.long'),
});

/** On which day somebody said what is written down for them; or why that is none. */
export function readTold(
  typed: string,
  today: string,
): { day: string } | { key: 'on.none' | 'on.wanted' | 'on.ahead' } {
  const day = readDay(typed, today);
  if (!day) return { key: isNoSuchDay(typed) ? 'on.none' : 'on.wanted' };
  return day > today ? { key: 'on.ahead' } : { day };
}

/** A text of the page as it was written. `id`: of the text, the section or the moment that it belongs to. */
export type Original = { part: Part; id: string | null; text: string; lang: Locale };
/** Of a text in another language: the latest. `of`: which words it is of (`printOf`). */
export type Translation = {
  part: Part;
  id: string | null;
  text: string;
  of: string;
  at: Date;
  byFacilitator: boolean;
  /** Of a partner that is named on the page. */
  byName: string | null;
};

/** By which a text is known among those of a page, also in forms. */
export function keyOf({ part, id }: Pick<Original, 'part' | 'id'>): string {
  return id === null ? part : `${part}-${id}`;
}

/** The box by which somebody says that a translation of earlier words is right for these as well. */
export function fitsOf(original: Pick<Original, 'part' | 'id'>): string {
  return `fits-${keyOf(original)}`;
}

/** Which words a translation is of: SHA-256, as hex. */
export function printOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * A text as somebody reads it. `own`: it was written in their language; `translated`; `before`: its translation is of
 * earlier words; `missing`: nobody has translated it, so it stands in its own language.
 */
export type Spoken = {
  text: string;
  lang: Locale;
  state: 'own' | 'translated' | 'before' | 'missing';
  by?: Translation;
};

export function spokenIn(
  original: Original,
  translations: ReadonlyMap<string, Translation>,
  reader: Locale,
): Spoken {
  const { text, lang } = original;
  if (lang === reader) return { text, lang, state: 'own' };
  const found = translations.get(keyOf(original));
  if (!found?.text) return { text, lang, state: 'missing' };
  return {
    text: found.text,
    lang: reader,
    state: found.of === printOf(text) ? 'translated' : 'before',
    by: found,
  };
}

/** A form with a field for each of these texts. */
export function translationForm(originals: readonly Original[]) {
  return z.object(
    Object.fromEntries(
      originals.flatMap((one) => [
        [fitsOf(one), z.string().default('')],
        [
          keyOf(one),
          z
            .string()
            .transform((text) => text.replaceAll('\r\n', '\n').trim())
            // Other languages take more room.
            .pipe(z.string().max(longest[one.part] * 2, 'text.long'))
            .default(''),
        ],
      ]),
    ),
  );
}

/** What that form begins with. */
export function typedTranslations(
  originals: readonly Original[],
  translations: ReadonlyMap<string, Translation>,
): Record<string, string> {
  return Object.fromEntries(originals.map((one) => [keyOf(one), translations.get(keyOf(one))?.text ?? '']));
}

/** What partners say to a version: `yes` of all of them, and at least one, puts it out. */
export function isAgreed(
  partners: readonly { id: string }[],
  said: readonly { partner: string; answer: 'yes' | 'objection' }[],
): boolean {
  const ids = partners.map(({ id }) => id);
  return tallyOf(ids, said, ({ answer }) => answer === 'yes').agreed;
}

/** An address that is free: the wanted one, or the first of it with a number behind. */
export function freeSlug(wanted: string, taken: readonly string[]): string {
  const base = wanted.slice(0, 60).replace(/-+$/, '') || 'partnership';
  const used = new Set(taken);
  if (!used.has(base)) return base;
  let n = 2;
  while (used.has(`${base}-${n}`)) n += 1;
  return `${base}-${n}`;
}
