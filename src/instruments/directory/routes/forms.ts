import { z } from 'zod';
import { readDay } from '../../../platform/i18n/dates.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { inOneLanguage, localisedShape, readLocalised } from '../../../platform/i18n/localised.ts';
import { isId } from '../../../platform/id.ts';
import { email, longestPromise, readLanguages, website } from '../rules.ts';
import type { Phrases } from '../store/tables.ts';

export const cardShape = (locales: readonly Locale[]) => ({
  ...localisedShape('name', locales, 160, 'name.long'),
  ...localisedShape('summary', locales, 600, 'summary.long'),
  legalNumber: z.string().trim().max(60, 'legalNumber.long').default(''),
  website,
  email,
  emailShown: z.literal('yes').optional(),
  mailboxShared: z.literal('yes').optional(),
  safe: z.literal('yes').optional(),
});

export function cardForm(locales: readonly Locale[]) {
  return z.object(cardShape(locales)).superRefine(inOneLanguage('name', locales, 'name.wanted'));
}

export function contactForm(locales: readonly Locale[]) {
  return z.object({
    ...localisedShape('role', locales, 120, 'role.long'),
    ...localisedShape('hours', locales, 120, 'hours.long'),
    ...localisedShape('visit', locales, 300, 'visit.long'),
    ...localisedShape('deputy', locales, 120, 'role.long'),
    phone: z
      .string()
      .trim()
      .max(40, 'phone.wanted')
      .regex(/^[+\d\s()/-]*$/, 'phone.wanted')
      .default(''),
    languages: z
      .union([z.string(), z.array(z.string())])
      .default([])
      .transform((chosen) => [chosen].flat().filter((tag) => /^[a-z]{2,3}(-[a-z0-9]+)*$/.test(tag))),
    otherLanguages: z
      .string()
      .default('')
      .transform((typed, context) => {
        const tags = readLanguages(typed);
        if (!tags) context.addIssue({ code: 'custom', message: 'languages.unknown' });
        return tags ?? [];
      }),
    replyDays: z
      .string()
      .trim()
      .default('')
      .refine(
        (typed) =>
          /^\d{0,3}$/.test(typed) &&
          (typed === '' || (Number(typed) >= 1 && Number(typed) <= longestPromise)),
        'replyDays.wanted',
      )
      .transform((typed) => (typed ? Number(typed) : null)),
  });
}

/** Phrases are written one on a line. */
const mostPhrases = 60;
const longestPhrase = 80;

export function responsibilityForm(locales: readonly Locale[]) {
  const words = Object.fromEntries(
    locales.map((locale) => [
      `words_${locale}`,
      z
        .string()
        .max(mostPhrases * longestPhrase, 'words.many')
        .default('')
        .refine((typed) => linesOf(typed).every((line) => line.length <= longestPhrase), 'words.long')
        .refine((typed) => linesOf(typed).length <= mostPhrases, 'words.many'),
    ]),
  );
  return z
    .object({
      ...localisedShape('text', locales, 300, 'text.long'),
      ...words,
      ...localisedShape('elsewhere', locales, 200, 'elsewhere.long'),
      decides: z.enum(['yes', 'no'], 'decides.wanted'),
      instead: z.string().trim().max(160, 'instead.unknown').default(''),
    })
    .superRefine(inOneLanguage('text', locales, 'text.wanted'));
}

export function linesOf(typed: string): string[] {
  return [...new Set(typed.split(/[\n;]/).map((line) => line.trim()))].filter(Boolean);
}

export function readPhrases(input: Readonly<Record<string, unknown>>, locales: readonly Locale[]): Phrases {
  const typed = readLocalised(input, 'words', locales);
  return Object.fromEntries(
    Object.entries(typed).flatMap(([locale, text]) => {
      const lines = linesOf(text);
      return lines.length > 0 ? [[locale, lines]] : [];
    }),
  );
}

const day = z
  .string()
  .default('')
  .transform((typed, context) => {
    const found = readDay(typed);
    if (!found) context.addIssue({ code: 'custom', message: 'day.wanted' });
    return found ?? '';
  });

export const absenceForm = z
  .object({ person: z.string().default('').refine(isId, 'absence.person.wanted'), from: day, until: day })
  .superRefine((input, context) => {
    if (input.until < input.from)
      context.addIssue({ code: 'custom', path: ['until'], message: 'absence.until.before' });
  });

export const memberForm = z.object({
  member: z.string().trim().min(1, 'member.wanted').max(160, 'member.unknown'),
});
export const wayForm = z.object({ way: z.enum(['up', 'down'], 'way.wanted') });
export const answerForm = z.object({ answer: z.enum(['yes', 'no'], 'answer.wanted') });
