import { parse } from 'csv-parse/sync';
import { type Localised, locales } from '../../platform/i18n/locale.ts';

export const tables = ['organisations', 'responsibilities'] as const;
export type TableName = (typeof tables)[number];

const forEach = (...names: string[]) => names.flatMap((name) => locales.map((locale) => `${name}_${locale}`));

/** A text in the columns of its languages. */
export function inEach(name: string, text: Localised | null | undefined): Record<string, string> {
  return Object.fromEntries(locales.map((locale) => [`${name}_${locale}`, text?.[locale] ?? '']));
}

/** The columns of each table, in the order in which they go out. */
export const columns: Readonly<Record<TableName, readonly string[]>> = {
  organisations: [
    'slug',
    'kind',
    ...forEach('name', 'summary'),
    'parent',
    'host',
    'legal_number',
    'email',
    'email_shown',
    'mailbox_shared',
    'website',
    'reply_days',
    ...forEach('contact_role', 'deputy_role', 'hours', 'visit'),
    'phone',
    'languages',
  ],
  responsibilities: [
    'organisation',
    'decides',
    ...forEach('text', 'words'),
    'instead',
    ...forEach('elsewhere'),
  ],
};
const wanted: Readonly<Record<TableName, readonly string[]>> = {
  organisations: ['slug'],
  responsibilities: ['organisation', 'decides'],
};

/** More rows than these are no directory of one city; 5 MB hold them. */
export const mostRows = 10_000;
/** Several times what we know: more are not read one by one. */
const mostColumns = 200;
export const largestFile = 5 * 1024 * 1024;

/** Something that has to be put right: the line of the file, the column, and a message of this room. */
export type Fault = { line: number; column: string; problem: Problem; value?: string };
export type Problem =
  | 'file.unreadable'
  | 'file.empty'
  | 'file.rows'
  | 'column.unknown'
  | 'column.missing'
  | 'column.twice'
  | 'cells.many'
  | 'slug.wanted'
  | 'slug.twice'
  | 'kind.unknown'
  | 'name.wanted'
  | 'text.long'
  | 'email.wanted'
  | 'website.wanted'
  | 'yesno.wanted'
  | 'days.wanted'
  | 'languages.wanted'
  | 'phone.wanted'
  | 'organisation.unknown'
  | 'organisation.itself'
  | 'organisation.claimed'
  | 'instead.both'
  | 'instead.decides'
  | 'text.wanted'
  | 'words.many';

export type Row = { line: number; cells: Readonly<Record<string, string>> };

/** Reads a table with a line of column names; commas, semicolons and tabs part cells, as the first line shows. */
export function readTable(
  name: TableName,
  text: string,
): { rows: Row[]; missing: string[]; faults: Fault[] } {
  let read: { record: string[]; info: { lines: number } }[];
  try {
    // With `info`, each record comes with the line it ends on; the types do not know.
    read = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      relax_quotes: false,
      trim: true,
      // One more than may be, besides the names: what comes then is not read into memory.
      to: mostRows + 2,
    }) as unknown as typeof read;
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1;
    return { rows: [], missing: [], faults: [{ line, column: '', problem: 'file.unreadable' }] };
  }
  const [head, ...body] = read;
  if (!head || body.length === 0)
    return { rows: [], missing: [], faults: [{ line: 1, column: '', problem: 'file.empty' }] };
  if (body.length > mostRows)
    return { rows: [], missing: [], faults: [{ line: 1, column: '', problem: 'file.rows' }] };
  if (head.record.length > mostColumns)
    return { rows: [], missing: [], faults: [{ line: 1, column: '', problem: 'column.unknown' }] };
  const names = head.record.map((cell) => cell.toLowerCase());
  const faults: Fault[] = [];
  for (const [n, column] of names.entries()) {
    if (!columns[name].includes(column)) faults.push({ line: 1, column, problem: 'column.unknown' });
    else if (names.indexOf(column) !== n) faults.push({ line: 1, column, problem: 'column.twice' });
  }
  const missing = wanted[name].filter((column) => !names.includes(column));
  for (const column of missing) faults.push({ line: 1, column, problem: 'column.missing' });
  const rows = body.map(({ record, info }) => {
    // `lines` counts to the end of the row; a cell with line breaks in it begins further up.
    const line = info.lines - record.join('').split('\n').length + 1;
    if (record.length > names.length) faults.push({ line, column: '', problem: 'cells.many' });
    const cells = Object.fromEntries(names.map((column, n) => [column, unguarded(record[n] ?? '')]));
    return { line, cells };
  });
  return { rows, missing, faults };
}

function delimiterOf(text: string): string {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const count = (delimiter: string) => first.split(delimiter).length;
  return [',', ';', '\t'].sort((a, b) => count(b) - count(a))[0]!;
}

/** Signs with which a spreadsheet takes a cell for a formula (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r]/;

/**
 * Where lists are parted by semicolons or tabs, as in most of Europe, a spreadsheet that opens our table does not see
 * our quotation marks: what stands behind such a sign, or on a new line, begins a cell of its own there.
 */
const within = /(?<=[;\t\r\n])(?='*[=+\-@])/g;
const guardWithin = /(?<=[;\t\r\n])'(?='*[=+\-@])/g;

/**
 * A cell as it goes out: with a ' before what a spreadsheet would take for a formula, also before a ' that
 * was there already, so that coming in again nothing is lost.
 */
export function guarded(cell: string): string {
  const inner = cell.replaceAll(within, "'");
  return formula.test(inner) || inner.startsWith("'") ? `'${inner}` : inner;
}

/** The same, coming in. Numbers such as +47 that somebody typed without a ' are texts here anyway. */
export function unguarded(cell: string): string {
  const outer =
    cell.startsWith("'") && (formula.test(cell.slice(1)) || cell[1] === "'") ? cell.slice(1) : cell;
  return outer.replaceAll(guardWithin, '');
}

/** One line of a table (RFC 4180). */
export function writeRow(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(guarded(cell))).join(',')}\r\n`;
}

function quoted(cell: string): string {
  return /[",;\r\n\t]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Phrases in one cell. */
export const phraseSign = ' | ';

export function phrasesOf(cell: string): string[] {
  return [...new Set(cell.split('|').map((phrase) => phrase.trim()))].filter(Boolean);
}
