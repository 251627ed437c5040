import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsIn, type Proof } from '../../mechanisms/decision/proof.ts';
import { sheetReader } from '../../platform/carrying/sheet-reader.ts';
import { readHead } from '../../platform/journal/chain.ts';
import { verifyJournal } from '../../platform/journal/verify.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { settleEnded } from './actions.ts';
import { exporting } from './exporting.ts';
import { endNow, idOf, inDays, propose } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let leads: string[];
let silent: string;
let stoves: string;
let register: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town, {
    partners: [
      { name: 'Food Office' },
      { name: 'Harvest group' },
      { name: 'Canteens Ltd' },
      { name: 'Market women', people: [] },
    ],
  });
  leads = talks.partners.slice(0, 3).map(({ lead }) => lead!);
  silent = talks.partners[3]!.id;
  register = `/partnerships/${talks.id}/decisions`;
  stoves = await decide('Two stoves', 'We buy two stoves.', { no: 'One would do' });
}, 120_000);
afterAll(() => town.close());

/** Put to all, spoken to by three, over and counted. */
async function decide(title: string, text: string, { no }: { no?: string } = {}): Promise<string> {
  const form = { way: 'majority', title, text, results: 'closed', quorum: '1' };
  const at = await propose(town, talks, form, leads[0]!);
  const say = (stance: string, as: string, reason = '') =>
    town.post(`${at}/voice`, { version: '1', stance, reason }, { as });
  await say('yes', leads[0]!);
  await say('yes', leads[1]!);
  if (no) await say('no', leads[2]!, no);
  await endNow(town, idOf(at));
  await settleEnded(town);
  return at;
}

const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const see = async (path: string, as = talks.observer) => said((await town.get(path, { as })).html);
const write = (at: string, form: Record<string, string>, as = leads[0]!) =>
  town.post(
    `${at}/outcome`,
    { text: 'Two stoves, one for winter.', because: 'It froze', review: inDays(120), ...form },
    { as },
  );
const read = async (at: string, as: string, form: Record<string, string> = {}) => {
  const { html } = await town.get(`${at}/reading${form.partner ? `?partner=${form.partner}` : ''}`, { as });
  const [, statement] = /name="statement" value="([^"]+)"/.exec(html) ?? [];
  return town.post(`${at}/reading`, { statement: statement ?? '', ...form }, { as });
};
const run = async (as: string, statement: ReturnType<typeof sql>) =>
  town.database
    .change(await town.scopeFor(as), async ({ db }) =>
      Number((await statement.execute(db)).numAffectedRows ?? 0),
    )
    .catch((error) => (error as { code?: string }).code ?? String(error));
const refused = '42501';

describe('row 64: what comes of it is given to somebody, and told outside', () => {
  const line = () => ({
    'step-0': 'Order the stoves',
    'owner-0': `person:${leads[1]}`,
    'due-0': inDays(30),
  });

  it('a line that is not whole is said beside the field, and what was typed stays', async () => {
    const { status, html } = await write(stoves, { ...line(), 'owner-0': '', 'step-1': '', 'due-1': 'soon' });
    expect(status).toBe(422);
    for (const words of [
      'Choose who does it.',
      'Say what is to be done.',
      'Write the day: day, month and year.',
    ])
      expect(said(html), words).toContain(words);
    expect(html).toContain('value="Order the stoves"');
    const gone = { ...line(), 'owner-0': `person:${talks.observer}` };
    expect(said((await write(stoves, gone)).html)).toContain('Choose who does it.');
    expect(said((await write(stoves, { ...line(), 'due-0': '1.1.2020' })).html)).toContain(
      'This day is over.',
    );
    expect(said((await write(stoves, { tell: 'not an address' })).html)).toContain(
      'This is no mail address: not',
    );
  });

  it('each line becomes a to-do, once, and each leads to the other', async () => {
    expect((await write(stoves, line())).status).toBe(303);
    expect((await write(stoves, line())).status).toBe(303);
    const { rows } = await town.database.outer.query('select id from to_do where space_id = $1', [talks.id]);
    expect(rows).toHaveLength(1);
    expect(await see(stoves)).toMatch(/Who does what Order the stoves/);
    expect(await see(`/partnerships/${talks.id}/to-dos`)).toContain('Comes from: Two stoves');
    expect(await see(`/partnerships/${talks.id}/to-dos/${rows[0].id}`, leads[1])).toContain(
      'Comes from: Two stoves',
    );
    expect(await see('/desk', leads[1])).toContain('Order the stoves');
    const statements = await town.database.outer.query(
      'select 1 from decision_statement where decision_id = $1',
      [idOf(stoves)],
    );
    expect(statements.rows, 'what says the same is not written down twice').toHaveLength(1);
  });

  it('who is named outside gets one mail in the language that was chosen, and one that fails is shown', async () => {
    const tell = 'paper@press.test, Paper@press.test\nnobody@refused.test';
    expect((await write(stoves, { tell, tellIn: 'de' })).status).toBe(303);
    await write(stoves, { tell: 'paper@press.test', tellIn: 'de' });
    await town.settle();
    const mails = town.mails.filter(({ to }) => to[0]?.address?.toLowerCase() === 'paper@press.test');
    expect(mails).toHaveLength(1);
    expect(mails[0]!.subject).toBe('Was entschieden wurde: Two stoves');
    expect(mails[0]!.text).toContain('Two stoves, one for winter.');
    await town.database.outer.query(
      "update mail set failed_at = app_now(), sent_at = null where address = 'nobody@refused.test'",
    );
    const shown = await see(stoves, leads[0]);
    expect(shown).toMatch(/nobody@refused.test Did not arrive/);
    expect(shown).toMatch(/paper@press.test Sent/i);
    expect(await see(stoves), 'addresses are for who steers').not.toContain('paper@press.test');
  });
});

