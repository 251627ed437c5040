import { z } from 'zod';
import type { CityView } from '../../platform/city.ts';
import { readDay, typedDay } from '../../platform/i18n/dates.ts';
import { type Locale, type Localised, locales } from '../../platform/i18n/locale.ts';
import { inOneLanguage, localisedShape, typedLocalised } from '../../platform/i18n/localised.ts';
import { email, longestPassword, personName, shortestPassword } from '../accounts/rules.ts';

/** Bytes of a logo: it comes with every first page, so it stays far below the page itself. */
export const largestLogo = 200 * 1024;
/** Characters of one legal text: five times the longest privacy notice of a German city that we found. */
const longestText = 60_000;
/** Closed days that are kept: ten years of them. */
export const mostClosedDays = 400;

export const legalTexts = ['privacy', 'accessibility', 'imprint'] as const;
export type LegalText = (typeof legalTexts)[number];

export function isLegalText(value: string): value is LegalText {
  return (legalTexts as readonly string[]).includes(value);
}

/** What a picture is by its first bytes, whatever its name says. SVG is left out: it can carry scripts. */
export function pictureType(bytes: Uint8Array): 'image/png' | 'image/jpeg' | 'image/webp' | undefined {
  const begins = (at: number, signs: readonly number[]) => signs.every((sign, n) => bytes[at + n] === sign);
  if (begins(0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (begins(0, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (begins(0, [0x52, 0x49, 0x46, 0x46]) && begins(8, [0x57, 0x45, 0x42, 0x50])) return 'image/webp';
  return undefined;
}

/** A time zone by its name in the IANA database; an offset such as +01:00 knows no summer time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The time zones by their continents, and the present one even if it goes by an older name. */
export function timeZones(present: string): { group: string; zones: string[] }[] {
  const groups = new Map<string, string[]>();
  for (const zone of new Set([present, 'UTC', ...Intl.supportedValuesOf('timeZone')].sort())) {
    const group = zone.includes('/') ? zone.split('/')[0]! : 'UTC';
    groups.set(group, [...(groups.get(group) ?? []), zone]);
  }
  return [...groups].map(([group, zones]) => ({ group, zones }));
}

/** A currency by its three letters (ISO 4217). */
export function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}

/** Days, one a line, in order and each once; or the first line that is none. */
export function readDays(text: string): { days: string[] } | { wrong: string } {
  const days = new Set<string>();
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (!line) continue;
    const day = readDay(line);
    if (!day) return { wrong: line.slice(0, 60) };
    days.add(day);
  }
  return { days: [...days].sort() };
}

/** Domains of mail, separated by spaces, commas or lines; or the first that is none. */
export function readDomains(text: string): { domains: string[] } | { wrong: string } {
  const domains = text
    .toLowerCase()
    .split(/[\s,;]+/)
    .map((one) => one.replace(/^@/, ''))
    .filter(Boolean);
  const wrong = domains.find((one) => !/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(one));
  return wrong ? { wrong: wrong.slice(0, 60) } : { domains: [...new Set(domains)].sort() };
}

const several = z.union([z.array(z.string()), z.string().transform((one) => [one])]).default([]);
const languages = several
  .transform((chosen) => locales.filter((locale) => chosen.includes(locale)))
  .refine((chosen) => chosen.length > 0, 'languages.wanted');

const cityName = (shown: readonly Locale[]) => localisedShape('name', shown, 80, 'cityName.long');
const joining = {
  signUp: z.enum(['open', 'invitation', 'domain'], 'signUp.wanted'),
  domains: z.string().trim().max(2_000, 'domains.long').default(''),
};

/** Name, place and languages of the city. */
export function cityForm(shown: readonly Locale[]) {
  return z
    .object({
      ...cityName(shown),
      ...localisedShape('limits', shown, 3_000, 'limits.long'),
      timeZone: z.string('timeZone.wrong').refine(isTimeZone, 'timeZone.wrong'),
      currency: z.string('currency.wrong').trim().toUpperCase().refine(isCurrency, 'currency.wrong'),
      locales: languages,
      defaultLocale: z.enum(locales, 'defaultLocale.wanted'),
      sizeBand: z.enum(['small', 'medium', 'large'], 'sizeBand.wanted'),
    })
    .superRefine(inOneLanguage('name', shown, 'cityName.wanted'))
    .refine(({ locales: chosen, defaultLocale }) => chosen.includes(defaultLocale), {
      path: ['defaultLocale'],
      message: 'defaultLocale.offered',
    });
}

export const joiningForm = z.object(joining);
export const daysForm = z.object({ days: z.string().max(20_000, 'days.many').default('') });
export const lookForm = z.object({
  theme: z.string('theme.wanted').regex(/^[\w-]{1,60}$/, 'theme.wanted'),
  noLogo: z.literal('yes').optional(),
});

/** The settings of the city as their forms show them. */
export const typed = {
  city: (city: CityView, shown: readonly Locale[]) => ({
    ...typedLocalised(city.name, 'name', shown),
    ...typedLocalised(city.limits, 'limits', shown),
    timeZone: city.timeZone,
    currency: city.currency,
    locales: [...city.locales],
    defaultLocale: city.defaultLocale,
    sizeBand: city.sizeBand,
  }),
  joining: ({ signUp, signUpDomains }: CityView) => ({ signUp, domains: signUpDomains.join('\n') }),
  days: ({ closedDays }: CityView) => ({ days: closedDays.map(typedDay).join('\n') }),
  look: ({ theme, logo }: CityView) => ({ theme, logoNow: logo ?? '' }),
};

export function textForm(shown: readonly Locale[]) {
  return z.object(localisedShape('text', shown, longestText, 'text.long'));
}

/** The first administrator: no mail proves the address, the code from the program's own window does. */
export const founderForm = z.object({
  code: z.string('setup.code.wanted').trim().min(1, 'setup.code.wanted').max(100, 'setup.code.wrong'),
  name: personName,
  email,
  password: z
    .string('password.short')
    .min(shortestPassword, 'password.short')
    .max(longestPassword, 'password.long'),
});

export function openingForm(shown: readonly Locale[]) {
  return z
    .object({ ...cityName(shown), locales: languages, ...joining })
    .superRefine(inOneLanguage('name', shown, 'cityName.wanted'));
}

/** A draft that was saved as it is stays a draft: its public page says so, and later drafts replace it. */
export function withoutDrafts(text: Localised, draftIn: (locale: Locale) => string): Localised {
  const same = (written: string, draft: string) =>
    written.replace(/\s+/g, ' ') === draft.replace(/\s+/g, ' ');
  return Object.fromEntries(
    Object.entries(text).filter(([locale, written]) => !same(written, draftIn(locale as Locale))),
  );
}

/** Drafts leave in square brackets what only the city knows. */
export function hasGaps(text: Localised): boolean {
  return Object.values(text).some((written) => /\[[^\]]+\]/.test(written));
}

/** Days for which the key of a form is kept: a page left open over a weekend still has no second effect. */
export const onceKept = 7;

/**
 * Days for which the rows of mails are kept, which name addresses: of a sent one to tell that it went, of any
 * other so that somebody can send it again. A mail that was not sent holds links that still open doors.
 */
export const sentKept = 30;
export const unsentKept = 90;

/** Mail servers try for up to five days. So the text of a sent mail is gone within a week, if it was kept at all. */
export const sealedKept = 6;
