import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { filledForm, theirsBeside } from '../../testing-forms.ts';
import { lockPeople } from '../accounts/store.ts';
import { setPartnerJoined } from '../partnerships/store.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { beginVision, sectionsOf } from './testing.ts';

let town: TestTown;
let city: FoundedPartnership;
let path: string;
let block: { id: string; heading: string };
const writers: string[] = [];

beforeAll(async () => {
  town = await openTestTown();
  city = await foundPartnership(town);
  for (let n = 0; n < 20; n++)
    writers.push(await city.join(`Writer ${n}`, 'member', city.partners[n % 3]!.id));
  path = await beginVision(town, city.id, writers[0]!);
  block = (await sectionsOf(town, path))[0]!;
}, 120_000);
afterAll(() => town.close());

const lines = Array.from({ length: 20 }, (_, n) => `This is paragraph ${n}, as all know it.`);

function versions() {
  return town.database
    .system(({ db }) =>
      sql<{ number: number; text: string }>`
        select number, text from block_version where block_id = ${block.id} order by number`.execute(db),
    )
    .then(({ rows }) => rows);
}

const inForm = (html: string, name: string) =>
  new RegExp(`name="${name}" value="(\\d*)"`).exec(html)?.[1] ?? '';
const written = (html: string) =>
  /<textarea[^>]*name="text"[^>]*>([\s\S]*?)<\/textarea>/.exec(html)![1]!.trim();

it('twenty who save at the same instant lose no word: each is a version, or shown the others first', async () => {
  const save = (as: string, form: Record<string, string>) =>
    town.post(`${path}/blocks/${block.id}/versions`, { heading: block.heading, ...form }, { as });
  expect((await save(writers[0]!, { text: lines.join('\n'), base: '0' })).status).toBe(303);

  // Each changes a line of their own; all opened the form at version 1.
  const forms = writers.map((_, n): Record<string, string> => {
    const text = lines.map((line, m) => (m === n ? `${line} Writer ${n} was here.` : line)).join('\n');
    return { text, base: '1' };
  });
  const answers = await Promise.all(writers.map((as, n) => save(as, forms[n]!)));
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
  // Nobody's words are gone from the form of those who did not get through: they read it and save again.
  for (const [n, answer] of answers.entries()) {
    for (let { status, html } = answer; status !== 303; ) {
      expect(status).toBe(422);
      expect(written(html)).toContain(`Writer ${n} was here.`);
      const form = { text: written(html), base: inForm(html, 'base'), began: inForm(html, 'began') };
      ({ status, html } = await save(writers[n]!, form));
    }
  }
  const all = await versions();
  expect(all.map(({ number }) => number)).toEqual(Array.from({ length: 21 }, (_, n) => n + 1));
  for (const [n] of writers.entries())
    expect(all.at(-1)!.text).toContain(`paragraph ${n}, as all know it. Writer ${n} was here.`);
}, 120_000);

it('two changes of the same words meet on the page of the second, and both stay readable', async () => {
  const before = (await versions()).at(-1)!;
  const change = (words: string) => ({
    heading: block.heading,
    text: before.text.replace('This is paragraph 7', words),
    base: String(before.number),
  });
  const save = (as: string, form: Record<string, string>) =>
    town.post(`${path}/blocks/${block.id}/versions`, form, { as });
  const answers = await Promise.all([
    save(writers[1]!, change('Rosa wrote paragraph 7')),
    save(writers[2]!, change('Per wrote paragraph 7')),
  ]);
  const second = answers.find(({ status }) => status === 422)!;
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
  expect(second.html).toContain('changed the same words as you');
  expect(second.html).toContain('Rosa');
  expect(second.html).toContain('Per');
  expect(written(second.html)).toMatch(/(Rosa|Per) wrote paragraph 7/);
});

