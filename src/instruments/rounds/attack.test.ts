import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteOpened } from '../../mechanisms/sealed-round/actions.ts';
import { indexAnswers } from '../../mechanisms/sealed-round/finding.ts';
import { newId } from '../../platform/id.ts';
import { nobody, type Scope } from '../../platform/scope.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { foundPartnership } from '../partnerships/testing.ts';
import { answer, askThem, settleRound } from './testing.ts';

// Raw SQL as everybody, before and after a round is open: what the database itself lets through. The rules of the
// program are tried elsewhere; here they are passed by.
let town: TestTown;
let round: Awaited<ReturnType<typeof settleRound>>;
const scopes: Record<string, Scope> = {};
const secret = 'Rhubarb-x4711';
const draft = 'Gooseberry-x0815';

beforeAll(async () => {
  town = await openTestTown();
  round = await settleRound(town);
  const { founded, office, group, company } = round;
  const organisation = newId();
  await town.addOrganisation(organisation, 'food-office', { en: 'Food Office' });
  await town.addMembership(office.lead, organisation, 'member');
  await town.database.system(({ db }) =>
    db.updateTable('partner').set({ organisation_id: organisation }).where('id', '=', office.id).execute(),
  );
  const people: Record<string, string> = {
    owner: office.lead,
    peer: group.lead,
    third: company.lead,
    peersWatcher: await founded.join('Watcher', 'observer', group.id),
    facilitator: founded.facilitator,
    observer: founded.observer,
    colleague: await town.addPerson('Colleague', { space: organisation, role: 'member' }),
    colleaguesLead: await town.addPerson('Lead of all', { space: organisation, role: 'lead' }),
    administrator: await town.addAdministrator(),
    foreign: (await foundPartnership(town, { name: 'Street Repair' })).facilitator,
    stranger: await town.addPerson('Stranger'),
  };
  for (const [name, id] of Object.entries(people)) scopes[name] = await town.scopeFor(id);
  const guest = newId();
  await town.database.system(({ db }) =>
    db
      .insertInto('person')
      .values({
        id: guest,
        kind: 'guest',
        name: 'Guest',
        locale: 'en',
        email: null,
        login_id: null,
        deactivated_at: null,
      })
      .execute(),
  );
  await town.addMembership(guest, founded.id, 'participant');
  await town.addMembership(guest, group.id, 'member');
  const scope = await town.house.accounts.scopeOfGuest(guest);
  if (!scope) throw new Error('no guest');
  scopes.guest = scope;
  scopes.nobody = nobody;
  await answer(town, round.path, office.lead, `${secret} in every canteen.`);
  await town.post(`${round.path}/draft`, { q1: `${draft} for all.`, version: '0' }, { as: company.lead });
}, 120_000);
afterAll(() => town.close());

const run = (who: string, text: string) =>
  town.database.change(scopes[who]!, async ({ db }) => {
    const { rows, numAffectedRows } = await sql.raw<Record<string, unknown>>(text).execute(db);
    return { rows, changed: Number(numAffectedRows ?? 0) };
  });

/** Who reads how many answers with the secret in them. */
async function readers(word: string): Promise<string[]> {
  const found: string[] = [];
  for (const who of Object.keys(scopes)) {
    const { rows } = await run(who, `select to_jsonb(a) as row from sealed_answer a`);
    if (JSON.stringify(rows).includes(word)) found.push(who);
    for (const view of [
      `select 1 from sealed_answer where content::text like '%${word}%'`,
      `select count(*)::int as n from sealed_answer a where a.content->>'q1' like '%${word}%' having count(*) > 0`,
    ])
      expect((await run(who, view)).rows.length > 0, `${who}: ${view}`).toBe(found.includes(who));
  }
  return found;
}

/** Who reads a word of an answer in the tables of the search; `house`: past all guards. */
async function indexReaders(word: string): Promise<string[]> {
  const text = `select 1 from search_posting p where to_jsonb(p)::text ~* '${word}'
    union all select 1 from search_word w where to_jsonb(w)::text ~* '${word}'`;
  const found: string[] = [];
  for (const who of Object.keys(scopes)) if ((await run(who, text)).rows.length > 0) found.push(who);
  const { rows } = await town.database.outer.query(text);
  return rows.length > 0 ? [...found, 'house'] : found;
}

