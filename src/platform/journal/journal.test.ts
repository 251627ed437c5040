import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import type { Head } from './chain.ts';
import { commit, readHead, writeHead } from './chain.ts';
import { type Recorded, readOn } from './reader.ts';
import { sealerOn, sealOnce } from './sealer.ts';
import { verifyJournal } from './verify.ts';

let town: TestTown;
let space: string;

beforeAll(async () => {
  town = await openTestTown();
  space = town.city;
});
afterAll(() => town.close());

const harms = async (kept: ({ space: string } & Head)[] = []) => {
  const { findings } = await verifyJournal(town.database, kept);
  return [...new Set(findings.map((finding) => finding.harm))].sort();
};
const headNow = async () => (await verifyJournal(town.database)).heads.find((head) => head.space === space)!;
/** As somebody with all rights on the database would. */
const meddle = (query: string) => town.database.outer.query(query);

/** Does harm, looks, and undoes it: the next test finds the journal whole. */
async function under(harm: string[], look: () => Promise<void>): Promise<void> {
  await meddle('create table kept_entries as select * from journal_entry');
  await meddle('create table kept_seals as select * from journal_seal');
  try {
    for (const query of harm) await meddle(query);
    await look();
  } finally {
    await meddle('delete from journal_seal');
    await meddle('delete from journal_entry');
    await meddle('insert into journal_entry overriding system value select * from kept_entries');
    await meddle('insert into journal_seal overriding system value select * from kept_seals');
    await meddle('drop table kept_entries, kept_seals');
  }
}

beforeEach(async () => {
  await town.database.system(async (tx) => {
    for (let n = 0; n < 5; n += 1) {
      await tx.record({
        space,
        kind: 'test.happened',
        content: { n, b: [1, { z: 1, a: 2 }] },
        personal: { name: 'A person' },
      });
    }
  });
  while ((await sealOnce(town.database)) > 0);
});

describe('the journal', () => {
  it('is whole when nobody meddled', async () => {
    const found = await verifyJournal(town.database);
    expect(found.findings).toEqual([]);
    expect(found.entries).toBeGreaterThanOrEqual(6);
  });

  it('holds nothing of an attempt that was undone inside a transaction', async () => {
    await town.database.system(async (tx) => {
      const say = (n: number) => tx.record({ space, kind: 'test.attempted', content: { n } });
      await say(1);
      const undone = tx.attempt(async () => {
        await say(2);
        await tx.attempt(() => say(3));
        throw new Error('no');
      });
      await expect(undone).rejects.toThrow('no');
      await tx.attempt(() => say(4));
    });
    const { rows } = await town.database.outer.query(
      "select content ->> 'n' as n from journal_entry where kind = 'test.attempted' order by seq",
    );
    expect(rows.map(({ n }) => n)).toEqual(['1', '4']);
  });

  it('tells an edited entry', () =>
    under(
      [`update journal_entry set content = '{"n": 99}' where seq = (select max(seq) - 2 from journal_entry)`],
      async () => {
        expect(await harms()).toEqual(['edited']);
      },
    ));

  it('tells an edited personal part, and takes an erased one as it is', async () => {
    await under(
      [
        `update journal_entry set personal = '{"name": "Another"}' where seq = (select max(seq) from journal_entry)`,
      ],
      async () => {
        expect(await harms()).toEqual(['personal-edited']);
      },
    );
    await under([`update journal_entry set personal = null, salt = null, actor_id = null`], async () => {
      expect(await harms()).toEqual([]);
    });
  });

  it('tells a deleted entry, with its seal and without', async () => {
    const last = '(select entry_id from journal_seal order by number desc limit 1 offset 2)';
    await under([`delete from journal_entry where id = ${last}`], async () => {
      expect(await harms()).toContain('deleted');
    });
    await under(
      [
        `create table gone as select ${last} as id`,
        'delete from journal_seal where entry_id = (select id from gone)',
        'drop table gone',
      ],
      async () => {
        expect(await harms()).toContain('deleted');
      },
    );
  });

  it('tells two entries that changed places', () =>
    under(
      [
        `create table swap as select entry_id, number, row_number() over (order by number desc) as n from journal_seal order by number desc limit 2`,
        `delete from journal_seal s using swap where swap.number = s.number and false`,
        `update journal_seal set entry_id = gen_random_uuid() where number = (select number from swap where n = 1)`,
        `update journal_seal set entry_id = (select entry_id from swap where n = 1) where number = (select number from swap where n = 2)`,
        `update journal_seal set entry_id = (select entry_id from swap where n = 2) where number = (select number from swap where n = 1)`,
        'drop table swap',
      ],
      async () => {
        expect(await harms()).toEqual(['edited']);
      },
    ));

  it('tells an entry that was slipped in with an older date', () =>
    under(
      [
        `insert into journal_entry (id, space_id, audience, kind, at, content, commitment)
         select gen_random_uuid(), space_id, audience, kind, at - interval '3 days', content, commitment
         from journal_entry order by seq desc limit 1`,
      ],
      async () => {
        while ((await sealOnce(town.database)) > 0);
        expect(await harms()).toEqual(['inserted']);
      },
    ));

  it('tells a chain that was cut off or rewritten, by a head kept elsewhere', async () => {
    const head = await headNow();
    const kept = readHead(writeHead(space, head))!;
    await under(
      [
        'create table cut as select entry_id from journal_seal order by number desc limit 2',
        'delete from journal_seal where entry_id in (select entry_id from cut)',
        'delete from journal_entry where id in (select entry_id from cut)',
        'drop table cut',
      ],
      async () => {
        expect(await harms(), 'the chain alone cannot know').toEqual([]);
        expect(await harms([kept])).toEqual(['truncated']);
      },
    );
    await under(
      ['delete from journal_seal', `update journal_entry set content = '{}' where kind = 'test.happened'`],
      async () => {
        while ((await sealOnce(town.database)) > 0);
        expect(await harms(), 'rewritten as a whole').toEqual([]);
        expect(await harms([kept])).toEqual(['forged-head']);
      },
    );
  });

  it('gives each space a chain of its own and each entry one seal, however many sealers there are', async () => {
    await town.database.system(async (tx) => {
      for (let n = 0; n < 40; n += 1) await tx.record({ space, kind: 'test.many' });
    });
    await Promise.all([1, 2, 3, 4].map(() => sealOnce(town.database)));
    while ((await sealOnce(town.database)) > 0);
    const { rows } = await town.database.outer.query(
      'select count(*) as entries, (select count(*) from journal_seal) as seals from journal_entry',
    );
    expect(rows[0].seals).toBe(rows[0].entries);
    expect(await harms()).toEqual([]);
  });

  // The embedded database has one session: there nobody is late.
  if (process.env.TEST_DATABASE_URL) {
    it('gets its seal also when it was written early and committed late', async () => {
      const seal = sealerOn(town.database);
      while ((await seal()) > 0);
      const early = await town.database.outer.connect();
      await early.query('begin');
      await early.query(
        `insert into journal_entry (id, space_id, audience, kind, at, content, commitment, salt)
         values (gen_random_uuid(), $1, 'space', 'test.late', now(), '{}', $2, $3)`,
        [space, commit(Buffer.alloc(16), null, null), Buffer.alloc(16)],
      );
      for (let n = 0; n < 3; n += 1) {
        await town.database.system((tx) => tx.record({ space, kind: 'test.meanwhile' }));
        while ((await seal()) > 0);
      }
      await early.query('commit');
      early.release();
      while ((await seal()) > 0);
      const { rows } = await town.database.outer.query(
        "select s.position is not null as sealed from journal_entry e left join journal_seal s on s.entry_id = e.id where e.kind = 'test.late'",
      );
      expect(rows).toEqual([{ sealed: true }]);
      expect(await harms()).toEqual([]);
    });
  }
});

