import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { readDay } from '../i18n/dates.ts';
import type { Locale } from '../i18n/locale.ts';
import type { Sent } from './sent.ts';

export type Values = Record<string, string | string[]>;

/** What was typed, and what is wrong with it: a form shown again loses nothing. */
export type FormState = {
  values: Values;
  errors: Record<string, string>;
  /** What the form was made from, as it says itself: see `marksOf`. */
  stood?: string | undefined;
  /** What others have saved since, of the fields in which that is something else. */
  theirs?: Values;
};

export const emptyForm: FormState = { values: {}, errors: {} };

/** Fields that belong to the house, not to the room's form. */
const own = new Set(['_once', '_trap', '_shown', '_stood']);

export type Submitted = {
  values: Values;
  files: Record<string, Buffer>;
  once: string | undefined;
  /** Filled in by programs that fill in everything. */
  trap: string;
  /** When the form was shown, as signed by us. */
  shown: string;
  stood: string | undefined;
};

export function readForm(body: Sent): Submitted {
  // Without ancestors: a field called `__proto__` is one like any other.
  const values: Values = Object.create(null);
  const files: Record<string, Buffer> = Object.create(null);
  for (const [name, value] of Object.entries(body)) {
    if (own.has(name)) continue;
    // A browser sends CR LF in texts; NUL cannot be kept in PostgreSQL.
    const clean = (text: string) => text.replaceAll('\r\n', '\n').replaceAll('\0', '');
    if (Buffer.isBuffer(value)) files[name] = value;
    else if (Array.isArray(value)) values[name] = value.filter((part) => typeof part === 'string').map(clean);
    else values[name] = clean(value);
  }
  const text = (name: string) => (typeof body[name] === 'string' ? (body[name] as string) : '');
  const [once, stood] = [text('_once') || undefined, text('_stood') || undefined];
  return { values, files, once, stood, trap: text('_trap'), shown: text('_shown') };
}

/** Where a schema says nothing of its own. */
export const unnamedComplaint: Record<Locale, string> = {
  en: 'Something is missing here',
  de: 'Hier fehlt eine Angabe',
  nb: 'Noe mangler her',
  nl: 'Hier ontbreekt iets',
};

/** The first complaint about each field, as message keys (a schema's messages are keys of the room). */
export function complaints(error: z.ZodError): Record<string, string> {
  const found: Record<string, string> = {};
  for (const issue of error.issues) {
    const field = issue.path.map(String).join('.');
    found[field] ??= issue.message;
  }
  return found;
}

/** What a form was made from, in few letters: a mark for each field. It travels in the form as `_stood`. */
export function marksOf(values: Values): string {
  return new URLSearchParams(Object.entries(values).map(([name, value]) => [name, mark(value)])).toString();
}

/** Whether two values of a field say the same, a day however it is written. A box that is not ticked is sent as nothing. */
export function isSame(one: string | readonly string[], other: string | readonly string[]): boolean {
  return plain(one) === plain(other);
}

function plain(value: string | readonly string[]): string {
  const said = [value].flat().map((text) => readDay(text) ?? text.trim());
  return JSON.stringify(said.filter(Boolean).toSorted());
}

/** Whether a value is the one that a mark was made of. */
export function isMarked(value: string | readonly string[], stood: string): boolean {
  return mark(value) === stood;
}

function mark(value: string | readonly string[]): string {
  return createHash('sha256').update(plain(value)).digest('base64url').slice(0, 8);
}
