import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { forgetUploads } from './jobs.ts';
import { columns } from './rules.ts';

let town: TestTown;
let administrator: string;
let lead: string;

beforeAll(async () => {
  town = await openTestTown();
  administrator = await town.addAdministrator();
  lead = await town.addPerson('Lead');
  await town.post('/registration', { kind: 'community', name_en: 'Own Voice' }, { as: lead });
});
afterAll(() => town.close());

const csv = (text: string) => new File([text], 'table.csv', { type: 'text/csv' });
const send = (table: string, text: string) =>
  town.postAndFollow('/directory-files', { table, file: csv(text) }, { as: administrator });
const bring = async (table: string, text: string) => {
  const page = await send(table, text);
  return town.postAndFollow(
    /action="(\/directory-files\/[^"]+\/import)"/.exec(page.html)![1]!,
    {},
    { as: administrator },
  );
};
const download = async (table: string) =>
  (await town.get(`/directory-files/${table}.csv`, { as: administrator })).html;

describe('the dry run', () => {
  test('lists every faulty row with line, column and what to do, and changes nothing', async () => {
    const page = await send(
      'organisations',
      [
        'slug,kind,name_en,email,reply_days,parent',
        'Streets!,department,Streets,a@b.example,10,',
        'parks,parc,,nonsense,0,town-hall',
        'parks,department,Parks,,,',
      ].join('\n'),
    );
    expect(page.html).toContain('7 things have to be put right');
    for (const [line, column, what] of [
      [2, 'slug', 'Write small letters, figures and hyphens'],
      [3, 'kind', 'Write one of the kinds'],
      [3, 'name_en', 'Write a name in one language'],
      [3, 'email', 'Write a mail address'],
      [3, 'reply_days', 'Write a number of working days'],
      [3, 'parent', 'There is no organisation with this slug'],
      [4, 'slug', 'stands in the file twice'],
    ] as const) {
      expect(page.html).toMatch(
        new RegExp(`<th[^>]*>${line}</th>[\\s\\S]{0,200}${column}[\\s\\S]{0,300}${what}`),
      );
    }
    expect((await town.get('/who-does-what')).html).not.toContain('Parks');
  });

  test('says what is missing where no file, no table or no such column is there', async () => {
    expect(
      (await town.post('/directory-files', { table: 'organisations' }, { as: administrator })).html,
    ).toContain('Choose a file');
    expect((await send('organisations', 'slug;kind;colour\na;school;red')).html).toContain(
      'Remove this column',
    );
    expect((await send('organisations', 'slug,kind\n"a,school')).html).toContain('Close the quotation mark');
  });

  test('is for administrators, and each sees only their own', async () => {
    expect((await town.get('/directory-files', { as: lead })).status).toBe(403);
    expect((await town.get('/directory-files/organisations.csv', { as: lead })).status).toBe(403);
    const other = await town.addAdministrator('Second administrator');
    const { location } = await town.post(
      '/directory-files',
      { table: 'organisations', file: csv('slug,kind,name_en\na,school,A') },
      { as: administrator },
    );
    expect((await town.get(location!, { as: administrator })).html).toContain('This is what would change');
    // What is another's looks like what is gone.
    expect((await town.get(location!, { as: other })).location).toBe('/directory-files');
  });

  test('is forgotten after a day', async () => {
    const sent = { table: 'organisations', file: csv('slug,kind,name_en\nb,school,B') };
    const { location } = await town.post('/directory-files', sent, { as: administrator });
    await forgetUploads(town.house);
    expect((await town.get(location!, { as: administrator })).status).toBe(200);
    await town.database.system(({ db }) =>
      db
        .updateTable('directory_upload')
        .set({ at: new Date(Date.now() - 90_000_000) })
        .execute(),
    );
    await forgetUploads(town.house);
    const gone = await town.get(location!, { as: administrator });
    expect(gone.location).toBe('/directory-files');
  });

  test('leaves those alone who speak for themselves', async () => {
    expect((await send('organisations', 'slug,kind,name_en\nown-voice,community,Taken over')).html).toContain(
      'speaks for itself',
    );
    expect(
      (await send('responsibilities', 'organisation,decides,text_en\nown-voice,yes,Everything')).html,
    ).toContain('speaks for itself');
  });
});