describe('a reader of the journal', () => {
  it('answers each entry once, also when it reads twice at the same time and fails in between', async () => {
    const seen: string[] = [];
    let failures = 2;
    const reader = {
      name: 'test',
      reactions: new Map([
        [
          'test.read',
          [
            async (_tx: unknown, entry: Recorded) => {
              if (failures > 0) {
                failures -= 1;
                throw new Error('not yet');
              }
              seen.push(entry.id);
            },
          ],
        ],
      ]),
    };
    const ids = await town.database.system(async (tx) => [
      await tx.record({ space, kind: 'test.read' }),
      await tx.record({ space, kind: 'test.read' }),
    ]);
    while ((await sealOnce(town.database)) > 0);
    const failed = new Map<string, number>();
    for (let turn = 0; turn < 4; turn += 1) {
      await Promise.allSettled([
        readOn(town.database, reader, failed),
        readOn(town.database, reader, failed),
      ]);
    }
    expect(seen.sort()).toEqual(ids.sort());
  });

  it('puts an entry aside that cannot be answered, with the problem but no address, and goes on', async () => {
    const seen: string[] = [];
    const reader = {
      name: 'stuck',
      reactions: new Map([
        [
          'test.stuck',
          [
            async (_tx: unknown, entry: Recorded) => {
              if (entry.content.bad) throw new Error('cannot write to <ada@people.test>');
              seen.push(entry.id);
            },
          ],
        ],
      ]),
    };
    const good = await town.database.system(async (tx) => {
      await tx.record({ space, kind: 'test.stuck', content: { bad: true } });
      return tx.record({ space, kind: 'test.stuck' });
    });
    while ((await sealOnce(town.database)) > 0);
    const failed = new Map<string, number>();
    for (let turn = 0; turn < 6; turn += 1) await readOn(town.database, reader, failed).catch(() => {});
    expect(seen).toEqual([good]);
    const { rows } = await town.database.outer.query(
      "select problem from journal_stuck where reader = 'stuck'",
    );
    expect(rows).toEqual([{ problem: 'cannot write to <…>' }]);
  });
});
