import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readColumns, writeLine } from './copy-text.ts';

it('gives back every value, whatever is in it, and no value as none', () => {
  const value = fc.option(
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\\N', '\\', '\t', '\n', '\r', '')),
  );
  const rows = fc
    .integer({ min: 1, max: 5 })
    .chain((width) => fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 1 }));
  fc.assert(
    fc.property(rows, (written) => {
      const text = written.map(writeLine).join('');
      expect(text.split('\n')).toHaveLength(written.length + 1);
      const columns = readColumns(text, written[0]!.length);
      expect(written).toEqual(written.map((_, row) => columns.map((column) => column[row])));
    }),
  );
});

it('writes as PostgreSQL does', () => {
  expect(writeLine(['plain', null, '', 'a\tb\nc\\d\re', '\\N'])).toBe(
    'plain\t\\N\t\ta\\tb\\nc\\\\d\\re\t\\\\N\n',
  );
});

it('refuses a row that was cut off, or has another number of values', () => {
  expect(() => readColumns('a\tb', 2)).toThrow();
  expect(() => readColumns('a\tb\n', 3)).toThrow();
});
