import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Process } from '../../mechanisms/decision/process.ts';
import { everybody, findProcess } from '../../mechanisms/decision/processes.ts';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { idOf } from '../decisions/testing.ts';
import { setUpGroup } from '../groups/testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { sectionsOf } from '../texts/testing.ts';
import { chooseWay, end, say } from './testing.ts';

// Nobody adopts past the decision: not by raw SQL either, under the role of somebody who may do everything else.
let town: TestTown;
let talks: FoundedPartnership;
let rosa: string;
let per: string;
let lea: string;
const refused = '42501';

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  [rosa, per, lea] = talks.partners.map(({ lead }) => lead!) as [string, string, string];
}, 120_000);
afterAll(() => town.close());

const run = async (as: string, ...statements: ReturnType<typeof sql>[]) =>
  town.database
    .change(await town.scopeFor(as), async ({ db }) => {
      for (const statement of statements) await statement.execute(db);
      return 'done';
    })
    .catch((error) => (error as { code?: string }).code ?? String(error));

async function writtenText() {
  const form = { title: 'House rules', from: 'empty', headings: 'Doors' };
  const path = (await town.post(`/partnerships/${talks.id}/texts`, form, { as: rosa })).location!;
  const block = (await sectionsOf(town, path))[0]!.id;
  const words = { heading: 'Doors', text: 'Doors close at ten.', base: '0' };
  await town.post(`${path}/blocks/${block}/versions`, words, { as: rosa });
  return { path, document: idOf(path), block };
}

/** A decision of somebody's with what it adopts, all in one transaction. */
function decides(
  as: string,
  process: Process,
  of: { document: string; block: string; version?: number },
  {
    quorum = 2,
    days = 14,
    of: space = talks.id,
    voices = 'partners',
    circle = null as string | null,
    thresholds = '{}',
    text = 'Doors\n\nDoors close at ten.',
  } = {},
) {
  const id = newId();
  return [
    sql`insert into decision (id, space_id, title, locale, process, results, quorum, due_at, by_person,
        voices, circle_id, thresholds)
      values (${id}, ${space}, 'x', 'en', ${JSON.stringify(process)}, 'open', ${quorum},
        app_now() + make_interval(days => ${days}), ${as}, ${voices}, ${circle}, ${thresholds})`,
    sql`insert into decision_version (id, space_id, decision_id, number, text, locale, by_person)
      values (gen_random_uuid(), ${space}, ${id}, 1, ${text}, 'en', ${as})`,
    sql`insert into adoption (id, space_id, decision_id, number, kind, document_id, block_id, version, by_person)
      values (gen_random_uuid(), ${space}, ${id}, 1, 'section', ${of.document}, ${of.block}, ${of.version ?? 1}, ${as})`,
  ];
}

const agreement = (block: string) =>
  sql`insert into block_agreement (id, space_id, block_id, version) values (gen_random_uuid(), ${talks.id}, ${block}, 1)`;
const yes = (block: string, partner: string, as: string) =>
  sql`insert into block_adoption (id, space_id, block_id, version, partner_id, answer, by_person)
    values (gen_random_uuid(), ${talks.id}, ${block}, 1, ${partner}, 'yes', ${as})`;

it('everybody’s yes adopts until something else is chosen, and by no decision of somebody’s own making', async () => {
  const text = await writtenText();
  const forged = { ...everybody, settled: { by: 'proposer' } } as Process;
  expect(await run(rosa, ...decides(rosa, findProcess('majority')!, text))).toBe(refused);
  expect(await run(rosa, ...decides(rosa, forged, text))).toBe(refused);
  expect(await run(rosa, ...decides(rosa, everybody, text))).toBe('done');
  const other = await writtenText();
  for (const [n, as] of [rosa, per, lea].entries())
    expect(await run(as, yes(other.block, talks.partners[n]!.id, as))).toBe('done');
  const marked = sql`insert into block_agreement (id, space_id, block_id, version, decision_id)
    select gen_random_uuid(), ${talks.id}, ${other.block}, 1, id from decision where space_id = ${talks.id} limit 1`;
  expect(await run(rosa, marked), 'only the house says that a decision did').toBe(refused);
  expect(await run(rosa, agreement(other.block))).toBe('done');
});