describe('row 64: partners acknowledge what was written down', () => {
  it('is on the desk until done; heads are seen by all', async () => {
    expect(await see(stoves), 'who writes it down has read it').toContain('1 of 4 partners has read it.');
    const waits = 'read what was decided: Two stoves';
    expect(await see('/desk', leads[1])).toContain(`Harvest group: ${waits}`);
    expect(await see('/desk', talks.facilitator)).toContain(`Market women: ${waits}`);
    expect((await read(stoves, leads[1]!)).status).toBe(303);
    expect(await see('/desk', leads[1])).not.toContain(`Harvest group: ${waits}`);
    expect((await read(stoves, talks.observer)).status).toBe(403);
    const told = { partner: silent, how: 'phone', on: '' };
    expect((await read(stoves, talks.facilitator, told)).status, 'the day is wanted').toBe(422);
    expect((await read(stoves, talks.facilitator, { ...told, on: '1.1.2020' })).status).toBe(303);
    expect(await see(stoves)).toContain('3 of 4 partners have read it.');
    await town.settle();
    expect(await see(`/partnerships/${talks.id}/timeline`)).toMatch(
      /Harvest group has read what was decided: Two stoves/,
    );
  });

  it('written down anew it is asked anew, with what has changed; of what was overtaken nobody says so', async () => {
    const { html } = await town.get(`${stoves}/reading`, { as: leads[2]! });
    const [, statement] = /name="statement" value="([^"]+)"/.exec(html)!;
    await write(stoves, { text: 'Two stoves, one for summer.' });
    expect(await see(stoves)).toContain('1 of 4 partners has read it.');
    const late = await town.post(`${stoves}/reading`, { statement: statement! }, { as: leads[2]! });
    expect(said(late.html)).toContain('It has been written down anew meanwhile.');
    expect(await see('/desk', leads[1])).toContain('what was decided is written down anew: Two stoves');
    const page = (await town.get(`${stoves}/reading`, { as: leads[1]! })).html;
    expect(said(page)).toContain('What has changed since Harvest group read it');
    expect(page).toMatch(/<del>.*winter/);
    await read(stoves, leads[1]!);
    expect(await see(stoves)).toContain('2 of 4 partners have read it.');
  });

  it('nobody acknowledges for another, or what was overtaken, or gives steps and tells by raw SQL', async () => {
    const { rows } = await town.database.outer.query(
      'select id from decision_statement where decision_id = $1 order by at, id',
      [idOf(stoves)],
    );
    const [old, last] = rows.map(({ id }) => id as string);
    const acknowledges = (as: string, partner: string, statement: string) =>
      run(
        as,
        sql`insert into decision_acknowledgement (id, space_id, statement_id, partner_id, by_person)
          values (gen_random_uuid(), ${talks.id}, ${statement}, ${partner}, ${as})`,
      );
    const [first, , third] = talks.partners;
    expect(await acknowledges(leads[2]!, first!.id, last!)).toBe(refused);
    expect(await acknowledges(talks.facilitator, third!.id, last!)).toBe(refused);
    expect(await acknowledges(leads[2]!, third!.id, old!)).toBe(refused);
    const { id: toDo } = (
      await town.database.outer.query('select id from to_do where space_id = $1', [talks.id])
    ).rows[0];
    await town.database.outer.query('delete from decision_step');
    const step = (as: string) =>
      run(
        as,
        sql`insert into decision_step (id, space_id, decision_id, to_do_id, by_person)
          values (gen_random_uuid(), ${talks.id}, ${idOf(stoves)}, ${toDo}, ${as})`,
      );
    expect(await step(leads[1]!)).toBe(refused);
    expect(await step(leads[0]!)).toBe(1);
    const tells = (as: string, n = 1) =>
      run(
        as,
        sql`insert into decision_telling (id, space_id, statement_id, address, locale, by_person)
          select gen_random_uuid(), ${talks.id}, ${last}, 'a' || n || '@raw.test', 'en', ${as} from generate_series(1, ${n}::int) n`,
      );
    expect(await tells(leads[1]!)).toBe(refused);
    expect(await tells(leads[0]!)).toBe(1);
    const addresses = async (as: string) =>
      town.database.read(await town.scopeFor(as), async ({ db }) => {
        const found = await sql`select 1 from decision_telling`.execute(db);
        const told = await sql`select 1 from decision_told(${idOf(stoves)})`.execute(db);
        return [found.rows.length > 0, told.rows.length > 0];
      });
    expect(await addresses(leads[0]!)).toEqual([true, true]);
    for (const as of [leads[1]!, talks.observer]) expect(await addresses(as)).toEqual([false, false]);
    expect(await acknowledges(leads[2]!, third!.id, last!)).toBe(1);
  });
});

