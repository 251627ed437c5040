import { z } from 'zod';
import { isMailAddress } from '../../platform/address.ts';
import { locales } from '../../platform/i18n/locale.ts';

/** Who there is in a city, by the categories of both sources: four levels of government and their departments, bodies made of bodies, and everybody else. */
export const kinds = [
  'department',
  'local-government',
  'regional-government',
  'national-government',
  'international-government',
  'consortium',
  'business',
  'university',
  'school',
  'library',
  'nonprofit',
  'foundation',
  'development-body',
  'community',
] as const;
export type Kind = (typeof kinds)[number];

/** Everything but departments: those are the city's own, and its administrators set them up. */
export const kindsToRegister = kinds.filter((kind) => kind !== 'department');

/**
 * The sector of an organisation, which is also the shape of its monogram. The first source sees three: government,
 * business, and civil society, to which it counts whoever works for the common good and not for profit. Knowledge and
 * learning is ours.
 */
export function sectorOf(kind: Kind): 'public' | 'community' | 'business' | 'knowledge' {
  switch (kind) {
    case 'business':
    case 'development-body':
      return 'business';
    case 'university':
    case 'school':
    case 'library':
      return 'knowledge';
    case 'nonprofit':
    case 'foundation':
    case 'community':
      return 'community';
    default:
      return 'public';
  }
}

/** The city itself: its town hall and its departments. */
export const kindsOfCity: readonly Kind[] = ['department', 'local-government'];

/** Departments and levels of government: they decide for others, promise an answer, and keep a deputy. */
export function isOffice(kind: Kind): boolean {
  return kind === 'department' || kind.endsWith('-government');
}

/** Kinds that consist of other organisations, and may list them. */
export function hasMembers(kind: Kind): boolean {
  return kind === 'consortium' || kind === 'international-government' || kind === 'nonprofit';
}

/**
 * Days after which an entry counts as stale. About half a year: long enough not to nag, short enough that
 * an office that moved or lost its contact is noticed before the next budget (instrument row 24).
 */
export const staleAfterDays = 180;
const day = 24 * 60 * 60 * 1000;

/** Whether what stands in the directory has to be looked at again. What nobody ever confirmed is stale. */
export function isStale(confirmedAt: Date | null, now: Date): boolean {
  return !confirmedAt || now.getTime() - confirmedAt.getTime() > staleAfterDays * day;
}

/** Until when a confirmation holds. */
export function confirmAgainBy(confirmedAt: Date): Date {
  return new Date(confirmedAt.getTime() + staleAfterDays * day);
}

/** Whole months since a confirmation, at least one: "last confirmed 9 months ago". */
export function monthsSince(confirmedAt: Date, now: Date): number {
  return Math.max(1, Math.round((now.getTime() - confirmedAt.getTime()) / (30.44 * day)));
}

/** Working days that an organisation may promise: from one day to half a year. */
export const longestPromise = 120;

/** Open suggestions from visitors that one organisation has to bear: more of them say nothing new. */
export const mostSuggestionsAnHour = 10;

/** Slugs that are pages of their own. */
const reserved = new Set(['new', 'import', 'export', 'kinds']);

/** The address of an organisation's page, made of its name: "Straßen & Plätze" becomes strassen-plaetze. */
export function slugOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return !slug || reserved.has(slug) ? `${slug || 'organisation'}-1` : slug;
}

let tagsByName: Map<string, string> | undefined;

/** Languages (ISO 639-1) by their code, their names in the program's languages, and what they call themselves. */
function languageTags(): Map<string, string> {
  if (tagsByName) return tagsByName;
  tagsByName = new Map();
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const [tag = code] = Intl.getCanonicalLocales(code);
    for (const speaker of [...locales, tag]) {
      const name = new Intl.DisplayNames([speaker], { type: 'language', fallback: 'none' }).of(tag);
      if (name && !tag.includes('-')) tagsByName.set(name.toLowerCase(), tag).set(tag, tag);
    }
  }
  return tagsByName;
}

/** The tags of languages typed with commas between; undefined where one of them is none that we know. */
export function readLanguages(typed: string): string[] | undefined {
  const names = typed
    .toLowerCase()
    .split(/[,;\n]/)
    .map((name) => name.trim())
    .filter(Boolean);
  const tags = names.map((name) => languageTags().get(name));
  return tags.every((tag) => tag !== undefined) ? [...new Set(tags)] : undefined;
}

/** A mail address, or nothing. */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .refine((typed) => !typed || isMailAddress(typed), 'email.wanted')
  .default('');

/** Only web addresses: a `javascript:` link on a page is a program of the writer's. */
export const website = z
  .string()
  .trim()
  .max(300, 'website.wanted')
  .default('')
  .transform((typed) => (typed && !/^[a-z]+:/i.test(typed) ? `https://${typed}` : typed))
  .refine(
    (typed) => !typed || (URL.canParse(typed) && /^https?:$/.test(new URL(typed).protocol)),
    'website.wanted',
  );
