import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { beginVision, sectionsOf, wordsFor } from './testing.ts';

/** The second guard: what the database refuses, whatever a page would ask of it. */
let town: TestTown;
let city: FoundedPartnership;
let other: FoundedPartnership;
const people: Record<string, string> = {};
/** Somebody of a partner's organisation who has no part in its partnership. */
let colleague: string;
let document: string;
let foreignBlock: string;
let block: string;
let unwritten: string;
let quiet: string;

const tables = [
  'document',
  'document_block',
  'block_version',
  'block_comment',
  'block_adoption',
  'block_agreement',
  'document_edition',
];

beforeAll(async () => {
  town = await openTestTown();
  const organisation = newId();
  await town.addOrganisation(organisation, 'harvest', { en: 'Harvest' });
  colleague = await town.addPerson('Colleague', { space: organisation, role: 'lead' });
  city = await foundPartnership(town, {
    partners: [
      { name: 'Food Office' },
      { name: 'Harvest', organisation },
      { name: 'Quiet Farm', people: [] },
    ],
  });
  other = await foundPartnership(town, { name: 'Street Repair' });
  const [office, harvest, farm] = city.partners;
  quiet = farm!.id;
  Object.assign(people, {
    lead: office!.lead,
    peer: harvest!.lead,
    facilitator: city.facilitator,
    observer: city.observer,
    member: await city.join('Member', 'member', office!.id),
    watcher: await city.join('Watcher', 'observer', office!.id),
    foreign: other.partners[0]!.lead,
    administrator: await town.addAdministrator(),
    stranger: await town.addPerson('Stranger'),
    colleague,
  });
  const path = await beginVision(town, city.id, people.lead!);
  document = path.split('/').at(-1)!;
  const sections = await sectionsOf(town, path);
  block = sections[0]!.id;
  unwritten = sections[1]!.id;
  const form = { heading: sections[0]!.heading, text: wordsFor(0), base: '0' };
  await town.post(`${path}/blocks/${block}/versions`, form, { as: people.lead! });
  await town.post(`${path}/blocks/${block}/comments`, { text: 'Why?', version: '1' }, { as: people.peer! });
  await say('lead', city.partners[0]!.id);
  const foreign = await beginVision(town, other.id, other.partners[0]!.lead);
  foreignBlock = (await sectionsOf(town, foreign))[0]!.id;
}, 120_000);
afterAll(() => town.close());