describe('row 64: the register is searched, and says what holds in place of what', () => {
  let salads: string;
  let soups: string;
  beforeAll(async () => {
    salads = await decide('Two salads', 'We serve two salads.');
    await write(salads, { text: 'Salads twice.' });
    const again = { because: 'It snowed', text: 'We serve three.', day: inDays(9), time: '12:00' };
    soups = (await town.post(`${salads}/reopening`, again, { as: leads[0]! })).location!;
    await town.post(`${soups}/voice`, { version: '1', stance: 'yes' }, { as: leads[0]! });
    await endNow(town, idOf(soups));
    await settleEnded(town);
    await decide('A third oven', 'We buy one more.', { no: 'No' });
  });

  const find = async (query: string) => {
    const { html } = await town.get(`${register}?${query}`, { as: talks.observer });
    return [...html.matchAll(/<h3[^>]*>\s*<a[^>]+href="([^"]+)"/g)].map(([, href]) => href);
  };

  it('finds by words, way, outcome and year', async () => {
    expect(await find('q=summer+STOVES')).toEqual([stoves]);
    expect(await find('q=100%25')).toEqual([]);
    expect(await find('way=consent')).toEqual([]);
    expect((await find('way=majority')).length).toBe(4);
    expect(await find('outcome=not')).toEqual([]);
    expect(await find('outcome=open')).toEqual([]);
    expect((await find('outcome=holds')).length).toBe(4);
    const year = new Date().getFullYear();
    expect((await find(`year=${year}`)).length).toBe(4);
    expect(await find('year=1999')).toEqual([]);
    expect(await see(`${register}?q=nothing`)).toContain('Nothing fits. Try fewer or other words.');
  });

  it('each line says who saw it otherwise, what replaces it, and where it stands in the record', async () => {
    await town.settle();
    const page = await see(register);
    expect(page).toMatch(/Two salads Salads twice\. Replaced by: Two salads/);
    expect(page).toContain('one partner saw it otherwise');
    expect(page).toMatch(/line \d+ of the record, [0-9a-f]{8}/);
  });

  it('what was replaced is not asked for any more', async () => {
    expect(await see('/desk', leads[1])).not.toContain('read what was decided: Two salads');
  });

  it('goes on after a key with the same words', async () => {
    await town.database.outer.query(
      `insert into decision (id, space_id, title, locale, process, results, quorum, due_at, at, outcome, settled_at)
       select gen_random_uuid(), space_id, 'Filler ' || n, 'en', process, results, quorum, app_now() - n * interval '1 day', app_now() - n * interval '2 days', outcome, app_now() - n * interval '1 day'
       from decision, generate_series(1, 40) n where id = $1`,
      [idOf(stoves)],
    );
    const { html } = await town.get(`${register}?q=Filler`, { as: talks.observer });
    const next = /rel="next"[^>]*href="([^"]+)"|href="([^"]+)"[^>]*rel="next"/.exec(html)!;
    const rest = await town.get((next[1] ?? next[2])!.replaceAll('&amp;', '&'), { as: talks.observer });
    const found = `${html}${rest.html}`.match(/Filler \d+(?=<\/a)/g)!;
    expect(new Set(found).size).toBe(40);
    expect(found).toHaveLength(40);
    await town.database.outer.query(`delete from decision where title like 'Filler %'`);
  });
});