describe('what would change', () => {
  const rows = (html: string) =>
    [...html.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)]
      .slice(1)
      .map(([, row]) => row!.replace(/<[^>]+>/g, '|').replace(/\|+/g, '|'));

  test('stands there with line, organisation, column, and from what to what', async () => {
    await bring(
      'organisations',
      'slug,kind,name_en,name_de,phone\nharbour,department,Harbour,Hafen,11\ntown,local-government,Town,Stadt,22\n',
    );
    const page = await send(
      'organisations',
      'slug,name_en,phone,parent\nharbour,Harbour Office,11,town\ntown,Town,33,\n',
    );
    expect(rows(page.html)).toEqual([
      '|2|Harbour|name_en|Harbour|Harbour Office|',
      '|2|Harbour|parent|–|town|',
      '|3|Town|phone|22|33|',
    ]);
    const added = await town.get(
      (
        await town.post(
          '/directory-files',
          { table: 'organisations', file: csv('slug,kind,name_de\nzoo,business,Tierpark') },
          { as: administrator },
        )
      ).location!,
      { as: administrator, locale: 'de' },
    );
    expect(rows(added.html)).toEqual(['|2|Tierpark|neu|–|business|']);
  });

  test('of what an organisation decides: what is new, what changes, what goes', async () => {
    await bring(
      'responsibilities',
      'organisation,decides,text_en,words_en\nharbour,yes,Berths,boat\nharbour,yes,Cranes,\n',
    );
    const page = await send(
      'responsibilities',
      'organisation,decides,text_en,words_en\nharbour,yes,Berths,boat | ship\nharbour,yes,Ferries,\n',
    );
    expect(rows(page.html)).toEqual([
      '|2|Harbour|words_en|boat|boat | ship|',
      '|3|Harbour|new|–|Ferries|',
      '|–|Harbour|taken off|Cranes|–|',
    ]);
    const order = await send(
      'responsibilities',
      'organisation,decides,text_en,words_en\nharbour,yes,Cranes,\nharbour,yes,Berths,boat\n',
    );
    expect(rows(order.html)).toEqual(['|2|Harbour|only the order|–|–|']);
  });

  test('is cut off after a hundred rows, and says so', async () => {
    const many = Array.from({ length: 130 }, (_, n) => `many-${n},school,School ${n}`).join('\n');
    const page = await send('organisations', `slug,kind,name_en\n${many}`);
    expect(rows(page.html)).toHaveLength(100);
    expect(page.html).toContain('And 30 more changes.');
  });

  test('a wrong heading is told together with faulty rows, and a kind is wanted of new rows only', async () => {
    const page = await send(
      'organisations',
      'slug,colour,name_en,reply_days\nharbour,red,Harbour,soon\nfresh,blue,Fresh,3\n',
    );
    expect(rows(page.html)).toEqual([
      expect.stringContaining('|1|colour|–|Remove this column'),
      expect.stringContaining('|2|reply_days|soon|Write a number'),
      expect.stringContaining('|3|kind|–|Write one of the kinds'),
    ]);
    const nameless = await send('responsibilities', 'organization,decides,text_en\nharbour,perhaps,Berths\n');
    expect(rows(nameless.html)).toEqual([
      expect.stringContaining('|1|organization|–|Remove this column'),
      expect.stringContaining('|1|organisation|–|Add this column'),
      expect.stringContaining('|2|decides|perhaps|Write yes or no'),
    ]);
  });

  test('once it is in, the browser’s way back leads to a place from which one goes on', async () => {
    const { location } = await town.post(
      '/directory-files',
      { table: 'organisations', file: csv('slug,kind,name_en\nback,school,Back') },
      { as: administrator },
    );
    await town.postAndFollow(`${location}/import`, {}, { as: administrator });
    expect((await town.get(location!, { as: administrator })).location).toBe('/directory-files');
  });
});