it('once a way is chosen, nothing is adopted but by a decision in that way, by as many, for as long', async () => {
  await chooseWay(town, talks, { way: 'consent', days: '14', quorum: '2' });
  const text = await writtenText();
  for (const [n, as] of [rosa, per, lea].entries()) await run(as, yes(text.block, talks.partners[n]!.id, as));
  expect(await run(rosa, agreement(text.block)), 'past the decision').toBe(refused);
  const look = sql`insert into document_look (id, space_id, document_id, by_person)
    values (gen_random_uuid(), ${talks.id}, ${text.document}, ${rosa})`;
  expect(await run(rosa, look)).toBe(refused);

  const consent = findProcess('consent')!;
  const forged = { ...consent, settled: { by: 'proposer' } } as Process;
  const foreign = await foundPartnership(town, { name: 'Street Repair' });
  expect(await run(rosa, ...decides(rosa, findProcess('advice')!, text)), 'another way').toBe(refused);
  expect(await run(rosa, ...decides(rosa, forged, text)), 'its name alone').toBe(refused);
  expect(await run(rosa, ...decides(rosa, everybody, text)), 'the way of before').toBe(refused);
  expect(await run(rosa, ...decides(rosa, consent, text, { quorum: 1 })), 'fewer').toBe(refused);
  expect(await run(rosa, ...decides(rosa, consent, text, { days: 3 })), 'shorter').toBe(refused);
  expect(await run(rosa, ...decides(rosa, consent, text, { voices: 'people' })), 'people').toBe(refused);
  const circle = await setUpGroup(town, talks, {}, [rosa]);
  expect(await run(rosa, ...decides(rosa, consent, text, { circle })), 'a group alone').toBe(refused);
  const share = { thresholds: '{"overall": {"of": 1, "in": 1}}' };
  expect(await run(rosa, ...decides(rosa, consent, text, share)), 'another share').toBe(refused);
  expect(await run(rosa, ...decides(rosa, consent, { ...text, version: 0 }))).not.toBe('done');
  expect(await run(rosa, ...decides(rosa, consent, text, { of: foreign.id })), 'elsewhere').toBe(refused);
  expect(await run(talks.observer, ...decides(talks.observer, consent, text)), 'who looks on').toBe(refused);
  expect(await run(rosa, ...decides(rosa, consent, text, { text: 'x' })), 'in other words').toBe(refused);
  expect(await run(rosa, ...decides(rosa, consent, text))).toBe('done');
  expect(await run(per, ...decides(per, consent, text)), 'in one place at a time').toBe(refused);
  await town.database.outer.query(
    `update decision d set due_at = app_now() - interval '1 second' from adoption a
     where a.decision_id = d.id and a.block_id = $1`,
    [text.block],
  );
  expect(await run(per, ...decides(per, consent, text)), 'its end is not counted').toBe(refused);
  const again = await town.post(`${text.path}/adoption`, { sections: text.block }, { as: per });
  expect(again.status).toBe(422);
});

