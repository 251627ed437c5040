import { z } from 'zod';
import { dateTags, isNoSuchDay, readDay, typedDay } from '../../platform/i18n/dates.ts';
import type { Locale, Localised } from '../../platform/i18n/locale.ts';
import { inOneLanguage, localisedShape, typedLocalised } from '../../platform/i18n/localised.ts';
import { isId } from '../../platform/id.ts';
import { addDays } from '../../platform/working-days.ts';
import { website } from '../directory/rules.ts';

/** The kind of the texts that are begun here, as the living document knows it. */
export const ownKind = 'framework';

/**
 * What a city's framework for partnerships lays down, in the order of its page: after the first source, which wants a
 * government to assess statute, policy, procurement, operations and money, agreements, oversight and evaluation once.
 */
export const kinds = [
  'policy',
  'procurement',
  'forms',
  'signing',
  'oversight',
  'disputes',
  'records',
] as const;
export type Kind = (typeof kinds)[number];

/** What partners say of a provision: as it is, differently, or not at all. */
export const sayings = ['as-is', 'differs', 'not-ours'] as const;
export type Saying = (typeof sayings)[number];

/** Days after which somebody has to look again whether a provision is still right: as in the directory. */
export const staleAfterDays = 180;

/**
 * Whether a provision was last confirmed more than 180 days ago, counted in days of the calendar, so that a night of
 * 23 or 25 hours makes no difference.
 * @param confirmed the day it was confirmed, YYYY-MM-DD by the clocks of the city
 * @param today YYYY-MM-DD
 */
export function isStale(confirmed: string, today: string): boolean {
  return today > addDays(confirmed, staleAfterDays);
}

/**
 * The version that holds on a day: of those whose day has come, the one written last, so that a correction counts from
 * the day it names, and what is decided ahead waits. Undefined before the first.
 * @param day YYYY-MM-DD
 */
export function heldOn<Version extends { number: number; validFrom: string }>(
  versions: readonly Version[],
  day: string,
): Version | undefined {
  return versions
    .filter(({ validFrom }) => validFrom <= day)
    .reduce<Version | undefined>((last, one) => (last && last.number > one.number ? last : one), undefined);
}

/** Where a partnership stands with a provision. `changed`: the city has written another version since it was noted. */
export type Standing = Saying | 'open' | 'changed' | 'gone';

/**
 * What counts of the latest note. Of a provision that the city has retired, a note says nothing any more (`gone`); what
 * was noted about an earlier version has to be looked at again (`changed`).
 * @param latest the number of the last version that was written, whether its day has come or not
 */
export function standingOf(
  note: { says: Saying | 'taken-back'; version: number } | undefined,
  provision: { latest: number; retired: boolean },
): Standing {
  if (!note || note.says === 'taken-back') return 'open';
  if (provision.retired) return 'gone';
  return note.version < provision.latest ? 'changed' : note.says;
}

/** A space, also a narrow or unbreakable one, or an apostrophe: marks between thousands in any language. */
const gaps = /[\s\u00a0\u2009\u202f'’]/g;

/**
 * An amount of money as people type it in a language, as decimal text without loss: "1.300.000,5" in German is
 * `1300000.50`. Undefined where it is none, or could be read in two ways.
 * @returns at most 15 figures before the point; none or two behind it
 */
export function readAmount(typed: string, locale: Locale): string | undefined {
  const text = typed.trim().replace(gaps, '');
  const [point, group] = locale === 'en' ? ['.', ','] : [',', '.'];
  // Where one mark stands before one or two last figures it can only be the point, whoever typed it.
  const [, whole = '', cents = ''] =
    new RegExp(`^([\\d\\${group}]+)\\${point}(\\d{1,2})$`).exec(text) ??
    /^(\d+)[.,](\d{1,2})$/.exec(text) ??
    new RegExp(`^([\\d\\${group}]+)$`).exec(text) ??
    [];
  const grouped = new RegExp(`^\\d{1,3}(\\${group}\\d{3})+$`).test(whole);
  if (!grouped && !/^\d+$/.test(whole)) return undefined;
  const figures = whole.replaceAll(group!, '').replace(/^0+(?=\d)/, '');
  if (figures.length > 15) return undefined;
  return /[1-9]/.test(cents) ? `${figures}.${cents.padEnd(2, '0')}` : figures;
}

/** A kept amount as it is typed in a language. */
export function typedAmount(amount: string | null, locale: Locale): string {
  return (amount ?? '').replace('.', locale === 'en' ? '.' : ',');
}

/** A kept amount with its currency (ISO 4217), as it is written in a language; every figure of it. */
export function writeAmount(amount: string, currency: string, locale: Locale): string {
  const digits = amount.includes('.') ? 2 : 0;
  const style = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(dateTags[locale], { style: 'currency', currency, ...style }).format(
    amount as `${number}`,
  );
}

/** Lines put together to as few texts as hold them: no text is longer than `most` characters, unless one line is. */
export function textsOf(lines: readonly string[], most: number): string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last === undefined || last.length + 1 + line.length > most) texts.push(line);
    else texts[texts.length - 1] = `${last}\n${line}`;
  }
  return texts;
}

