import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { settleEnded } from './actions.ts';
import { endNow, idOf, inDays, propose } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let leads: string[];
let silent: string;

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
}, 120_000);
afterAll(() => town.close());

const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const see = async (path: string, as: string) => said((await town.get(path, { as })).html);
const begin = (title: string, results = 'open') =>
  propose(town, talks, { way: 'consent', title, text: 'All of it.', quorum: '1', results }, leads[0]!);
const say = (at: string, stance: string, as: string, reason = 'Because') =>
  town.post(`${at}/voice`, { version: '1', stance, reason }, { as });
const objectionTo = async (at: string) => {
  const { rows } = await town.database.outer.query(
    `select id from decision_voice where decision_id = $1 and stance = 'objection' order by at desc, id desc limit 1`,
    [idOf(at)],
  );
  return `${at}/objections/${rows[0].id}`;
};
const run = async (as: string, statement: ReturnType<typeof sql>) =>
  town.database
    .change(await town.scopeFor(as), async ({ db }) =>
      Number((await statement.execute(db)).numAffectedRows ?? 0),
    )
    .catch((error) => (error as { code?: string }).code ?? String(error));
const refused = '42501';

it('a partner takes its consent back, or says that the objection stands; all who read it see that', async () => {
  const at = await begin('One oven');
  await say(at, 'objection', leads[1]!);
  const here = await objectionTo(at);
  await town.post(here, { reason: 'We try it' }, { as: leads[0]! });
  const answer = (says: string, as: string, reason = '') =>
    town.post(`${here}/consent`, { says, reason }, { as });
  expect(await see(at, leads[2]!)).toMatch(/1 of \d others consent/);
  expect((await answer('back', leads[0]!)).status).toBe(303);
  expect(await see(at, leads[2]!)).toMatch(/0 of \d others consent/);
  expect(await see('/desk', leads[0]!), 'asked again').toContain('may an objection be set aside? One oven');
  await answer('no', leads[2]!, 'It burns');
  const page = await see(here, leads[1]!);
  expect(page).toContain('Says that it stands');
  expect(page).toContain('It burns');
  expect(await see('/desk', leads[2]!)).not.toContain('may an objection be set aside? One oven');
  await answer('yes', leads[2]!);
  expect(await see(here, leads[1]!)).not.toContain('It burns');
  await town.settle();
  const told = await see(`/partnerships/${talks.id}/timeline`, talks.observer);
  expect(told).toMatch(/says that an objection stands: One oven/);
  await endNow(town, idOf(at));
  await settleEnded(town);
  expect((await answer('back', leads[2]!)).status).toBe(422);
});

it('nobody answers for another by raw SQL, nor the one who objects, nor once it is over', async () => {
  const at = await begin('Two ovens');
  await say(at, 'objection', leads[1]!);
  await town.post(await objectionTo(at), { reason: 'We try it' }, { as: leads[0]! });
  const word = (as: string, partner: string, says = 'no') =>
    run(
      as,
      sql`insert into decision_aside_word (id, space_id, aside_id, partner_id, says, locale, by_person)
        select gen_random_uuid(), ${talks.id}, a.id, ${partner}, ${says}, 'en', ${as}
        from decision_aside a where a.decision_id = ${idOf(at)}`,
    );
  const [first, second] = talks.partners;
  expect(await word(leads[0]!, second!.id), 'for another').toBe(refused);
  expect(await word(leads[1]!, second!.id, 'yes'), 'its owner').toBe(refused);
  expect(await word(talks.facilitator, first!.id)).toBe(refused);
  expect(await word(leads[0]!, first!.id)).toBe(1);
  const { rows } = await town.database.outer.query(
    `select count(*)::int as n from decision_aside_yes y join decision_aside a on a.id = y.aside_id where a.decision_id = $1`,
    [idOf(at)],
  );
  expect(rows[0].n, 'what counts follows the word').toBe(0);
  expect(await run(leads[0]!, sql`update decision_aside_word set says = 'yes'`)).toBe(refused);
  await endNow(town, idOf(at));
  expect(await word(leads[0]!, first!.id, 'yes')).toBe(refused);
});