/** Runs a statement as somebody; tells what it did, or the code of the refusal. */
async function run(as: string, statement: ReturnType<typeof sql>): Promise<number | string> {
  try {
    return await town.database.change(await town.scopeFor(people[as]!), async (tx) => {
      const { numAffectedRows } = await statement.execute(tx.db);
      return Number(numAffectedRows ?? 0);
    });
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
const refused = '42501';

function say(
  as: string,
  partner: string,
  more: { recorded?: boolean; answer?: string; space?: string } = {},
) {
  const { recorded = false, answer = 'yes', space = city.id } = more;
  return run(
    as,
    sql`insert into block_adoption (id, space_id, block_id, version, partner_id, answer, reason, by_person, recorded)
      values (${newId()}, ${space}, ${block}, 1, ${partner}, ${answer}, 'because', ${people[as]!}, ${recorded})`,
  );
}

function write(as: string, into: string, space: string, by = people[as]!, partner: string | null = null) {
  return run(
    as,
    sql`insert into block_version (id, space_id, block_id, number, heading, text, by_person, by_partner)
      values (${newId()}, ${space}, ${into}, ${Math.floor(Math.random() * 1e6) + 100}, 'H', 'T', ${by}, ${partner})`,
  );
}

describe('texts of a partnership', () => {
  it.each(['administrator', 'stranger', 'colleague', 'foreign'])('are not there for: %s', async (who) => {
    const seen = await town.database.read(await town.scopeFor(people[who]!), async (tx) => {
      const counts: Record<string, number> = {};
      for (const table of tables) {
        const { rows } = await sql<{ n: number }>`
          select count(*)::int as n from ${sql.table(table)} where space_id = ${city.id}`.execute(tx.db);
        counts[table] = rows[0]!.n;
      }
      return counts;
    });
    expect(seen).toEqual(Object.fromEntries(tables.map((table) => [table, 0])));
  });

  it.each(['observer', 'watcher', 'administrator', 'stranger', 'colleague', 'foreign'])(
    'are not written by: %s',
    async (who) => {
      expect(await write(who, block, city.id)).toBe(refused);
      expect(await say(who, city.partners[0]!.id)).toBe(refused);
      expect(
        await run(
          who,
          sql`insert into block_comment (id, space_id, block_id, version, text, by_person)
            values (${newId()}, ${city.id}, ${block}, 1, 'x', ${people[who]!})`,
        ),
      ).toBe(refused);
      expect(await run(who, sql`update document set title = 'Mine' where id = ${document}`)).toBe(0);
      expect(await run(who, sql`update block_comment set settled_at = now() where block_id = ${block}`)).toBe(
        0,
      );
      expect(await run(who, sql`update document_block set removed_at = now() where id = ${unwritten}`)).toBe(
        0,
      );
    },
  );

  it.each(['lead', 'facilitator', 'peer'])(
    'that were written are changed or deleted by nobody: %s',
    async (who) => {
      for (const table of tables) {
        expect(await run(who, sql`delete from ${sql.table(table)}`), table).toBe(refused);
      }
      for (const [table, column] of [
        ['block_version', 'text'],
        ['block_version', 'by_partner'],
        ['block_comment', 'text'],
        ['block_adoption', 'answer'],
        ['block_agreement', 'version'],
        ['document_edition', 'at'],
        ['document', 'locale'],
        ['document_block', 'heading'],
      ] as const) {
        expect(await run(who, sql`update ${sql.table(table)} set ${sql.ref(column)} = null`), table).toBe(
          refused,
        );
      }
    },
  );

  it('are signed by who writes, for their own partner', async () => {
    expect(await write('member', block, city.id, people.lead)).toBe(refused);
    expect(await write('member', block, city.id, people.member, city.partners[1]!.id)).toBe(refused);
    expect(await write('member', unwritten, city.id, people.member, city.partners[0]!.id)).toBe(1);
  });

  it('take nothing from another partnership, and give nothing to it', async () => {
    const noSuchBlock = '23503';
    expect(await write('lead', foreignBlock, city.id)).toBe(noSuchBlock);
    expect(await write('lead', foreignBlock, other.id)).toBe(refused);
    expect(await say('foreign', other.partners[0]!.id, { space: other.id })).toBe(noSuchBlock);
    expect(await say('foreign', city.partners[0]!.id, { space: other.id })).toBe(refused);
  });
});

describe('the word of a partner', () => {
  it('is given by its lead or deputy alone', async () => {
    const [office, harvest] = city.partners;
    expect(await say('member', office!.id)).toBe(refused);
    expect(await say('peer', office!.id)).toBe(refused);
    expect(await say('facilitator', office!.id)).toBe(refused);
    expect(await say('lead', harvest!.id)).toBe(refused);
    people.deputy = await city.join('Deputy', 'deputy', office!.id);
    expect(await say('deputy', office!.id)).toBe(1);
  });

  it('is written down by a facilitator only where nobody signs in, and marked', async () => {
    expect(await say('facilitator', city.partners[1]!.id, { recorded: true })).toBe(refused);
    expect(await say('lead', quiet, { recorded: true })).toBe(refused);
    expect(await say('facilitator', quiet)).toBe(refused);
    expect(await say('facilitator', quiet, { recorded: true })).toBe(1);
  });
});

describe('an agreement', () => {
  const agree = (who: string) =>
    run(
      who,
      sql`insert into block_agreement (id, space_id, block_id, version) values (${newId()}, ${city.id}, ${block}, 1)`,
    );
  const edition = (who: string) =>
    run(
      who,
      sql`insert into document_edition (id, space_id, document_id, number, partners)
        values (${newId()}, ${city.id}, ${document}, 1, 3)`,
    );

  it('is written down by nobody before all partners said yes to the last version', async () => {
    for (const who of ['lead', 'facilitator', 'peer', 'observer']) expect(await agree(who)).toBe(refused);
    expect(await say('peer', city.partners[1]!.id, { answer: 'not-yet' })).toBe(1);
    expect(await agree('lead')).toBe(refused);
    expect(await say('peer', city.partners[1]!.id)).toBe(1);
    expect(await agree('observer')).toBe(refused);
    expect(await agree('lead')).toBe(1);
  });

  it('of the whole needs each section, and none is taken out by one alone once one is agreed', async () => {
    expect(await edition('lead')).toBe(refused);
    const takeOut = (id: string) => sql`update document_block set removed_at = now() where id = ${id}`;
    for (const id of [block, unwritten]) expect(await run('lead', takeOut(id))).toBe(refused);
    await town.database.system(({ db }) =>
      sql`update document_block set removed_at = now() where document_id = ${document} and id <> ${block}`.execute(
        db,
      ),
    );
    expect(await edition('observer')).toBe(refused);
    expect(await edition('lead')).toBe(1);
  });
});