describe('row 64: what was decided is proved to a stranger', () => {
  /** As the page describes it, with nothing of ours: canonical JSON, SHA-256, and no more. */
  const json = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(json).join(',')}]`;
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${json((value as Record<string, unknown>)[key])}`).join(',')}}`;
  };
  const print = (first: string, value: unknown) =>
    createHash('sha256').update(Buffer.from(first, 'hex')).update(json(value)).digest('hex');
  const fits = ({ salt, words, before, entry, hash }: Proof) =>
    print(salt!, words) === (entry[8] as { words?: string }).words && print(before, entry) === hash;

  it('a downloaded proof is verified independently, and one that was edited fails', async () => {
    await town.settle();
    expect(await see(`${stoves}/proof`)).toContain('How anybody checks it');
    const { status, html } = await town.get(`${stoves}/proof.json`, { as: talks.observer });
    expect(status).toBe(200);
    const proof = JSON.parse(html) as Proof;
    expect(proof.words).toMatchObject({
      title: 'Two stoves',
      proposal: 'We buy two stoves.',
      decided: 'Two stoves, one for summer.',
      holds: true,
      sides: { for: 2, against: 1 },
    });
    expect(fits(proof)).toBe(true);
    expect(faultsIn(proof)).toEqual([]);
    const other = { ...proof, words: { ...proof.words!, decided: 'Three stoves.' } };
    expect(fits(other)).toBe(false);
    expect(faultsIn(other)).toEqual(['words']);
    const entry = proof.entry.with(5, '2020-01-01T00:00:00.000Z') as Proof['entry'];
    expect(fits({ ...proof, entry })).toBe(false);
    expect(faultsIn({ ...proof, entry })).toEqual(['entry']);
    // The city's own check knows the line, and finds one that was made up.
    const head = readHead(proof.head)!;
    expect((await verifyJournal(town.database, [head])).findings).toEqual([]);
    const made = { ...head, hash: Buffer.alloc(32, 1) };
    expect((await verifyJournal(town.database, [made])).findings).toMatchObject([{ harm: 'forged-head' }]);
  });

  it('words that somebody changed in the database do not fit what is in the record', async () => {
    const get = async () =>
      JSON.parse((await town.get(`${stoves}/proof.json`, { as: leads[0]! })).html) as Proof;
    const change = (from: string, to: string) =>
      town.database.outer.query(
        'update decision_statement set text = replace(text, $2, $3) where decision_id = $1',
        [idOf(stoves), from, to],
      );
    await change('summer', 'spring');
    expect(faultsIn(await get())).toEqual(['words']);
    await change('spring', 'summer');
    expect(faultsIn(await get())).toEqual([]);
  });

  it('is for those who take part', async () => {
    const outsider = await town.addPerson('Outsider');
    expect((await town.get(`${stoves}/proof.json`, { as: outsider })).status).toBe(404);
    const { rows } = await town.database.read(await town.scopeFor(outsider), ({ db }) =>
      sql`select 1 from decision_entry(${idOf(stoves)})`.execute(db),
    );
    expect(rows).toEqual([]);
  });
});

describe('row 64: the sheet for people', () => {
  it('tells who has read it, who does what, and what was said about it', async () => {
    await town.post(`${stoves}/talk`, { text: 'Which *colour*?' }, { as: leads[1]! });
    const reader = sheetReader('en', await town.house.city.get());
    const [sheet] = await town.database.read(await town.scopeFor(talks.observer), (tx) =>
      exporting(town.house, tx, talks.id, reader),
    );
    expect(sheet!.text).toContain('3 of 4 partners have read it.');
    expect(sheet!.text).toMatch(/Order the stoves/);
    expect(sheet!.text).toMatch(/Which .?colour/);
  });
});
