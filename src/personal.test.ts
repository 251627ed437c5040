import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from './testing.ts';

// No table that names a person is forgotten: neither in what is told to them, nor when they are erased.
let town: TestTown;
/** Every column that refers to a person, as the database says. */
let columns: string[];
beforeAll(async () => {
  town = await openTestTown();
  const { rows } = await town.database.outer.query(`
    select c.conrelid::regclass || '.' || a.attname as name from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'person'::regclass order by 1`);
  columns = rows.map(({ name }) => name);
});
afterAll(() => town.close());

const declared = () => town.house.instruments.flatMap(({ personal }) => personal?.rows ?? []);

describe('what rooms hold of people', () => {
  it('is declared for every column that refers to a person, once, with what becomes of it', () => {
    const named = declared().flatMap(({ table, people }) =>
      Object.keys(people).map((one) => `${table}.${one}`),
    );
    expect(named.filter((one, n) => named.indexOf(one) !== n)).toEqual([]);
    expect(columns.filter((one) => !named.includes(one))).toEqual([]);
  });

  it('is told, or there is a written reason why not', () => {
    const tables = new Set(columns.map((one) => one.split('.')[0]));
    for (const table of tables) {
      const rows = declared().filter((one) => one.table === table);
      expect(rows.length, table).toBeGreaterThan(0);
      for (const { tells } of rows) if ('not' in tells) expect(tells.not, table).toMatch(/\w{3,}.*\.$/);
    }
  });

  it('is declared for the rows that are for one person alone, whatever names them', async () => {
    const { rows } = await town.database.outer.query(`
      select c.conrelid::regclass::text as name, pg_get_constraintdef(c.oid) as check from pg_constraint c
      where c.contype = 'c' and pg_get_constraintdef(c.oid) like '%audience = ''person''%'`);
    const tables = declared().map(({ table }) => table);
    const known = new Set(tables);
    expect(rows.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
  });

  it('may be forgotten where a rule says so: the column can be empty', async () => {
    const forgets = declared().flatMap(({ table, people }) =>
      Object.entries(people).flatMap(([column, rule]) => (rule === 'forget' ? [`${table}.${column}`] : [])),
    );
    const { rows } = await town.database.outer.query(`
      select attrelid::regclass || '.' || attname as name from pg_attribute
      where attnum > 0 and attnotnull and attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)`);
    const full = new Set(rows.map(({ name }) => name));
    expect(forgets.filter((one) => full.has(one))).toEqual([]);
  });
});
