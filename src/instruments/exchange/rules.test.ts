import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guarded, readTable, unguarded, writeRow } from './rules.ts';

describe('cells', () => {
  test.each(['=1+1', '+47 22 33', '-2', '@SUM(A1)', '\t=1', '\r=1', "'=1"])(
    '%j never goes out as a formula',
    (cell) => {
      expect(writeRow([cell])).toMatch(/^"?'/);
    },
  );

  test.each([';', '\t', '\n', '\r'])(
    'none begins behind %j, where a spreadsheet parts cells by it',
    (sign) => {
      for (const formula of ['=1+1', '+1', '-1', '@A1', "'=1"]) {
        const cell = `a${sign}${formula}${sign}b`;
        expect(guarded(cell)).toBe(`a${sign}'${formula}${sign}b`);
        expect(unguarded(guarded(cell))).toBe(cell);
      }
    },
  );

  test('what goes out comes in as it was, whatever it is', () => {
    const cell = fc
      .string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '|', 'ä', 'x', '1', '\n') })
      .map((text) => text.trim());
    fc.assert(
      fc.property(cell, cell, (first, second) => {
        expect(unguarded(guarded(first))).toBe(first);
        const slug = first || 'x';
        const { rows } = readTable('organisations', `slug,kind\r\n${writeRow([slug, second])}`);
        expect(rows[0]?.cells).toEqual({ slug, kind: second });
      }),
    );
  });
});

describe('a table', () => {
  test('is read with commas, semicolons and tabs, with and without a byte order mark', () => {
    for (const text of [
      'slug,kind\na,school\n',
      '\uFEFFslug;kind\r\na;school\r\n',
      'slug\tkind\na\tschool',
    ]) {
      expect(readTable('organisations', text)).toMatchObject({
        faults: [],
        rows: [{ line: 2, cells: { slug: 'a', kind: 'school' } }],
      });
    }
  });

  test('says the line on which a row begins, also below cells with line breaks', () => {
    const text = 'slug,kind,summary_en\na,school,"one\ntwo\nthree"\nb,school,x\n';
    expect(readTable('organisations', text).rows.map((row) => row.line)).toEqual([2, 5]);
  });

  test('with unknown, missing or double columns or cells too many says so', () => {
    expect(readTable('responsibilities', 'decides,decides,colour\na,b,c,d\n').faults).toEqual([
      { line: 1, column: 'decides', problem: 'column.twice' },
      { line: 1, column: 'colour', problem: 'column.unknown' },
      { line: 1, column: 'organisation', problem: 'column.missing' },
      { line: 2, column: '', problem: 'cells.many' },
    ]);
  });

  test('of too many rows, columns or cells is refused', () => {
    const many = 60_000;
    const tables = {
      rows: `slug,kind\n${'a\n'.repeat(many)}`,
      columns: `slug${','.repeat(many)}\na,b\n`,
      cells: `slug,kind\na${','.repeat(many)}\n`,
    };
    const problems = Object.values(tables).map((text) => readTable('organisations', text).faults[0]?.problem);
    expect(problems).toEqual(['file.rows', 'column.unknown', 'cells.many']);
  });

  test('that is broken or empty is refused', () => {
    expect(readTable('organisations', 'slug,kind\n"a,school\n').faults[0]).toMatchObject({
      problem: 'file.unreadable',
    });
    expect(readTable('organisations', '').faults[0]).toMatchObject({ problem: 'file.empty' });
    expect(readTable('organisations', 'slug,kind\n').faults[0]).toMatchObject({ problem: 'file.empty' });
  });
});
