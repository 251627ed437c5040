import type { z } from 'zod';
import { forgivenSlips, slipsBetween } from '../search/words.ts';

/** What is wrong, in words for people who write the file, and the path to where it stands. */
export type Complaint = { message: string; path: readonly PropertyKey[]; ofName?: boolean };

/** Our own messages stay; those of the library say in its own words what is missing, unknown or of another kind. */
export function complaintsOf(issue: z.core.$ZodIssue, item: unknown, schema: z.ZodType): Complaint[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => ({
      message: `"${name}" is not known here. ${hint(name, namesAt(schema, path))}`.trim(),
      path: [...path, name],
      ofName: true,
    }));
  }
  if (issue.code === 'invalid_key') {
    const name = String(path.at(-1));
    const [inner] = issue.issues;
    const known = inner?.code === 'invalid_value' ? inner.values.map(String) : [];
    return [{ message: `"${name}" is not known here. ${hint(name, known)}`.trim(), path, ofName: true }];
  }
  if (!/^(Invalid|Too (small|big))/.test(issue.message)) return [{ message: issue.message, path }];
  return [{ message: plain(issue, item), path }];
}

function plain(issue: z.core.$ZodIssue, item: unknown): string {
  const written = issue.path.reduce<unknown>((at, part) => (at as never)?.[part], item);
  const field = String(issue.path.findLast((part) => typeof part === 'string') ?? 'value');
  if (written === undefined) return `"${field}" is missing`;
  if (issue.code === 'invalid_value') {
    const known = issue.values.map(String);
    return typeof written === 'string'
      ? unknown(field, written, known)
      : `"${field}" has to be one of: ${known.join(', ')}`;
  }
  if (issue.code === 'invalid_type') return `"${field}" has to be ${kinds[issue.expected] ?? issue.expected}`;
  if (issue.code === 'too_small')
    return `"${field}" has to be at least ${issue.minimum}${measure(issue.origin)}`;
  if (issue.code === 'too_big') return `"${field}" may be at most ${issue.maximum}${measure(issue.origin)}`;
  return `"${field}" cannot be read as it is written here`;
}

const kinds: Partial<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a list of names and values',
  record: 'a list of names and values',
};

function measure(origin: string): string {
  if (origin === 'string') return ' characters long';
  return origin === 'array' ? ' items long' : '';
}

/** A name that is not among the known ones is told with the one that was meant, or with all of them. */
export function unknown(what: string, written: string, known: readonly string[]): string {
  return `There is no ${what} "${written}". ${hint(written, known)}`;
}

function hint(written: string, known: readonly string[]): string {
  const most = forgivenSlips(written.length);
  const slips = (name: string) =>
    // "nam" is too short for a slip to be forgiven in general, but not as the beginning of a name.
    name.startsWith(written) && name.length - written.length <= 2
      ? 0
      : slipsBetween(written.toLowerCase(), name, most);
  const near = known
    .map((name) => ({ name, slips: slips(name) }))
    .filter((one) => one.slips <= most)
    .sort((a, b) => a.slips - b.slips)[0];
  if (near) return `Did you mean "${near.name}"?`;
  return known.length > 0 ? `It is one of: ${known.join(', ')}` : '';
}

/** The names that a schema knows at a path; none where it is not made of names. */
function namesAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at = inside(schema);
  for (const part of path) {
    const { element, shape } = at?._zod.def ?? {};
    at = inside(typeof part === 'number' ? element : shape?.[String(part)]);
  }
  const { shape, keyType } = at?._zod.def ?? {};
  return Object.keys(shape ?? keyType?._zod.def.entries ?? {});
}

/** What is asked of a schema of any kind. */
type Layer = {
  _zod: {
    def: {
      innerType?: Layer;
      in?: Layer;
      element?: Layer;
      shape?: Record<string, Layer>;
      keyType?: Layer;
      entries?: Record<string, unknown>;
    };
  };
};

/** Without what says optional, or what is done with it afterwards. */
function inside(schema: unknown): Layer | undefined {
  let at = schema as Layer | undefined;
  for (;;) {
    const outer = at?._zod.def;
    const inner = outer?.innerType ?? outer?.in;
    if (!inner) return at;
    at = inner;
  }
}
