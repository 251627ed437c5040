import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settleGates } from './instruments/gate/testing.ts';
import { type FoundedPartnership, foundPartnership } from './instruments/partnerships/testing.ts';
import { beginVision } from './instruments/texts/testing.ts';
import { newId } from './platform/id.ts';
import { openTestTown, type TestTown } from './testing.ts';

// What pages refuse, raw SQL under the role of the same person is refused too: where a partner stands, and what a
// partnership and a text are called.
let town: TestTown;
let talks: FoundedPartnership;
let other: FoundedPartnership;
let ids: Record<string, string>;
let first: { id: string; lead: string };
let second: { id: string; lead: string };
let silent: string;
let document: string;
const people: Record<string, string> = {};

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town, {
    partners: [{ name: 'Food Office' }, { name: 'Harvest group' }, { name: 'Silent growers', people: [] }],
  });
  other = await foundPartnership(town, { name: 'Street Repair' });
  [first, second] = talks.partners as unknown as [typeof first, typeof second];
  silent = talks.partners[2]!.id;
  Object.assign(people, {
    lead: first.lead,
    peer: second.lead,
    facilitator: talks.facilitator,
    observer: talks.observer,
    member: await talks.join('Member', 'member', first.id),
    deputy: await talks.join('Deputy', 'deputy', first.id),
    foreign: other.facilitator,
  });
  ids = await settleGates(town, talks);
  document = (await beginVision(town, talks.id, people.lead!)).split('/').at(-1)!;
}, 120_000);
afterAll(() => town.close());

