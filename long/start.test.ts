// Starting and stopping as a person does: what is printed, what is touched, and what works beside the city.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentsOf, tablesThatMention } from './contents.ts';
import { databaseOf, onDatabase } from './evidence.ts';
import {
  endAll,
  freePort,
  home,
  type Program,
  runCommand,
  signInsIn,
  startInVain,
  startProgram,
  until,
} from './program.ts';
import { Visitor } from './visitor.ts';

const folder = mkdtempSync(join(tmpdir(), 'samvirke-starts-'));
afterAll(() => {
  endAll();
  rmSync(folder, { recursive: true, force: true });
});

const place = async (name: string) => ({
  SAMVIRKE_DATA: join(folder, name),
  PORT: await freePort(),
  SAMVIRKE_LOG: 'error',
});

describe('a start that cannot be', () => {
  let taken: Server;
  let takenPort: number;
  beforeAll(async () => {
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    takenPort = (taken.address() as { port: number }).port;
  });
  afterAll(async () => {
    await new Promise((resolve) => taken.close(resolve));
  });

  const cases: [string, () => Record<string, string>, RegExp][] = [
    [
      'on a port in use',
      () => ({ PORT: String(takenPort) }),
      /^Port \d+ is in use by another program\. Set PORT to a free one\.$/,
    ],
    [
      'on a port that is none',
      () => ({ PORT: '70000' }),
      /^PORT is "70000", but it has to be a whole number/,
    ],
    [
      'with mail but no sender',
      () => ({ SMTP_URL: 'smtp://127.0.0.1:25' }),
      /^SMTP_URL is set, but SAMVIRKE_MAIL_FROM is not: mail needs both\.$/,
    ],
    [
      'with a sender but no mail',
      () => ({ SAMVIRKE_MAIL_FROM: 'city@city.example' }),
      /^SAMVIRKE_MAIL_FROM is set, but SMTP_URL is not: mail needs both\.$/,
    ],
    [
      'with a mailbox for mail that comes back, but no mail',
      () => ({ BOUNCES_URL: 'imaps://city:secret@mail.city.example' }),
      /^BOUNCES_URL is set, but SMTP_URL is not: where no mail goes out, none comes back\.$/,
    ],
    [
      'with half an address of a database',
      () => ({ DATABASE_URL: 'postgres://' }),
      /^DATABASE_URL has to begin with postgres:\/\/ and name a server and a database\.$/,
    ],
    [
      'with another kind of database',
      () => ({ DATABASE_URL: 'mysql://root@127.0.0.1/city' }),
      /^DATABASE_URL has to begin with postgres:\/\//,
    ],
    [
      'with a database that does not answer',
      () => ({ DATABASE_URL: `postgres://city:secret@127.0.0.1:1/city` }),
      /^The database of DATABASE_URL cannot be reached: (?!.*secret).*\.$/,
    ],
    [
      'with half an address of a store',
      () => ({ FILES_URL: 's3://s3.city.example/pictures' }),
      /^FILES_URL has to look like s3:\/\/key:secret@s3\.example\.org\/bucket\?region=eu-central-1; .*\.$/,
    ],
    [
      'with a store that does not answer',
      () => ({ FILES_URL: 's3+http://city:secret@127.0.0.1:2/pictures' }),
      /^The store of FILES_URL does not answer: ECONNREFUSED\.$/,
    ],
    [
      'with a setting that there is not',
      () => ({ SAMVIRKE_DMEO: 'off' }),
      /^There is no setting SAMVIRKE_DMEO\. The settings are: .*SAMVIRKE_DEMO/,
    ],
    [
      'of the sample city for others to reach',
      () => ({ HOST: '0.0.0.0' }),
      /^HOST is 0\.0\.0\.0, but the sample city with its printed passwords opens on this machine only\./,
    ],
  ];
  it.each(cases)('%s ends with one sentence and touches nothing', async (name, settings, sentence) => {
    const place0 = await place(name.replaceAll(' ', '-'));
    const { code, complaints } = await startInVain({ ...place0, ...settings() });
    expect(complaints).toEqual([expect.stringMatching(sentence)]);
    expect(code).toBe(1);
    expect(existsSync(place0.SAMVIRKE_DATA), 'nothing was made').toBe(false);
  });

  it('in a data folder that is a file ends with one sentence and leaves the file alone', async () => {
    const settings = await place('a-file');
    writeFileSync(settings.SAMVIRKE_DATA, 'a file');
    const { code, complaints } = await startInVain(settings);
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toContain(settings.SAMVIRKE_DATA);
    expect(code).toBe(1);
    expect(readFileSync(settings.SAMVIRKE_DATA, 'utf8')).toBe('a file');
  });
});

