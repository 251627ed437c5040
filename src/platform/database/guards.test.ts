import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { newId } from '../id.ts';
import { nobody, type Scope } from '../scope.ts';
import type { Audience } from './tables.ts';

// Raw SQL without any `where`, for every table and every kind of caller: what comes back is what the
// second guard alone lets through.
let town: TestTown;
const org = { ours: newId(), theirs: newId() };
const people: Record<'lead' | 'member' | 'foreigner' | 'administrator' | 'named', string> = {} as never;
const scopes: Record<'nobody' | keyof typeof people, Scope> = {} as never;
/** One journal entry for each audience, in our organisation's space. */
const entries: Record<Audience, string> = {} as never;

beforeAll(async () => {
  town = await openTestTown();
  await town.database.system(async ({ db }) => {
    for (const id of Object.values(org)) {
      await db
        .insertInto('space')
        .values({ id, kind: 'organisation', audience: 'space', audience_id: null, created_by: null })
        .execute();
    }
  });
  people.lead = await town.addPerson('Our lead', { space: org.ours, role: 'lead' });
  people.member = await town.addPerson('Our member', { space: org.ours, role: 'member' });
  people.foreigner = await town.addPerson('Their lead', { space: org.theirs, role: 'lead' });
  people.administrator = await town.addAdministrator();
  people.named = await town.addPerson('Named person');
  scopes.nobody = nobody;
  for (const name of Object.keys(people) as (keyof typeof people)[]) {
    scopes[name] = await town.scopeFor(people[name]);
  }
  await town.database.system(async (tx) => {
    const add = async (audience: Audience, audienceId?: string) => {
      entries[audience] = await tx.record({
        space: org.ours,
        kind: 'test.happened',
        audience,
        ...(audienceId && { audienceId }),
      });
    };
    await add('public');
    await add('space');
    await add('organisation', org.ours);
    await add('person', people.member);
    await add('facilitator');
    await add('counterparts');
    await tx.db
      .insertInto('counterpart')
      .values({
        row_id: entries.counterparts,
        space_id: org.ours,
        person_id: people.named,
        organisation_id: null,
      })
      .execute();
  });
});
afterAll(() => town.close());

async function audiencesSeenBy(who: keyof typeof scopes): Promise<string[]> {
  const { rows } = await town.database.read(scopes[who], ({ db }) =>
    sql<{ audience: string }>`select audience from journal_entry where kind = 'test.happened'`.execute(db),
  );
  return rows.map((row) => row.audience).sort();
}

describe('what raw SQL without a where returns', () => {
  // Written by hand, not derived from the policies.
  const expected: Record<keyof typeof scopes, string[]> = {
    nobody: ['public'],
    foreigner: ['public'],
    administrator: ['public'],
    named: ['counterparts', 'public'],
    member: ['counterparts', 'organisation', 'person', 'public', 'space'],
    lead: ['counterparts', 'facilitator', 'organisation', 'public', 'space'],
  };
  for (const who of Object.keys(expected) as (keyof typeof scopes)[]) {
    it(`${who} sees rows of exactly these audiences: ${expected[who].join(', ')}`, async () => {
      expect(await audiencesSeenBy(who)).toEqual(expected[who]);
    });
  }
});

