import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { h } from 'preact';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { demoSignIns, removeDemo } from '../../demo.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { newId } from '../id.ts';
import { sealOnce } from '../journal/sealer.ts';
import { verifyJournal } from '../journal/verify.ts';
import { ImportProblem, readCityFile } from './read-file.ts';
import { importCityFile } from './run-import.ts';

const elvestad = readFileSync(join(import.meta.dirname, '../../../demo/elvestad.yaml'), 'utf8');
const sections = new Map([
  ['things', z.strictObject({ key: z.string(), size: z.number('has to be a number') })],
]);
const told = (text: string) =>
  readCityFile(text, sections).problems.map(({ line, field, message }) => `${line} ${field}: ${message}`);

describe('reading a city file', () => {
  it('tells every mistake with its line and field', () => {
    const file = [
      'samvirke: 1',
      'things:',
      '  - key: a',
      '    size: big',
      '  - key: b',
      '    size: 3',
      '  - key: b',
      '    size: 4',
      'nonsense: 1',
      'thing: 1',
    ].join('\n');
    expect(told(file)).toEqual([
      '4 things.a.size: has to be a number',
      '7 things.key: The key "b" stands here twice',
      '9 nonsense: There is no section "nonsense". It is one of: things',
      '10 thing: There is no section "thing". Did you mean "things"?',
    ]);
  });

  it('says which word was meant where one of a list is wanted', () => {
    const item = z.strictObject({ key: z.string(), kind: z.enum(['department', 'school']).optional() });
    const read = (kind: string) =>
      readCityFile(`samvirke: 1\nplaces:\n  - key: a\n    kind: ${kind}\n`, new Map([['places', item]]))
        .problems[0];
    expect(read('departement')).toMatchObject({
      line: 4,
      field: 'places.a.kind',
      message: 'There is no kind "departement". Did you mean "department"?',
    });
    expect(read('ministry')?.message).toBe('There is no kind "ministry". It is one of: department, school');
    expect(read('3')?.message).toBe('"kind" has to be one of: department, school');
  });

  it('says in plain words what is missing, unknown or of another kind', () => {
    const item = z.strictObject({
      key: z.string(),
      name: z.partialRecord(z.enum(['en', 'de']), z.string()),
      days: z.number().min(1).optional(),
      contact: z.strictObject({ phone: z.string() }).optional(),
    });
    const file = [
      'samvirke: 1',
      'places:',
      '  - key: a',
      '    nam:',
      '      en: A',
      '    contact:',
      '      fhone: 1',
      '  - key: b',
      '    name: { en: 3, dee: B }',
      '    days: 0',
    ].join('\n');
    const { problems } = readCityFile(file, new Map([['places', item]]));
    const told = problems.map(({ line, field, message }) => `${line} ${field}: ${message}`);
    expect(told.sort()).toEqual([
      '10 places.b.days: "days" has to be at least 1',
      '3 places.a.name: "name" is missing',
      '4 places.a.nam: "nam" is not known here. Did you mean "name"?',
      '7 places.a.contact.fhone: "fhone" is not known here. Did you mean "phone"?',
      '7 places.a.contact.phone: "phone" is missing',
      '9 places.b.name.dee: "dee" is not known here. It is one of: en, de',
      '9 places.b.name.en: "en" has to be a text',
    ]);
  });

  it('tells a field that is missing at the item it is missing from', () => {
    expect(told('samvirke: 1\nthings:\n  - key: a\n')).toEqual(['3 things.a.size: has to be a number']);
  });

  it('tells a file that is broken, or none of ours', () => {
    expect(told('samvirke: 1\nthings: [\n')[0]).toMatch(/^[23] /);
    expect(told('samvirke: 2\n')).toEqual(['1 samvirke: The file has to begin with "samvirke: 1"']);
    expect(told('just words')[0]).toContain('has to begin with');
  });
});