describe('the sample city', () => {
  let program: Program;
  let settings: Awaited<ReturnType<typeof place>>;
  beforeAll(async () => {
    settings = await place('sample');
    program = await startProgram(settings);
  });
  afterAll(() => program.stop());

  it('prints sign-ins that work, and the same ones at the next start', async () => {
    const before = signInsIn(program.output());
    expect(before.size).toBeGreaterThanOrEqual(10);
    await new Visitor(program.url).signIn('admin@elvestad.example', before.get('admin@elvestad.example')!);
    const first = program.readyAfter;
    expect(await program.stop()).toBe(0);
    program = await startProgram(settings);
    expect(signInsIn(program.output())).toEqual(before);
    console.log(
      `first start ${(first / 1000).toFixed(1)} s, second ${(program.readyAfter / 1000).toFixed(1)} s`,
    );
  });

  it('keeps its data folder to itself', async () => {
    const lock = readFileSync(join(settings.SAMVIRKE_DATA, 'samvirke.lock'), 'utf8');
    const second = await startInVain({ ...settings, PORT: await freePort() });
    expect(second.code).toBe(1);
    expect(second.complaints).toEqual([
      `The data folder ${settings.SAMVIRKE_DATA} is in use by process ${program.child.pid}; only one process at a time can open it.`,
    ]);
    expect(readFileSync(join(settings.SAMVIRKE_DATA, 'samvirke.lock'), 'utf8')).toBe(lock);
    expect((await new Visitor(program.url).get('/')).status).toBe(200);
  });

  it('is verified while it runs', async () => {
    const { code, output } = await runCommand(['verify-journal'], settings);
    expect(output).toContain(', 0 findings');
    expect(code).toBe(0);
    const head = /kept elsewhere: (\S+)/.exec(output)![1]!;
    const fitting = await runCommand(['verify-journal', '--head', head], settings);
    expect(fitting.output).toContain(`The head ${head} fits: nothing before it was changed.`);
    const forged = head.replace(/.{4}$/, (end) => (end === '0000' ? '1111' : '0000'));
    const other = await runCommand(['verify-journal', '--head', forged], settings);
    expect(other.output).toContain('forged-head');
    expect(other.output).not.toContain(' fits');
    expect(other.code).toBe(1);
  });

  it('says which port it got where any will do', async () => {
    const any = await startProgram({ ...(await place('any-port')), PORT: '0', SAMVIRKE_DEMO: 'off' });
    expect(any.url).toMatch(/^http:\/\/localhost:[1-9]\d+$/);
    expect((await new Visitor(any.url).get('/')).status).toBe(200);
    await any.stop();
  });

  it('leaves without a trace, and the chain stays whole', async () => {
    const removed = await runCommand(['remove-demo', '--yes'], settings);
    expect(removed.output).toMatch(
      /The sample city is gone: [1-9]\d* organisations, [1-9]\d* people, \d+ mails that nobody had sent\./,
    );
    expect(removed.code).toBe(0);
    await onDatabase(settings, async (database) => {
      const { rows } = await database.outer.query(`
        select (select count(*)::int from space where kind <> 'city') as spaces,
          (select count(*)::int from person) as people, (select count(*)::int from auth_user) as logins,
          (select count(*)::int from membership) as memberships, (select count(*)::int from city_goal) as goals,
          (select count(*)::int from search_posting) as postings`);
      expect(rows).toEqual([{ spaces: 0, people: 0, logins: 0, memberships: 0, goals: 0, postings: 0 }]);
      for (const word of ['%.example%', '%Elvestad%', '%Mühlenstraße%', '%Mill Street%'])
        expect(await tablesThatMention(database, word), word).toEqual({});
    });
    const verified = await runCommand(['verify-journal'], settings);
    expect(verified.output).toContain(', 0 findings');
    expect((await runCommand(['remove-demo', '--yes'], settings)).output).toContain(
      'There is no sample city here.',
    );
    expect((await new Visitor(program.url).get('/sign-in')).html).not.toContain('Elvestad');
  });

  it('does not come back at the next start', async () => {
    expect(await program.stop()).toBe(0);
    program = await startProgram(settings);
    expect(signInsIn(program.output()).size).toBe(0);
    await onDatabase(settings, async (database) => {
      expect(await tablesThatMention(database, '%Elvestad%')).toEqual({});
    });
  });
});