describe('before a round is open', () => {
  it('no word of an answer or a draft is in the tables of the search, not even for its own people', async () => {
    for (const word of ['rhubarb', 'x4711', 'gooseber', 'x0815'])
      expect(await indexReaders(word), word).toEqual([]);
  });

  it('nobody brings an answer into the search, not even its own people or the house', async () => {
    const { rows } = await town.database.outer.query(
      `select id, space_id from sealed_answer where round_id = $1`,
      [round.id],
    );
    expect(rows.length).toBe(2);
    for (const { id, space_id } of rows) {
      for (const space of [space_id, round.founded.id]) {
        const bring = `insert into search_posting (space_id, audience, locale, word, subject_kind, subject_id, part, weight)
          values ('${space}', 'space', 'en', 'rhubarb', 'round.answer', '${id}', 'answer', 1)`;
        for (const who of Object.keys(scopes))
          await expect(run(who, bring), who).rejects.toThrow(/row-level security|round:/);
        await expect(town.database.system(({ db }) => sql.raw(bring).execute(db))).rejects.toThrow(/round:/);
      }
    }
    await town.database.system((tx) => indexAnswers(tx, round.id));
    for (const who of Object.keys(scopes))
      await town.database.change(scopes[who]!, (tx) => indexAnswers(tx, round.id)).catch(() => undefined);
    for (const word of ['rhubarb', 'gooseber']) expect(await indexReaders(word), word).toEqual([]);
  });

  it('an answer and a draft are read by the partner’s own people and by nobody else', async () => {
    expect(await readers(secret)).toEqual(['owner']);
    expect(await readers(draft)).toEqual(['third']);
  });

  it('nobody opens it early, moves the date nearer, or changes what was asked', async () => {
    const { id, group } = round;
    const attempts = [
      `update round set revealed_at = app_now() where id = '${id}'`,
      `update round set due_at = app_now() where id = '${id}'`,
      `update round set due_at = app_now() - interval '1 day' where id = '${id}'`,
      `update round set opens = 'date' where id = '${id}'`,
      `update round set questions = '[]' where id = '${id}'`,
      `update round set asked_at = app_now() where id = '${id}'`,
      `update round set space_id = space_id, withdrawn_at = app_now() where id = '${id}'`,
      `update round set withdrawn_at = app_now() where id = '${id}'`,
      `delete from round where id = '${id}'`,
      `delete from round_partner where round_id = '${id}'`,
      `update round_partner set partner_id = '${group.id}' where round_id = '${id}'`,
      `insert into round_seal (id, space_id, round_id, partner_id, sealed_at, late, on_behalf, commitment) select gen_random_uuid(), space_id, '${id}', '${group.id}', app_now(), false, false, 'x' from round where id = '${id}'`,
      `delete from round_seal where round_id = '${id}'`,
      `update sealed_answer set round_id = round_id, sealed_at = null where round_id = '${id}' and space_id = '${round.office.id}'`,
      `delete from sealed_answer`,
      `create or replace function app_round_open(asked uuid) returns boolean language sql as 'select true'`,
      `alter table sealed_answer disable row level security`,
      `drop policy sees on sealed_answer`,
      `alter table round disable trigger rules`,
      `set local session_replication_role = replica`,
    ];
    for (const who of Object.keys(scopes).filter((name) => name !== 'owner')) {
      for (const text of attempts) {
        const changed = await run(who, text).then(
          (done) => done.changed,
          () => 0,
        );
        expect(changed, `${who}: ${text}`).toBe(0);
      }
    }
    expect(await readers(secret)).toEqual(['owner']);
  });

  it('not even the house itself opens it before all are in or the date is reached', async () => {
    const asHouse = (text: string) => town.database.system(({ db }) => sql.raw(text).execute(db));
    const { id } = round;
    for (const text of [
      `update round set revealed_at = app_now() where id = '${id}'`,
      `update round set due_at = app_now() - interval '1 day' where id = '${id}'`,
      `update round set title = 'Other' where id = '${id}'`,
      `update round set opens = 'date' where id = '${id}'`,
      `update sealed_answer set content = '{"q1":"other"}' where round_id = '${id}' and sealed_at is not null`,
    ])
      await expect(asHouse(text), text).rejects.toThrow(/round:/);
  });

  it('nobody writes an answer for a partner that has people of its own, and none that was not asked', async () => {
    const insert = (partner: string, more = '', values = '') =>
      `insert into sealed_answer (id, space_id, round_id, locale, content${more}) values (gen_random_uuid(), '${partner}', '${round.id}', 'en', '{"q1":"forged"}'${values})`;
    for (const who of Object.keys(scopes).filter((name) => !['peer', 'guest'].includes(name))) {
      await expect(run(who, insert(round.group.id)), who).rejects.toThrow(/row-level security|round:/);
      const person = scopes[who]!.person?.id ?? newId();
      const forged = insert(round.group.id, ', recorded_by, recorded_how', `, '${person}', 'phone'`);
      await expect(run(who, forged), who).rejects.toThrow(/row-level security|round:/);
    }
  });

  it('a seal says when and by whom, whatever its writer claims', async () => {
    const { id, group } = round;
    await run(
      'peer',
      `insert into sealed_answer (id, space_id, round_id, locale, content, sealed_at, sealed_by, own_at)
      values (gen_random_uuid(), '${group.id}', '${id}', 'en', '{"q1":"Plums."}', '2001-01-01', null, '2001-01-01')`,
    );
    const { rows } = await run(
      'peer',
      `select sealed_at, sealed_by, salt from sealed_answer where space_id = '${group.id}'`,
    );
    expect((rows[0]!.sealed_at as Date).getFullYear()).toBeGreaterThan(2020);
    expect(rows[0]!.sealed_by).toBe(scopes.peer!.person!.id);
    const trace = await run(
      'observer',
      `select commitment = round_trace('\\x00'::bytea, '{"q1":"Plums."}') as guessed from round_seal where partner_id = '${group.id}'`,
    );
    expect(trace.rows[0]!.guessed).toBe(false);
    await run('peer', `update sealed_answer set sealed_at = null where space_id = '${group.id}'`);
    expect((await run('observer', `select 1 from round_seal where partner_id = '${group.id}'`)).rows).toEqual(
      [],
    );
  });
});