it('who writes down what a partner without people says reads with it what others said, and asks it', async () => {
  const at = await begin('Three ovens', 'voted');
  await say(at, 'objection', leads[1]!);
  const here = await objectionTo(at);
  const told = { how: 'phone', on: '1.1.2020' };
  expect((await town.get(here, { as: talks.facilitator })).status, 'not before').toBe(404);
  const quiet = { ...told, partner: silent, version: '1', stance: 'consent', reason: '' };
  expect((await town.post(`${at}/voice`, quiet, { as: talks.facilitator })).status).toBe(303);
  await say(at, 'consent', leads[0]!);
  await town.post(here, { reason: 'We try it' }, { as: leads[0]! });
  expect(await see('/desk', talks.facilitator)).toContain('may an objection be set aside? Three ovens');
  const answer = { ...told, partner: silent, says: 'no' };
  expect((await town.post(`${here}/consent`, answer, { as: talks.facilitator })).status).toBe(303);
  expect(await see(here, leads[0]!)).toContain('Says that it stands');
  expect((await town.get(here, { as: talks.observer })).status, 'nobody else').toBe(404);
});

it('who facilitates and speaks in a partner reads nothing by writing down another one before that has spoken', async () => {
  const at = await begin('Four ovens', 'voted');
  await say(at, 'objection', leads[1]!, 'It smokes');
  const both = await talks.join('Both', 'facilitator');
  await town.addMembership(both, talks.partners[2]!.id, 'member');
  const quiet = {
    partner: silent,
    version: '1',
    stance: 'consent',
    reason: '',
    how: 'phone',
    on: '1.1.2020',
  };
  expect((await town.post(`${at}/voice`, quiet, { as: both })).status).toBe(303);
  expect(await see(at, both)).not.toContain('It smokes');
  await say(at, 'consent', leads[2]!);
  expect(await see(at, both)).toContain('It smokes');
});

it('whom a changed comment names no more is not called any more', async () => {
  const at = await begin('Calls');
  const { rows: people } = await town.database.outer.query('select name from person where id = $1', [
    leads[1]!,
  ]);
  await town.post(`${at}/talk`, { text: `What says @${people[0].name}?` }, { as: leads[0]! });
  const { rows } = await town.database.outer.query(
    'select id from discussion_comment where discussion_id = $1',
    [idOf(at)],
  );
  expect(await see('/desk', leads[1]!)).toContain('calls you: Calls');
  expect(await run(leads[2]!, sql`select discussion_uncall(${rows[0].id}, '{}')`)).not.toBe(refused);
  expect(await see('/desk', leads[1]!), 'by who wrote it alone').toContain('calls you: Calls');
  await town.post(`${at}/talk/${rows[0].id}`, { text: 'What says everybody?' }, { as: leads[0]! });
  expect(await see('/desk', leads[1]!)).not.toContain('calls you: Calls');
});

it('nobody takes up again twice by raw SQL', async () => {
  const at = await begin('Taken up');
  await say(at, 'consent', leads[0]!);
  await endNow(town, idOf(at));
  await settleEnded(town);
  const again = { because: 'It snowed', text: 'None.', day: inDays(9), time: '12:00' };
  const { location } = await town.post(`${at}/reopening`, again, { as: leads[0]! });
  const twice = async () =>
    town.database
      .change(await town.scopeFor(leads[1]!), async ({ db }) => {
        const id = crypto.randomUUID();
        await sql`insert into decision (id, space_id, title, locale, process, results, quorum, due_at, by_person)
            select ${id}, space_id, 'x', 'en', process, 'open', 1, app_now() + interval '9 days', ${leads[1]!}
            from decision where id = ${idOf(at)}`.execute(db);
        await sql`insert into decision_reopening (id, space_id, decision_id, reopens_id, because, locale, by_person)
            values (gen_random_uuid(), ${talks.id}, ${id}, ${idOf(at)}, 'x', 'en', ${leads[1]!})`.execute(db);
        return 'done';
      })
      .catch((error) => (error as { code?: string }).code ?? String(error));
  expect(await twice(), 'it is being taken up').toBe(refused);
  await say(location!, 'consent', leads[0]!);
  await endNow(town, idOf(location!));
  expect(await twice(), 'its end is not counted').toBe(refused);
  const { status, html } = await town.post(`${at}/reopening`, again, { as: leads[1]! });
  expect(status).toBe(422);
  expect(said(html)).toContain('It is being taken up again already.');
  await settleEnded(town);
  expect(await twice(), 'something else holds').toBe(refused);
});
