import type { z } from 'zod';

/** What was typed, and what is wrong with it: a form shown again loses nothing. */
export type FormState = { values: Record<string, string | string[]>; errors: Record<string, string> };

export const emptyForm: FormState = { values: {}, errors: {} };

/** Fields that belong to the house, not to the room's form. */
const own = new Set(['_once', '_trap', '_shown']);

export type Submitted = {
  values: Record<string, string | string[]>;
  files: Record<string, File>;
  once: string | undefined;
  /** Filled in by programs that fill in everything. */
  trap: string;
  /** When the form was shown, as signed by us. */
  shown: string;
};

export function readForm(body: Record<string, string | File | (string | File)[]>): Submitted {
  const values: Record<string, string | string[]> = {};
  const files: Record<string, File> = {};
  for (const [name, value] of Object.entries(body)) {
    if (own.has(name)) continue;
    // A browser sends CR LF in texts; NUL cannot be kept in PostgreSQL.
    const clean = (text: string) => text.replaceAll('\r\n', '\n').replaceAll('\0', '');
    if (value instanceof File) files[name] = value;
    else if (Array.isArray(value)) values[name] = value.filter((part) => typeof part === 'string').map(clean);
    else values[name] = clean(value);
  }
  const text = (name: string) => (typeof body[name] === 'string' ? (body[name] as string) : '');
  return { values, files, once: text('_once') || undefined, trap: text('_trap'), shown: text('_shown') };
}

/** A program sent what calls itself a form and is none: as if nothing had been filled in. */
export function nothingSent(error: Error): Record<string, never> {
  const tooLarge = (error.cause as Error | undefined)?.name === 'BodyLimitError';
  if (!(error instanceof TypeError) || tooLarge) throw error;
  return {};
}

/** The first complaint about each field, as message keys (a schema's messages are keys of the room). */
export function complaints(error: z.ZodError): Record<string, string> {
  const found: Record<string, string> = {};
  for (const issue of error.issues) {
    const field = issue.path.map(String).join('.');
    found[field] ??= issue.message;
  }
  return found;
}