/** Runs a statement as somebody; tells how many rows it did, or how it was refused. */
async function run(as: string, statement: ReturnType<typeof sql>): Promise<number | string> {
  try {
    return await town.database.change(await town.scopeFor(people[as]!), async ({ db }) =>
      Number((await statement.execute(db)).numAffectedRows ?? 0),
    );
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
const refused = '42501';
const untrue = '23514';

async function expectRefused(statement: ReturnType<typeof sql>, ...who: string[]): Promise<void> {
  for (const as of who) expect([0, refused], as).toContain(await run(as, statement));
}

describe('where a partner stands', () => {
  const state = (as: string, partner: string, recorded = false) =>
    run(
      as,
      sql`insert into gate_outcome (id, space_id, round_id, partner_id, choice, review_on, locale, by_person,
          recorded_how, recorded_on)
        values (${newId()}, ${talks.id}, ${ids.openedgate!}, ${partner}, 'partner', app_now()::date + 90, 'en',
          ${people[as]!}, ${recorded ? 'phone' : null}, ${recorded ? sql`app_now()::date` : null})`,
    );

  it('is said by its lead and its deputy; for one without people by who facilitates', async () => {
    for (const as of ['member', 'peer', 'facilitator', 'observer', 'foreign'])
      expect(await state(as, first.id), as).toBe(refused);
    for (const as of ['lead', 'deputy']) expect(await state(as, first.id), as).toBe(1);
    for (const as of ['lead', 'member', 'observer', 'foreign'])
      expect(await state(as, silent, true), as).toBe(refused);
    expect(await state('facilitator', silent, true)).toBe(1);
  });

  it('is made public with the yes of its lead or deputy, and of who facilitates', async () => {
    const agree = (as: string, side: string, space = talks.id) =>
      run(
        as,
        sql`insert into gate_consent (id, space_id, outcome_id, side, yes, by_person)
          values (${newId()}, ${space}, ${ids.outcome!}, ${side}, true, ${people[as]!})`,
      );
    for (const as of ['member', 'peer', 'facilitator', 'observer', 'foreign'])
      expect(await agree(as, 'partner'), as).toBe(refused);
    for (const as of ['lead', 'deputy']) expect(await agree(as, 'partner'), as).toBe(1);
    for (const as of ['lead', 'member', 'observer', 'foreign'])
      expect(await agree(as, 'facilitator'), as).toBe(refused);
    expect(await agree('facilitator', 'facilitator')).toBe(1);
    expect(await agree('foreign', 'facilitator', other.id)).toBe(refused);
  });
});

it('nobody new is let in where rows lie that a partner’s own people read alone: each such table is asked', async () => {
  const { rows: own } = await town.database.outer.query(`
    select c.conrelid::regclass::text as name, array(
      select p.confrelid::regclass::text from pg_constraint p join pg_attribute a on a.attrelid = p.conrelid
        and a.attname = 'space_id' and a.attnum = any (p.conkey)
      where p.conrelid = c.conrelid and p.contype = 'f' and p.confdeltype = 'c') as within
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and c.conkey = array[a.attnum]
    where c.contype = 'f' and a.attname = 'space_id' and c.confrelid = 'partner'::regclass order by 1`);
  const { rows } = await town.database.outer.query(
    `select prosrc as asks from pg_proc where proname = 'app_awaits_people'`,
  );
  const isAsked = (table: string) => new RegExp(`\\bfrom ${table}\\b`).test(rows[0].asks);
  // These two lie in a space of any kind by their constraint, and in that of a partner by what they are.
  for (const table of ['sealed_answer', 'earlier_draft']) expect(isAsked(table), table).toBe(true);
  expect(own.map(({ name }) => name)).toContain('fit_own_goal');
  // What is there only together with a row of a table that is asked need not be asked itself.
  const forgotten = own.filter(({ name, within }) => ![name, ...within].some(isAsked));
  expect(forgotten.map(({ name }) => name)).toEqual([]);
});

describe('what it should bring', () => {
  const claim = (as: string, by: string, at = sql`default`) => {
    const id = newId();
    const done = run(
      as,
      sql`insert into benefit (id, space_id, kind, claim, who, indicator, check_on, locale, created_by, created_at)
        values (${id}, ${talks.id}, 'own', 'It lasts', 'All', 'Years', app_now()::date + 9, 'en', ${people[by]!}, ${at})`,
    );
    return { id, done };
  };
  const check = (as: string, by: string, benefit: string, space = talks.id) =>
    run(
      as,
      sql`insert into benefit_check (id, space_id, benefit_id, verdict, locale, by_person)
        values (${newId()}, ${space}, ${benefit}, 'held', 'en', ${people[by]!})`,
    );
  const earlier = (as: string, by: string, benefit: string) =>
    run(
      as,
      sql`insert into benefit_earlier (id, space_id, benefit_id, said, by_person)
        values (${newId()}, ${talks.id}, ${benefit}, '{}', ${people[by]!})`,
    );

  it('is claimed and checked by who contributes, and in nobody else’s name', async () => {
    for (const as of ['observer', 'foreign']) expect(await claim(as, as).done, as).toBe(refused);
    expect(await claim('lead', 'peer').done).toBe(refused);
    expect(await claim('lead', 'lead', sql`app_now() - interval '1 day'`).done).toBe(refused);
    const { id, done } = claim('member', 'member');
    expect(await done).toBe(1);
    for (const as of ['observer', 'foreign']) expect(await check(as, as, id), as).toBe(refused);
    for (const write of [check, earlier]) expect(await write('lead', 'peer', id)).toBe(refused);
    expect(await check('foreign', 'foreign', id, other.id)).toBe(refused);
    expect(await earlier('peer', 'peer', id)).toBe(1);
  });

  it('is changed until it is checked, and what was found by nobody', async () => {
    const { id, done } = claim('lead', 'lead');
    await done;
    const target = sql`update benefit set target = 1 where id = ${id}`;
    await expectRefused(target, 'observer', 'foreign');
    expect(await run('peer', target)).toBe(1);
    const author = sql`update benefit set created_by = ${people.peer!} where id = ${id}`;
    await expectRefused(author, 'lead', 'peer');
    const removal = (by: string) =>
      sql`update benefit set removed_at = app_now(), removed_by = ${people[by]!} where id = ${id}`;
    await expectRefused(removal('lead'), 'peer');
    expect(await run('peer', removal('peer'))).toBe(1);
    expect(await check('lead', 'lead', id), 'what was taken back is not checked').toBe(refused);
    expect(
      await run('lead', sql`update benefit set removed_at = null, removed_by = null where id = ${id}`),
    ).toBe(1);
    expect(await check('peer', 'peer', id)).toBe(1);
    await expectRefused(target, 'lead', 'peer', 'facilitator');
    await expectRefused(removal('lead'), 'lead');
    for (const change of [sql`update benefit_check set verdict = 'failed'`, sql`delete from benefit_check`])
      await expectRefused(change, 'lead', 'peer', 'facilitator');
    await expectRefused(sql`delete from benefit`, 'lead', 'facilitator');
  });
});

describe('a partnership', () => {
  it('is changed by who facilitates, in what it says of itself, and shown to nobody outside', async () => {
    const name = sql`update partnership set name = 'Ours' where id = ${talks.id}`;
    await expectRefused(name, 'lead', 'deputy', 'member', 'observer', 'foreign');
    expect(await run('facilitator', name)).toBe(1);
    for (const change of [`audience = 'public'`, `locale = 'de'`, 'request_id = null'])
      await expectRefused(sql`update partnership set ${sql.raw(change)}`, 'facilitator', 'lead', 'member');
    const shown = town.database.outer.query(`update partnership set audience = 'public'`);
    await expect(shown).rejects.toThrow(/check constraint/);
  });

  it('says when a partner left as it leaves, and at no other time', async () => {
    const { id } = (await foundPartnership(town)).partners[0]!;
    const { rows } = await town.database.outer.query('select space_id from partner where id = $1', [id]);
    people.host = await town.addPerson('Host', { space: rows[0].space_id, role: 'facilitator' });
    const leave = (left: string, removed = 'null') =>
      sql`update partner set left_at = ${sql.raw(left)}, removed_at = ${sql.raw(removed)} where id = ${id}`;
    const earlier = `app_now() - interval '1 day'`;
    const later = `app_now() + interval '1 day'`;
    for (const at of [earlier, later]) {
      expect(await run('host', leave(at))).toBe(untrue);
      expect(await run('host', leave(at, at))).toBe(untrue);
    }
    expect(await run('host', leave('app_now()'))).toBe(1);
    // Nor is who left by themselves made one who was removed then.
    expect(await run('host', leave('left_at', 'left_at'))).toBe(untrue);
    expect(await run('host', leave(earlier))).toBe(untrue);
    expect(await run('host', leave('null'))).toBe(1);
    expect(await run('host', leave('app_now()', 'app_now()'))).toBe(1);
  });

  it('is made of no other space', async () => {
    const organisation = newId();
    await town.addOrganisation(organisation, 'hidden-house', { en: 'Hidden house' });
    people.head = await town.addPerson('Head', { space: organisation, role: 'lead' });
    for (const [as, space] of [
      ['head', organisation],
      ['lead', first.id],
    ] as const)
      await expectRefused(
        sql`insert into partnership (id, space_id, name, locale) values (${space}, ${space}, 'x', 'en')`,
        as,
      );
  });
});

it('a moment is changed and taken out by who put it in and by who facilitates', async () => {
  const form = { text: 'First soup', day: '1.1.2020' };
  await town.post(`/partnerships/${talks.id}/timeline`, form, { as: people.member! });
  for (const change of [`text = 'Mine'`, 'removed_at = app_now()', 'removed_at = null']) {
    const moment = sql`update moment set ${sql.raw(change)} where space_id = ${talks.id}`;
    await expectRefused(moment, 'lead', 'peer', 'deputy', 'observer', 'foreign');
    for (const as of ['member', 'facilitator']) expect(await run(as, moment), as).toBe(1);
  }
});

describe('a text', () => {
  it('is named, and given its day, by those who answer for a partner and by who facilitates', async () => {
    const frames = [`title = 'Mine'`, `revisit_reason = 'x'`, `revisit_on = app_now()::date + 9`].map(
      (change) => sql`update document set ${sql.raw(change)} where id = ${document}`,
    );
    for (const frame of frames) {
      await expectRefused(frame, 'member', 'observer', 'foreign');
      for (const as of ['lead', 'deputy', 'peer', 'facilitator']) expect(await run(as, frame), as).toBe(1);
    }
  });
});

describe('what is pointed to lies in the own partnership', () => {
  it('the text and the round of a trial', async () => {
    const elsewhere = (await settleGates(town, other)).gate!;
    const textElsewhere = (await beginVision(town, other.id, other.partners[0]!.lead!)).split('/').at(-1)!;
    const begin = (id: string, text: string) =>
      run(
        'member',
        sql`insert into trial (id, space_id, what, who, until, known_by, locale, by_person, document_id)
          values (${id}, ${talks.id}, 'x', 'x', app_now()::date, 'x', 'en', ${people.member!}, ${text})`,
      );
    const trial = newId();
    expect(await begin(newId(), textElsewhere)).toBe(refused);
    expect(await begin(trial, document)).toBe(1);
    const look = (round: string) =>
      run('member', sql`update trial set round_id = ${round} where id = ${trial}`);
    expect(await look(elsewhere)).toBe(refused);
    expect(await look(ids.gate!)).toBe(1);
  });

  it('the partner who takes on what is left', async () => {
    const item = newId();
    await run(
      'member',
      sql`insert into moving_on_item (id, space_id, kind, what, locale, by_person)
        values (${item}, ${talks.id}, 'asset', 'x', 'en', ${people.member!})`,
    );
    const take = (partner: string) =>
      run('member', sql`update moving_on_item set taker_id = ${partner} where id = ${item}`);
    expect(await take(other.partners[0]!.id)).toBe(refused);
    expect(await take(first.id)).toBe(1);
  });

  it('the goal that a tension is about', async () => {
    const [goal, foreign] = [newId(), newId()];
    for (const [id, space] of [
      [goal, talks.id],
      [foreign, other.id],
    ] as const)
      await town.database.system(({ db }) =>
        sql`insert into fit_goal (id, space_id, text, locale) values (${id}, ${space}, 'x', 'en')`.execute(
          db,
        ),
      );
    const tell = async (about: string) => {
      const [rating, summary] = [newId(), newId()];
      return town.database
        .change(await town.scopeFor(people.lead!), async ({ db }) => {
          for (const statement of [
            sql`insert into fit_rating (id, space_id, locale, by_person)
                values (${rating}, ${first.id}, 'en', ${people.lead!})`,
            sql`insert into fit_summary (id, space_id, partner_id, rating_id, supports, neutral, tensions)
                values (${summary}, ${talks.id}, ${first.id}, ${rating}, 0, 0, 0)`,
          ])
            await statement.execute(db);
          const told =
            await sql`insert into fit_tension (id, space_id, partner_id, summary_id, goal_id, reason,
                locale, by_person) values (${newId()}, ${talks.id}, ${first.id}, ${summary}, ${about}, 'x', 'en',
                ${people.lead!})`.execute(db);
          return Number(told.numAffectedRows);
        })
        .catch((error) => (error as { code?: string }).code ?? String(error));
    };
    expect(await tell(foreign)).toBe(refused);
    expect(await tell(goal)).toBe(1);
  });
});

it('a claim to be in a partner silences nobody: its word is still written down', async () => {
  const path = await beginVision(town, talks.id, people.lead!);
  people.claimant = await town.addPerson('Claimant');
  for (const space of [silent, talks.id])
    expect(
      await run(
        'claimant',
        sql`insert into membership (id, space_id, person_id, role)
          values (${newId()}, ${space}, ${people.claimant}, 'claimant')`,
      ),
    ).toBe(1);
  const { rows } = await town.database.outer.query(
    'select id from document_block where document_id = $1 order by position limit 1',
    [path.split('/').at(-1)!],
  );
  const block = rows[0].id as string;
  const form = { heading: 'Why', text: 'Food for all', base: '0' };
  await town.post(`${path}/blocks/${block}/versions`, form, { as: people.lead! });
  const answers = await town.get(`${path}/answers`, { as: people.facilitator! });
  expect(answers.html).toContain(`partner=${silent}`);
  expect(
    await run(
      'facilitator',
      sql`insert into block_adoption (id, space_id, block_id, version, partner_id, answer, by_person, recorded)
        values (${newId()}, ${talks.id}, ${block}, 1, ${silent}, 'yes', ${people.facilitator!}, true)`,
    ),
  ).toBe(1);
});