describe('an empty city', () => {
  let program: Program;
  let settings: Record<string, string> & { SAMVIRKE_DATA: string };
  const sample = join(home, 'demo', 'elvestad.yaml');
  beforeAll(async () => {
    settings = { ...(await place('empty')), SAMVIRKE_DEMO: 'off', HOST: '127.0.0.1' };
    program = await startProgram(settings);
  });
  afterAll(() => program.stop());
  const codeIn = (output: string) => /give this code[^\n]*\n +(\S+)/.exec(output)?.[1];

  it('prints a code that makes one person the administrator, once', async () => {
    await until(() => codeIn(program.output()) !== undefined, 'a code is printed', program.output);
    const code = codeIn(program.output());
    const form = { name: 'First', email: 'first@city.example', password: 'three words in a row' };
    const first = new Visitor(program.url);
    expect((await first.post('/setup', { ...form, code: 'AAAA-BBBB' })).status).toBe(422);
    expect(await first.post('/setup', { ...form, code: code! })).toMatchObject({
      status: 303,
      location: '/setup/city',
    });
    expect((await first.get('/setup/city')).status).toBe(200);
    const second = await new Visitor(program.url).post('/setup', {
      ...form,
      email: 'second@city.example',
      code: code!,
    });
    expect(second.location ?? '').not.toBe('/setup/city');
    await onDatabase(settings, async (database) => {
      const { rows } = await database.outer.query(
        "select p.email from membership m join person p on p.id = m.person_id where m.role = 'administrator'",
      );
      expect(rows).toEqual([{ email: 'first@city.example' }]);
    });
    expect(await program.stop()).toBe(0);
    program = await startProgram(settings);
    await until(() => program.output().includes('/setup/city'), 'it says what is left to do', program.output);
    expect(codeIn(program.output())).toBeUndefined();
  });

  it('takes in a file while it runs; the same file a second time changes nothing', async () => {
    const first = await runCommand(['import', sample], settings);
    expect(first.output).toMatch(/[1-9]\d* added, \d+ changed, 0 as before/);
    expect(first.code).toBe(0);
    const database = await databaseOf(settings);
    const before = await contentsOf(database);
    const second = await runCommand(['import', sample], settings);
    expect(second.output).toMatch(/ 0 added, 0 changed, [1-9]\d* as before|^0 added, 0 changed/m);
    expect(await contentsOf(database)).toEqual(before);
    await database.close();
  });

  it('refuses a damaged file whole, with line and field', async () => {
    const text = readFileSync(sample, 'utf8');
    const lines = text.split('\n');
    const at = lines.findIndex((line) => line.includes('streets.deputy@elvestad.example'));
    lines[at] = '    email: not an address';
    // Something new and right stands before the mistake: it must not come in either.
    const person = lines.findIndex((line) => line.startsWith('people:'));
    lines.splice(person + 1, 0, ...['  - key: newcomer', "    name: { en: 'New', de: 'Neu' }"]);
    lines.splice(
      person + 3,
      0,
      ...['    email: newcomer@elvestad.example', '    of: streets', '    role: member'],
    );
    const file = join(folder, 'damaged.yaml');
    writeFileSync(file, lines.join('\n'));
    const database = await databaseOf(settings);
    const before = await contentsOf(database);
    const refused = await runCommand(['import', file], settings);
    expect(refused.code).toBe(1);
    expect(refused.complaints[0]).toBe('Nothing was brought in. The file has these mistakes:');
    expect(refused.complaints.slice(1)).toEqual([
      expect.stringMatching(new RegExp(`^  line ${at + 6}, people\\.streets-deputy\\.email: .+`)),
    ]);
    expect(await contentsOf(database)).toEqual(before);
    await database.close();

    const none = await runCommand(['import', join(folder, 'not-there.yaml')], settings);
    expect(none.code).toBe(1);
    expect(none.complaints).toHaveLength(1);
  });

  it('is served by the same commands when it does not run', async () => {
    expect(await program.stop()).toBe(0);
    try {
      const again = await runCommand(['import', sample], settings);
      expect(again).toMatchObject({ code: 0, output: expect.stringContaining('0 added, 0 changed') });
      const verified = await runCommand(['verify-journal'], settings);
      expect(verified).toMatchObject({ code: 0, output: expect.stringContaining(', 0 findings') });
      const unknown = await runCommand(['verify'], settings);
      expect(unknown).toMatchObject({ code: 2, complaints: [expect.stringContaining('verify-journal')] });
      expect(existsSync(join(settings.SAMVIRKE_DATA, 'samvirke.lock'))).toBe(false);
    } finally {
      program = await startProgram(settings);
    }
  });
});