describe('bringing in', () => {
  test('adds and changes organisations and what they decide, and the search knows', async () => {
    const told = await bring(
      'organisations',
      '\uFEFFslug;kind;name_en;name_de;summary_en;parent;phone;reply_days\r\ntown-hall;local-government;Town Hall;Rathaus;;;;\r\nstreets;department;Streets;Straßen;"Looks after streets; and squares";town-hall;\'+47 22;10\r\n',
    );
    expect(told.html).toContain('2 rows are in');
    await bring(
      'responsibilities',
      'organisation,decides,text_en,words_en,instead\nstreets,yes,Café tables,terrace | outdoor seating,\nstreets,no,Weddings,,town-hall\n',
    );
    const page = await town.get('/organisations/streets');
    expect(page.html).toMatch(
      /Town Hall[\s\S]*Looks after streets; and squares[\s\S]*Café tables[\s\S]*Weddings[\s\S]*Town Hall/,
    );
    expect(page.html).toContain('+47 22');
    expect((await town.get('/who-does-what?q=terrace')).html).toContain('Streets');

    // A column that is missing leaves its field; what the second table no longer names goes.
    await bring('organisations', 'slug,kind,name_en\nstreets,department,Streets and Squares\n');
    await bring('responsibilities', 'organisation,decides,text_en\nstreets,yes,Benches\n');
    const after = await town.get('/organisations/streets');
    expect(after.html).toMatch(/Streets and Squares[\s\S]*Looks after streets/);
    expect(after.html).toContain('Benches');
    expect(after.html).not.toContain('Café tables');
    expect((await town.get('/organisations/streets', { locale: 'de' })).html).toContain('Straßen');
    expect((await town.get('/who-does-what?q=terrace')).html).toContain('We found nobody');
  });

  test('happens once, however often the button is pressed', async () => {
    const page = await send('organisations', 'slug,kind,name_en\nonce,school,Once');
    const action = /action="(\/directory-files\/[^"]+\/import)"/.exec(page.html)![1]!;
    const pressed = [1, 2, 3].map(() => town.post(action, {}, { as: administrator }));
    const led = (await Promise.all(pressed)).map(({ location }) => location).sort();
    expect(led).toEqual(['/directory-files', '/directory-files', '/who-does-what']);
    expect((await town.post(action, {}, { as: administrator })).location).toBe('/directory-files');
    const { rows } = await town.database.outer.query(
      `select count(*) as n from journal_entry e join organisation o on o.id = e.space_id where o.slug = 'once'`,
    );
    expect(rows[0].n).toBe(1);
  });

  test('stands in the journal under the name of the administrator', async () => {
    const rows = await town.database.system(({ db }) =>
      db
        .selectFrom('journal_entry as e')
        .innerJoin('organisation as o', 'o.id', 'e.space_id')
        .select(['e.kind', 'e.actor_id'])
        .where('o.slug', '=', 'streets')
        .orderBy('e.seq')
        .execute(),
    );
    expect(rows.map((row) => row.kind)).toEqual([
      'organisation.imported',
      'responsibility.imported',
      'organisation.changed',
      'responsibility.imported',
    ]);
    expect(new Set(rows.map((row) => row.actor_id))).toEqual(new Set([administrator]));
  });
});

describe('going out', () => {
  test('and in again changes nothing, hostile cells included', async () => {
    await bring(
      'organisations',
      `slug,kind,name_en,summary_en,phone\nhostile,business,"=HYPERLINK(""http://evil.example"")","@SUM(1)","+47-1"\n`,
    );
    const organisations = await download('organisations');
    const responsibilities = await download('responsibilities');
    for (const line of (organisations + responsibilities).split('\r\n')) {
      expect(line).not.toMatch(/(^|,)"?[=+@\t-]/);
    }
    expect(organisations).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(organisations.replace('\uFEFF', '').split('\r\n')[0]).toBe(columns.organisations.join(','));
    const own = organisations
      .split('\r\n')
      .filter((line) => !line.startsWith('own-voice'))
      .join('\r\n');
    // Nothing to do, and it says so.
    expect((await send('organisations', own)).html).toContain('Nothing would change');
    expect((await send('responsibilities', responsibilities)).html).toContain('Nothing would change');
    // Into another state and back.
    await bring('organisations', own.replace("'@SUM(1)", 'Sums'));
    expect(await download('organisations')).not.toBe(organisations);
    const back = await send('organisations', own);
    expect(back.html).toMatch(/0 new, 1 changed, \d+ as they are/);
    await bring('organisations', own);
    expect(await download('organisations')).toBe(organisations);
    expect(await download('responsibilities')).toBe(responsibilities);
  });

  test('leaves out those who hide', async () => {
    await town.post(
      '/registration',
      { kind: 'community', name_en: 'Hidden ones', safe: 'yes' },
      { as: lead },
    );
    expect(await download('organisations')).not.toContain('Hidden');
    // Nor does a table with their name, guessed, tell that they are there.
    await bring('organisations', 'slug,kind,name_en\nhidden-ones,community,Hidden ones');
    expect((await town.get('/organisations/hidden-ones')).status).toBe(200);
  });
});