describe('every table of the house', () => {
  async function tables(): Promise<{ name: string; rls: boolean; granted: boolean; guarded: boolean }[]> {
    const { rows } = await town.database.system(({ db }) =>
      sql<{ name: string; rls: boolean; granted: boolean; guarded: boolean }>`
        select c.relname as name, c.relrowsecurity as rls,
          has_table_privilege('samvirke_app', c.oid, 'select, insert, update, delete')
            or has_any_column_privilege('samvirke_app', c.oid, 'select, insert, update') as granted,
          exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'audience') as guarded
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind = 'r' order by c.relname`.execute(db),
    );
    return rows;
  }

  it('has row level security wherever the program may reach it, but for two that tell nothing', async () => {
    const open = (await tables()).filter((table) => table.granted && !table.rls).map((table) => table.name);
    // `once` can only be inserted into; `search_word` holds public words.
    expect(open).toEqual(['once', 'search_word']);
  });

  it('holds to the rule that a row of an audience is guarded by policies for each act', async () => {
    for (const table of (await tables()).filter((one) => one.guarded && one.rls)) {
      const { rows } = await town.database.system(({ db }) =>
        sql<{ cmd: string }>`select cmd from pg_policies where tablename = ${table.name}`.execute(db),
      );
      expect(
        rows.map((row) => row.cmd),
        table.name,
      ).toContain('SELECT');
    }
  });

  it('shows a stranger no row that is not public, and a foreign organisation none of ours', async () => {
    for (const table of (await tables()).filter((one) => one.granted && one.guarded)) {
      const query = sql<{
        n: number;
      }>`select count(*)::int as n from ${sql.table(table.name)} where audience <> 'public'`;
      const strange = await town.database.read(nobody, ({ db }) => query.execute(db)).catch((error) => error);
      // A column grant may refuse the question itself; then nothing is shown either.
      expect(strange.rows?.[0]?.n ?? 0, table.name).toBe(0);
      const foreign = await town.database
        .read(scopes.foreigner, ({ db }) =>
          sql<{
            n: number;
          }>`select count(*)::int as n from ${sql.table(table.name)} where audience <> 'public' and space_id = ${org.ours}`.execute(
            db,
          ),
        )
        .catch((error) => error);
      expect(foreign.rows?.[0]?.n ?? 0, table.name).toBe(0);
    }
  });

  it('fails this test when a policy is dropped', async () => {
    for (const policy of ['sees']) {
      await town.database.outer.query(`alter table journal_entry disable row level security`);
      expect(await audiencesSeenBy('nobody'), policy).not.toEqual(['public']);
      await town.database.outer.query(`alter table journal_entry enable row level security`);
      await town.database.outer.query('drop policy sees on journal_entry');
      expect(await audiencesSeenBy('lead')).toEqual([]);
      await town.database.outer.query(
        `create policy sees on journal_entry for select to samvirke_app using (audience = 'public' or app_sees(space_id, audience, audience_id, id))`,
      );
      expect(await audiencesSeenBy('nobody')).toEqual(['public']);
    }
  });

  it('tells an address to its owner, to who leads them and to administrators, and to nobody beside them', async () => {
    const told = async (person: string) => {
      const knows: string[] = [];
      for (const [who, scope] of Object.entries(scopes)) {
        const { rows } = await town.database.read(scope, ({ db }) =>
          sql<{ email: string | null }>`select address_of(${person}) as email`.execute(db),
        );
        if (rows[0]!.email) knows.push(who);
      }
      return knows.sort();
    };
    expect(await told(people.member)).toEqual(['administrator', 'lead', 'member']);
    expect(await told(people.lead)).toEqual(['administrator', 'lead']);
  });

  it('keeps accounts, mail bodies and reader marks out of reach', async () => {
    for (const query of [
      'select * from auth_user',
      'select * from auth_session',
      'select * from auth_account',
      'select html from mail',
      'select * from journal_reader',
      'select * from once',
      'select login_id from person',
      'select email from person',
    ]) {
      await expect(
        town.database.read(scopes.administrator, ({ db }) => sql.raw(query).execute(db)),
        query,
      ).rejects.toThrow(/permission denied/);
    }
  });
});