export const longest = { title: 160, meaning: 2000, document: 200, appliesFrom: 300, words: 1000, by: 200 };

/** What an administrator lays down. `today` is the day from which it holds where none is said. */
export function provisionForm(locales: readonly Locale[], locale: Locale, today: string) {
  return z
    .object({
      kind: z.enum(kinds, 'kind.wanted'),
      ...localisedShape('title', locales, longest.title, 'title.long'),
      ...localisedShape('meaning', locales, longest.meaning, 'meaning.long'),
      ...localisedShape('document', locales, longest.document, 'document.long'),
      link: website,
      ...localisedShape('appliesFrom', locales, longest.appliesFrom, 'appliesFrom.long'),
      amount: z
        .string()
        .trim()
        .default('')
        .refine((typed) => !typed || readAmount(typed, locale) !== undefined, 'amount.wanted')
        .transform((typed) => (typed ? readAmount(typed, locale)! : null)),
      office: z.union([z.literal(''), z.string().refine(isId, 'office.unknown')]).default(''),
      validFrom: z
        .string()
        .trim()
        .default('')
        .superRefine((typed, context) => {
          if (!typed || readDay(typed, today)) return;
          context.addIssue({
            code: 'custom',
            message: isNoSuchDay(typed) ? 'validFrom.none' : 'validFrom.wanted',
          });
        })
        .transform((typed) => readDay(typed, today) ?? today),
    })
    .superRefine(inOneLanguage('title', locales, 'title.wanted'))
    .superRefine(inOneLanguage('meaning', locales, 'meaning.wanted'));
}

export type ProvisionFields = {
  kind: Kind;
  title: Localised;
  meaning: Localised;
  document: Localised;
  link: string;
  appliesFrom: Localised;
  amount: string | null;
  currency: string | null;
  office: string | null;
  validFrom: string;
};

/** A provision as its form shows it. */
export function typedProvision(fields: ProvisionFields, locales: readonly Locale[], locale: Locale) {
  return {
    kind: fields.kind,
    ...typedLocalised(fields.title, 'title', locales),
    ...typedLocalised(fields.meaning, 'meaning', locales),
    ...typedLocalised(fields.document, 'document', locales),
    link: fields.link,
    ...typedLocalised(fields.appliesFrom, 'appliesFrom', locales),
    amount: typedAmount(fields.amount, locale),
    office: fields.office ?? '',
    validFrom: typedDay(fields.validFrom),
  };
}

/** Whether two versions say the same. */
export function saysSame(one: ProvisionFields, other: ProvisionFields): boolean {
  const said = ({
    kind,
    title,
    meaning,
    document,
    link,
    appliesFrom,
    amount,
    currency,
    ...rest
  }: ProvisionFields) =>
    JSON.stringify([
      ...[kind, link, amount, currency, rest.office, rest.validFrom],
      ...[title, meaning, document, appliesFrom].map((text) => Object.entries(text).toSorted()),
    ]);
  return said(one) === said(other);
}

const version = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1)
  .catch(1);

/** What partners note. Who differs says how, and who allowed it; whom it does not concern says why. */
export const noteForm = z
  .object({
    version,
    says: z.enum(sayings, 'says.wanted'),
    words: z.string().trim().max(longest.words, 'words.long').default(''),
    allowedBy: z.string().trim().max(longest.by, 'allowedBy.long').default(''),
  })
  .superRefine(({ says, words, allowedBy }, context) => {
    const want = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (says !== 'as-is' && words === '') want('words', `words.wanted.${says}`);
    if (says === 'differs' && allowedBy === '') want('allowedBy', 'allowedBy.wanted');
  })
  // What was typed beside another choice is no part of this one.
  .transform(({ says, words, allowedBy, ...rest }) => ({
    ...rest,
    says,
    words: says === 'as-is' ? '' : words,
    allowedBy: says === 'differs' ? allowedBy : '',
  }));
export type NoteInput = z.output<typeof noteForm>;

/** The latest note as the form shows it in which that is said anew. */
export function typedNote(
  note: { says: Saying | 'taken-back'; words: string; allowedBy: string } | undefined,
) {
  const stands = note && note.says !== 'taken-back' ? note : undefined;
  return { says: stands?.says ?? '', words: stands?.words ?? '', allowedBy: stands?.allowedBy ?? '' };
}

/** Which versions were on the page: `<id>:<number>`, with commas between. */
export const restForm = z.object({
  read: z
    .string()
    .default('')
    .transform((text) =>
      text.split(',').flatMap((one) => {
        const [id = '', number = ''] = one.split(':');
        return isId(id) && /^\d{1,9}$/.test(number) ? [{ id, version: Number(number) }] : [];
      }),
    ),
});