describe('bringing a city in', () => {
  let town: TestTown;
  beforeAll(async () => {
    town = await openTestTown();
  });
  afterAll(() => town.close());

  /** Everything there is, counted: tables of the program without the marks of its own clockwork. */
  async function counts(): Promise<Record<string, number>> {
    const { rows } = await town.database.outer.query<{ name: string }>(
      `select table_name as name from information_schema.tables
       where table_schema = 'public' and table_type = 'BASE TABLE'
       and table_name not in ('journal_seal', 'journal_reader', 'rate_limit', 'mail')`,
    );
    const counted: Record<string, number> = {};
    for (const { name } of rows) {
      counted[name] = (await town.database.outer.query(`select count(*) as n from ${name}`)).rows[0].n;
    }
    return counted;
  }
  const problemsOf = async (text: string) => {
    const error = await importCityFile(town.house, text, { demo: false }).catch((thrown) => thrown);
    return (error instanceof AggregateError ? error.errors : [error]) as ImportProblem[];
  };

  it('refuses a file that names what is not there, whole, with line and field', async () => {
    const before = await counts();
    const broken = elvestad.replace('    owner: property\n', '    owner: nowhere\n');
    const line = broken.split('\n').findIndex((text) => text.includes('owner: nowhere')) + 1;
    const [problem] = await problemsOf(broken);
    expect(problem).toBeInstanceOf(ImportProblem);
    expect(problem).toMatchObject({ line, field: 'goals.owner' });
    expect(await counts()).toEqual(before);
  });

  it('brings in the sample city; the same file twice changes nothing', async () => {
    const first = await importCityFile(town.house, elvestad, { demo: true });
    expect(first.added).toBeGreaterThan(40);
    expect(first).toMatchObject({ changed: 0, unchanged: 0 });
    const before = await counts();
    expect(await importCityFile(town.house, elvestad, { demo: true })).toEqual({
      added: 0,
      changed: 0,
      unchanged: first.added,
    });
    expect(await counts()).toEqual(before);
  });

  it('lets its people sign in, and begins no session for them', async () => {
    const [first] = await demoSignIns(town.house);
    expect(first!.password).toHaveLength(14);
    const { rows } = await town.database.outer.query('select id from auth_session');
    expect(rows).toEqual([]);
  });

  it('brings in what has changed, and only that', async () => {
    const changed = elvestad.replace("en: 'Repair first, throw away last'", "en: 'Repair first'");
    expect(await importCityFile(town.house, changed, { demo: true })).toMatchObject({ added: 0, changed: 1 });
  });

  it('goes out again with one command, and the chain stays whole', async () => {
    await town.database.outer.query("update city set demo = 'loaded', set_up_at = app_now()");
    const ownFile = `samvirke: 1
goals:
  - { key: own, title: { en: 'Our own goal' }, target: { en: 'Met' } }
framework:
  - { key: own, kind: signing, title: { en: 'Our own rule' }, meaning: { en: 'Two sign' }, validFrom: '2026-01-01' }
`;
    await importCityFile(town.house, ownFile, { demo: false });
    const own = await town.addPerson('Somebody of an organisation of their own');
    const theirs = newId();
    await town.database.system(async ({ db }) => {
      await db
        .insertInto('space')
        .values({ id: theirs, kind: 'organisation', audience: 'public', audience_id: null, created_by: null })
        .execute();
      const source = 'people:own';
      await db
        .insertInto('import_item')
        .values({ source, space_id: theirs, subject_id: own, digest: Buffer.from('x') })
        .execute();
    });
    await town.database.system(async (tx) => {
      const organisation = { id: theirs, space_id: theirs, audience: 'public', audience_id: null };
      const name = JSON.stringify({ en: 'Anna’s Repair Club' });
      await tx.db
        .insertInto('organisation')
        .values({ ...organisation, slug: 'club', kind: 'community', name } as never)
        .execute();
      await town.house.post.send(tx, {
        space: town.city,
        to: { address: 'leader@elvestad.example', locale: 'en' },
        kind: 'sign-in-link',
        subject: 'Sign in',
        body: h('p', {}, 'Sign in'),
      });
    });
    const { organisations, people, mails, staying } = await removeDemo(town.house);
    expect(staying).toEqual(['Anna’s Repair Club']);
    expect(mails).toBe(1);
    const { rows } = await town.database.outer.query('select from mail where sent_at is null');
    expect(rows, 'no mail of the sample waits').toEqual([]);
    // Nothing of its ways stays: the next city opens to those whom it invites.
    expect(await town.house.city.get()).toMatchObject({
      setUp: false,
      name: {},
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      signUp: 'invitation',
      closedDays: [],
    });
    expect(organisations).toBeGreaterThan(20);
    expect(people).toBeGreaterThan(8);
    const left = await counts();
    expect(left.organisation, 'their own').toBe(1);
    for (const table of ['responsibility', 'request', 'partnership']) expect(left[table], table).toBe(0);
    const found = await town.database.outer.query(
      'select distinct subject_kind from search_posting order by 1',
    );
    expect(found.rows, 'their own').toEqual([{ subject_kind: 'goal' }, { subject_kind: 'provision' }]);
    for (const table of ['person', 'city_goal', 'provision'])
      expect(left[table], `${table}: their own`).toBe(1);
    const again = await importCityFile(town.house, ownFile, { demo: false });
    expect(again, 'a file of their own is still known').toEqual({ added: 0, changed: 0, unchanged: 2 });
    while ((await sealOnce(town.database)) > 0);
    expect((await verifyJournal(town.database)).findings).toEqual([]);
  });
});