it('what a decision adopts is neither added later, nor exchanged, nor marked as adopted', async () => {
  const text = await writtenText();
  const decision = (await town.post(`${text.path}/adoption`, { sections: text.block }, { as: rosa }))
    .location!;
  const id = idOf(decision);
  const other = await writtenText();
  const adds = (as: string, number: number, of = other, version = 1) =>
    sql`insert into adoption (id, space_id, decision_id, number, kind, document_id, block_id, version, by_person)
      values (gen_random_uuid(), ${talks.id}, ${id}, ${number}, 'section', ${of.document}, ${of.block}, ${version}, ${as})`;
  const rewords = (as: string, words = 'Doors stay open.') =>
    sql`insert into decision_version (id, space_id, decision_id, number, text, locale, by_person)
      values (gen_random_uuid(), ${talks.id}, ${id}, 2, ${words}, 'en', ${as})`;
  const writes = (as: string) =>
    sql`insert into block_version (id, space_id, block_id, number, heading, text, by_person)
      values (gen_random_uuid(), ${talks.id}, ${text.block}, 2, 'Doors', 'Doors stay open.', ${as})`;
  expect(await run(rosa, adds(rosa, 1))).toBe(refused);
  expect(await run(rosa, rewords(rosa)), 'other words than what is adopted').toBe(refused);
  expect(await run(rosa, sql`update adoption set adopted_at = app_now() where decision_id = ${id}`)).toBe(
    refused,
  );
  expect(await run(rosa, sql`delete from adoption where decision_id = ${id}`)).toBe(refused);
  expect(await run(lea, writes(lea), rewords(lea), adds(lea, 2)), 'another section in its place').toBe(
    refused,
  );
  expect(await run(talks.observer, writes(talks.observer), rewords(talks.observer))).toBe(refused);
  expect(await run(lea, writes(lea), rewords(lea)), 'other words that adopt nothing').toBe(refused);
  expect(
    await run(lea, writes(lea), rewords(lea, 'Something else'), adds(lea, 2, text, 2)),
    'other words than what is adopted',
  ).toBe(refused);
  expect(
    await run(lea, writes(lea), rewords(lea), adds(lea, 2, text, 2)),
    'whoever writes it says it anew',
  ).toBe('done');
});

it('terms are proposed by those who contribute, now, and hold for nobody before they are decided', async () => {
  const terms = (as: string, at = sql`app_now()`) =>
    sql`insert into adoption_terms (id, space_id, process, days, quorum, by_person, at)
      values (gen_random_uuid(), ${talks.id}, ${JSON.stringify(findProcess('advice')!)}, 1, 0, ${as}, ${at})`;
  expect(await run(talks.observer, terms(talks.observer))).toBe(refused);
  expect(await run(rosa, terms(per)), 'in another’s name').toBe(refused);
  expect(await run(rosa, terms(rosa, sql`app_now() - interval '1 day'`))).toBe(refused);
  expect(await run(rosa, terms(rosa))).toBe('done');
  const text = await writtenText();
  expect(await run(rosa, ...decides(rosa, findProcess('advice')!, text))).toBe(refused);
  const outsider = await town.addPerson('Outsider');
  const seen = await town.database.read(await town.scopeFor(outsider), async ({ db }) => ({
    terms: await db.selectFrom('adoption_terms').select('id').execute(),
    adoptions: await db.selectFrom('adoption').select('id').execute(),
  }));
  expect(seen).toEqual({ terms: [], adoptions: [] });
});

it('a way that says something else under a name of the house is not adopted, though all said yes', async () => {
  const own = await foundPartnership(town, { name: 'Forgers' });
  const leads = own.partners.map(({ lead }) => lead!);
  const forged = { ...findProcess('consent')!, settled: { by: 'proposer' } };
  const [decision, terms] = [newId(), newId()];
  const done = await run(
    leads[0]!,
    sql`insert into adoption_terms (id, space_id, process, days, quorum, by_person)
      values (${terms}, ${own.id}, ${JSON.stringify(forged)}, 9, 0, ${leads[0]!})`,
    sql`insert into decision (id, space_id, title, locale, process, results, quorum, due_at, by_person)
      values (${decision}, ${own.id}, 'x', 'en', ${JSON.stringify(everybody)}, 'open', 0, app_now() + interval '9 days', ${leads[0]!})`,
    sql`insert into decision_version (id, space_id, decision_id, number, text, locale, by_person)
      values (gen_random_uuid(), ${own.id}, ${decision}, 1, 'x', 'en', ${leads[0]!})`,
    sql`insert into adoption (id, space_id, decision_id, number, kind, terms_id, by_person)
      values (gen_random_uuid(), ${own.id}, ${decision}, 1, 'terms', ${terms}, ${leads[0]!})`,
  );
  expect(done).toBe('done');
  const path = `/partnerships/${own.id}/decisions/${decision}`;
  await say(town, path, Object.fromEntries(leads.map((lead) => [lead, 'yes'])));
  await end(town, path);
  const { rows } = await town.database.outer.query('select adopted_at from adoption where terms_id = $1', [
    terms,
  ]);
  expect(rows).toEqual([{ adopted_at: null }]);
});