it('a form that is sent twice writes once', async () => {
  const before = await versions();
  const form = {
    _once: newId(),
    heading: block.heading,
    text: `${before.at(-1)!.text}\nOnce.`,
    base: String(before.length),
  };
  const send = () => town.post(`${path}/blocks/${block.id}/versions`, form, { as: writers[3]! });
  const answers = await Promise.all([send(), send()]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  expect(await versions()).toHaveLength(before.length + 1);
});

it('a yes to words that changed meanwhile does not count for the new ones', async () => {
  const { lead } = city.partners[0]!;
  const before = (await versions()).at(-1)!;
  const page = await town.get(`${path}/answers`, { as: lead });
  expect(inForm(page.html, `version-${block.id}`)).toBe(String(before.number));
  const change = { heading: block.heading, text: `${before.text}\nAnd more.`, base: String(before.number) };
  await town.post(`${path}/blocks/${block.id}/versions`, change, { as: writers[4]! });
  const yes = { [`answer-${block.id}`]: 'yes', [`version-${block.id}`]: String(before.number) };
  const late = await town.post(`${path}/answers`, yes, { as: lead });
  expect(late.status).toBe(422);
  expect(late.html).toContain('was changed while you were reading');
  expect(inForm(late.html, `version-${block.id}`)).toBe(String(before.number + 1));
});

it('the last yeses of all at the same instant agree once', async () => {
  for (const { id } of (await sectionsOf(town, path)).slice(1)) {
    await town.post(`${path}/blocks/${id}/removal`, {}, { as: writers[0]! });
  }
  const number = String((await versions()).at(-1)!.number);
  const yes = { [`answer-${block.id}`]: 'yes', [`version-${block.id}`]: number };
  const answers = await Promise.all(
    city.partners.map(({ lead }) => town.post(`${path}/answers`, yes, { as: lead })),
  );
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  const { rows } = await town.database.system(({ db }) =>
    sql<{ editions: number; agreements: number; recorded: number }>`select
      (select count(*)::int from document_edition) as editions,
      (select count(*)::int from block_agreement) as agreements,
      (select count(*)::int from journal_entry where kind = 'text.agreed') as recorded`.execute(db),
  );
  expect(rows[0]).toEqual({ editions: 1, agreements: 1, recorded: 1 });
});

it('a form that names versions there never were is no trouble', async () => {
  const vision = await beginVision(town, city.id, writers[0]!);
  const [first] = await sectionsOf(town, vision);
  const as = { as: writers[0]! };
  const words = { heading: first!.heading, text: 'We teach and buy together.' };
  const versions = (base: string, began = '') =>
    town.post(`${vision}/blocks/${first!.id}/versions`, { ...words, base, began }, as);
  expect((await versions('7')).status).toBe(303);
  expect((await versions('99999999999', '99999999999')).status).toBe(303);
  const comment = { text: 'Who is we?', version: '99999999999', place: '0:2' };
  expect((await town.post(`${vision}/blocks/${first!.id}/comments`, comment, as)).status).toBe(422);
});

it('a text is not agreed without a partner that joins while the last yes is given', async () => {
  const talks = await foundPartnership(town);
  const [first, second, third] = talks.partners.map(({ lead }) => lead) as [string, string, string];
  const joins = talks.partners[2]!.id;
  await town.database.outer.query('update partner set joined_at = null where id = $1', [joins]);
  const vision = await beginVision(town, talks.id, first);
  const [kept, ...rest] = await sectionsOf(town, vision);
  const form = { heading: kept!.heading, text: 'Food for all', base: '0' };
  await town.post(`${vision}/blocks/${kept!.id}/versions`, form, { as: first });
  for (const { id } of rest) await town.post(`${vision}/blocks/${id}/removal`, {}, { as: first });
  const yes = { [`answer-${kept!.id}`]: 'yes', [`version-${kept!.id}`]: '1' };
  await town.post(`${vision}/answers`, yes, { as: first });

  // The third partner is half in when the second one says yes: it is waited for, until it is in.
  let answered = false;
  const { promise: halfIn, resolve: isHalfIn } = Promise.withResolvers<void>();
  const joining = town.database.system(async (tx) => {
    await lockPeople(tx, talks.id);
    await setPartnerJoined(tx, joins, undefined);
    isHalfIn();
    for (let looks = 0; !answered && looks < 2_000; looks++) {
      const { rows } = await sql<{ waits: boolean }>`select exists (select from pg_locks l
        where l.locktype = 'advisory' and not l.granted and l.database = (
          select d.oid from pg_database d where d.datname = current_database())) as waits`.execute(tx.db);
      if (rows[0]!.waits) break;
    }
  });
  await halfIn;
  const answering = town.post(`${vision}/answers`, yes, { as: second });
  answering.finally(() => {
    answered = true;
  });
  await joining;
  expect((await answering).status).toBe(303);
  expect((await town.get(vision, { as: second })).html).not.toContain('What we agreed');
  await town.post(`${vision}/answers`, yes, { as: third });
  expect((await town.get(vision, { as: second })).html).toContain('agreed by all 3 partners');
});

it('of two who write down the word of the same partner at the same instant the second reads the first', async () => {
  const talks = await foundPartnership(town, {
    partners: [{ name: 'Food Office' }, { name: 'Harvest group' }, { name: 'Neighbours', people: [] }],
  });
  const [{ lead }, , silent] = talks.partners as unknown as [{ lead: string }, unknown, { id: string }];
  const vision = await beginVision(town, talks.id, lead);
  const [first, second] = await sectionsOf(town, vision);
  for (const { id, heading } of [first!, second!])
    await town.post(
      `${vision}/blocks/${id}/versions`,
      { heading, text: 'One dish', base: '0' },
      { as: lead },
    );
  const facilitators = [talks.facilitator, await talks.join('Other facilitator', 'facilitator')];
  const page = `${vision}/answers?partner=${silent.id}`;
  const action = `${vision}/answers`;
  const opened = await Promise.all(facilitators.map((as) => town.get(page, { as })));
  const said = [
    { [`answer-${first!.id}`]: 'yes', [`answer-${second!.id}`]: 'yes' },
    { [`answer-${first!.id}`]: 'not-yet', [`reason-${first!.id}`]: 'Too few', [`answer-${second!.id}`]: '' },
  ];
  const send = (n: number, form: Record<string, string | string[]>) =>
    town.post(
      action,
      { ...filledForm(opened[n]!.html, action), how: 'visit', ...form },
      { as: facilitators[n]! },
    );
  expect((await send(0, said[0]!)).status).toBe(303);
  const both = await send(1, said[1]!);
  expect(both.status).toBe(409);
  expect(theirsBeside(both.html, `answer-${first!.id}`)).toContain('Yes, they stand for this');
  expect(both.html, 'what one has written stays').toContain('Too few');
  const words = async () =>
    (
      await town.database.outer.query(
        'select block_id as block, answer from block_adoption where partner_id = $1 order by at, id',
        [silent.id],
      )
    ).rows;
  expect(await words()).toHaveLength(2);
  const again = filledForm(both.html, action);
  expect(again[`answer-${second!.id}`], 'what nobody typed takes nothing away').toBe('yes');
  expect((await town.post(action, again, { as: facilitators[1]! })).status).toBe(303);
  expect((await words()).filter(({ block }) => block === first!.id).map(({ answer }) => answer)).toEqual([
    'yes',
    'not-yet',
  ]);
});