describe('writing', () => {
  const insert = (scope: Scope, space: string) =>
    town.database.change(scope, (tx) => tx.record({ space, kind: 'test.written', audience: 'space' }));

  it('works in a space of one’s own and nowhere else', async () => {
    await insert(scopes.member, org.ours);
    await expect(insert(scopes.member, org.theirs)).rejects.toThrow(/row-level security/);
    await expect(insert(scopes.administrator, org.ours)).rejects.toThrow(/row-level security/);
    await expect(insert(nobody, org.ours)).rejects.toThrow(/row-level security/);
  });

  it('works in a space that the act was granted, for that one transaction', async () => {
    await town.database.change(scopes.named, (tx) => tx.record({ space: org.ours, kind: 'test.written' }), {
      grant: [org.ours],
    });
    await expect(insert(scopes.named, org.ours)).rejects.toThrow(/row-level security/);
  });

  it('never alters the journal', async () => {
    await expect(
      town.database.change(scopes.lead, ({ db }) => sql`update journal_entry set kind = 'x'`.execute(db)),
    ).rejects.toThrow(/permission denied/);
    await expect(
      town.database.change(scopes.lead, ({ db }) => sql`delete from journal_entry`.execute(db)),
    ).rejects.toThrow(/permission denied/);
  });

  it('lets nobody give themselves a role, administrators included', async () => {
    const join = (scope: Scope, space: string, person: string, role: string) =>
      town.database.change(scope, ({ db }) =>
        db
          .insertInto('membership')
          .values({
            id: newId(),
            space_id: space,
            person_id: person,
            organisation_id: null,
            role,
            until: null,
            given_by: null,
          })
          .execute(),
      );
    await expect(join(scopes.administrator, org.ours, people.administrator, 'lead')).rejects.toThrow(
      /row-level security/,
    );
    await expect(join(scopes.named, org.ours, people.named, 'member')).rejects.toThrow(/row-level security/);
    await expect(join(scopes.member, org.ours, people.member, 'lead')).rejects.toThrow(/row-level security/);
    await expect(join(scopes.member, org.ours, people.foreigner, 'member')).rejects.toThrow(
      /row-level security/,
    );
    await join(scopes.named, org.theirs, people.named, 'claimant');
    expect((await town.scopeFor(people.named)).organisations).toEqual([]);
  });

  it('lets nobody make more of a role they have or had, nor of their space', async () => {
    const alter = (scope: Scope, text: string) =>
      town.database.change(scope, ({ db }) => sql.raw(text).execute(db));
    const mine = `person_id = '${people.foreigner}'`;
    await expect(
      alter(scopes.foreigner, `update membership set role = 'administrator' where ${mine}`),
    ).rejects.toThrow(/permission denied/);
    await expect(
      alter(scopes.foreigner, `update membership set space_id = '${org.ours}' where ${mine}`),
    ).rejects.toThrow(/permission denied/);
    await expect(alter(scopes.lead, `update space set kind = 'city'`)).rejects.toThrow(/permission denied/);
    await expect(alter(scopes.lead, 'delete from space')).rejects.toThrow(/permission denied/);
    const gone = await town.addPerson('Gone', { space: org.ours, role: 'member' });
    const own = `person_id = '${gone}'`;
    const scope = await town.scopeFor(gone);
    await expect(
      alter(scope, `update membership set until = now() + interval '1 year' where ${own}`),
    ).rejects.toThrow(/row-level security/);
    await alter(scope, `update membership set until = app_now() where ${own}`);
    await expect(alter(scope, `update membership set until = null where ${own}`)).rejects.toThrow(
      /row-level security/,
    );
  });

  it('refuses a query on the outer pool from inside a transaction, instead of waiting for ever', async () => {
    await expect(
      town.database.change(scopes.member, async () => town.database.outer.query('select 1')),
    ).rejects.toThrow(/outside the transaction/);
  });

  it('leaves no role and no person behind on the connection', async () => {
    await town.database.change(scopes.member, async () => undefined);
    const { rows } = await town.database.outer.query(
      "select current_user as who, current_setting('app.person', true) as person",
    );
    expect(rows[0].who).not.toBe('samvirke_app');
    expect(rows[0].person || null).toBeNull();
  });
});