describe('once it is open', () => {
  it('it is open by the clock alone, while the program was down: what was sealed is read, a draft is not', async () => {
    await town.moveTime('8 days');
    const inside = ['owner', 'peer', 'third', 'peersWatcher', 'facilitator', 'observer', 'guest'];
    expect(await readers(secret)).toEqual(inside);
    expect(await readers(draft)).toEqual(['third']);
    expect((await town.get(round.path, { as: round.group.lead })).html).toContain(secret);
    expect((await town.get(round.path, { as: round.group.lead })).html).not.toContain(draft);
  });

  it('is written into the record once, with the moment at which it opened', async () => {
    const entries = () =>
      town.database.system(({ db }) =>
        db
          .selectFrom('journal_entry')
          .select('content')
          .where('kind', '=', 'round.revealed')
          .where('subject_id', '=', round.id)
          .execute(),
      );
    expect(await entries()).toEqual([]);
    expect(await indexReaders('rhubarb'), 'not found before that').toEqual([]);
    await Promise.all([town.database.system(noteOpened), town.database.system(noteOpened)]);
    await town.database.system(noteOpened);
    expect(await entries()).toEqual([{ content: { by: 'date' } }]);
  });

  it('is in the search from then on, for all who take part and for nobody else; a draft is not', async () => {
    const inside = ['owner', 'peer', 'third', 'peersWatcher', 'facilitator', 'observer', 'guest'];
    expect(await indexReaders('rhubarb')).toEqual([...inside, 'house']);
    expect(await indexReaders('gooseber')).toEqual([]);
    const { rows } = await town.database.outer.query(`select 1 from search_word where word ~ 'rhubarb'`);
    expect(rows, 'the vocabulary is for all').toEqual([]);
    const bring = (kind: string) =>
      run(
        'owner',
        `insert into search_posting (space_id, audience, locale, word, subject_kind, subject_id, part, weight)
        select space_id, '${kind}', 'en', 'rhubarb', 'round.answer', subject_id, 'answer', 1 from search_posting
        where subject_kind = 'round.answer' limit 1`,
      );
    await expect(bring('public')).rejects.toThrow(/round:/);
  });

  it('no answer is changed or taken back any more, not by its own partner and not by the house', async () => {
    const own = `round_id = '${round.id}' and space_id = '${round.office.id}'`;
    for (const text of [
      `update sealed_answer set content = '{"q1":"other"}' where ${own}`,
      `update sealed_answer set sealed_at = null where ${own}`,
      `update sealed_answer set sealed_at = app_now() + interval '1 second' where ${own}`,
      `update sealed_answer set salt = null where ${own}`,
    ]) {
      await expect(run('owner', text), text).rejects.toThrow(/round:/);
      await expect(
        town.database.system(({ db }) => sql.raw(text).execute(db)),
        text,
      ).rejects.toThrow(/round:/);
    }
    for (const text of [
      `update round set due_at = app_now() + interval '9 days' where id = '${round.id}'`,
      `update round set withdrawn_at = app_now() where id = '${round.id}'`,
    ])
      await expect(run('facilitator', text), text).rejects.toThrow(/round:/);
    await expect(
      run(
        'facilitator',
        `insert into round_partner (id, space_id, round_id, partner_id) select gen_random_uuid(), space_id, '${round.id}', '${round.company.id}' from round where id = '${round.id}'`,
      ),
    ).rejects.toThrow(/round:/);
  });

  it('shows an answer that somebody changed past all guards', async () => {
    expect((await town.get(round.path, { as: round.group.lead })).html).not.toContain(
      'Somebody has changed it',
    );
    await town.database.outer.query('alter table sealed_answer disable trigger rules');
    await town.database.outer.query(
      `update sealed_answer set content = '{"q1":"All is well"}' where round_id = '${round.id}' and sealed_at is not null`,
    );
    await town.database.outer.query('alter table sealed_answer enable trigger rules');
    expect((await town.get(round.path, { as: round.group.lead })).html).toContain('Somebody has changed it');
  });

  it('marks, voices and notes are made in one’s own name only', async () => {
    const mark = newId();
    const marking = (who: string, partner: string) =>
      run(
        who,
        `insert into round_mark (id, space_id, round_id, question, kind, label, by_partner) select '${mark}', space_id, id, 'q1', 'shared', 'x', '${partner}' from round where id = '${round.id}'`,
      );
    await expect(marking('peer', round.office.id)).rejects.toThrow(/row-level security/);
    await expect(marking('facilitator', round.office.id)).rejects.toThrow(/row-level security/);
    await expect(marking('observer', round.office.id)).rejects.toThrow(/row-level security/);
    await marking('owner', round.office.id);
    expect(
      (await run('peer', `update round_mark set removed_at = app_now() where id = '${mark}'`)).changed,
    ).toBe(0);
    const voice = `insert into round_voice (id, space_id, mark_id, partner_id) select gen_random_uuid(), space_id, id, '${round.office.id}' from round_mark where id = '${mark}'`;
    await expect(run('peer', voice)).rejects.toThrow(/row-level security/);
    const note = `insert into answer_note (id, space_id, round_id, partner_id, text, locale) select gen_random_uuid(), space_id, id, '${round.office.id}', 'forged', 'en' from round where id = '${round.id}'`;
    await expect(run('peer', note)).rejects.toThrow(/row-level security/);
    const compared = `insert into round_compared (id, space_id, round_id, partner_id) select gen_random_uuid(), space_id, id, '${round.office.id}' from round where id = '${round.id}'`;
    await expect(run('peer', compared)).rejects.toThrow(/row-level security/);
  });

  it('the next round of the same partners is as closed as the first', async () => {
    const next = await askThem(town, round.founded, { previous: round.id });
    const path = `/partnerships/${round.founded.id}/rounds/${next}`;
    await answer(town, path, round.office.lead, 'Quince-2 everywhere.');
    expect(await readers('Quince-2')).toEqual(['owner']);
    expect(await indexReaders('quince')).toEqual([]);
  });
});
