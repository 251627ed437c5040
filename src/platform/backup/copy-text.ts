// PostgreSQL's text format of COPY: a line for each row, tabs between the values, \N for none.
// https://www.postgresql.org/docs/18/sql-copy.html#SQL-COPY-FILE-FORMATS

const escapes: Record<string, string> = {
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};
const unescapes: Record<string, string> = Object.fromEntries(
  Object.entries(escapes).map(([sign, written]) => [written[1]!, sign]),
);
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the very signs that are escaped
const toEscape = /[\\\x08\f\n\r\t\v]/;
const allToEscape = new RegExp(toEscape, 'g');

export function writeLine(values: readonly (string | null)[]): string {
  return `${values.map(writeValue).join('\t')}\n`;
}

function writeValue(value: string | null): string {
  if (value === null) return '\\N';
  return toEscape.test(value) ? value.replace(allToEscape, (sign) => escapes[sign]!) : value;
}

/** The values by columns, as many lists as the rows have values. */
export function readColumns(text: string, width: number): (string | null)[][] {
  const columns: (string | null)[][] = Array.from({ length: width }, () => []);
  for (let from = 0; from < text.length; ) {
    const to = text.indexOf('\n', from);
    if (to < 0) throw new Error('a row without its end');
    const values = text.slice(from, to).split('\t');
    if (values.length !== width) throw new Error('a row with other columns');
    for (const [n, value] of values.entries()) columns[n]!.push(readValue(value));
    from = to + 1;
  }
  return columns;
}

function readValue(written: string): string | null {
  if (!written.includes('\\')) return written;
  if (written === '\\N') return null;
  return written.replace(/\\(.)/gs, (_, sign: string) => unescapes[sign] ?? sign);
}
