import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brought, packed, rowsOf } from './instruments/carrying/testing.ts';
import { withPicture } from './instruments/timeline/testing.ts';
import { apart, listSpaceTables, staying } from './platform/carrying/tables.ts';
import { newId } from './platform/id.ts';
import { verifyJournal } from './platform/journal/verify.ts';
import { erase } from './platform/personal/erased.ts';
import { openTestTown, type TestTown } from './testing.ts';
import { type Couple, idsFor, settleTwoPartnerships } from './testing-two-partnerships.ts';

// A partnership with everything goes from one city into another, and is there as it was.
let from: TestTown;
let to: TestTown;
let couple: Couple;
let own: string;
let file: string;

beforeAll(async () => {
  from = await openTestTown();
  to = await openTestTown();
  couple = await settleTwoPartnerships(from);
  const { ids, forms, people } = couple.own;
  own = ids.id!;
  const at = `/partnerships/${own}`;
  const { lead, member } = people;
  // What an address names stands there already; what hangs on that is added by the forms of the rooms.
  for (const route of [
    'POST /partnerships/:id/roles/:role/nominations',
    'POST /partnerships/:id/gate/:gate/outcomes/:partner/consent',
    'POST /partnerships/:id/rounds/:round/notes',
    'POST /partnerships/:id/rounds/:round/marks/:mark/passages',
    'POST /partnerships/:id/benefits/:benefit/edit',
    'POST /partnerships/:id/fit/falls/:fall/talk',
    'POST /partnerships/:id/disputes/days',
    'POST /partnerships/:id/disputes/:dispute/log/:entry',
    'POST /partnerships/:id/disputes/:dispute/fairness',
    'POST /partnerships/:id/moving-on/proposals/:proposal/words',
    'POST /partnerships/:id/moving-on/items/:item/yes',
    'POST /partnerships/:id/public/names',
    'POST /partnerships/:id/public/translations/:locale',
  ]) {
    const path = route.slice(5).replaceAll(/:(\w+)/g, (_, name) => idsFor(route, ids)[name]!);
    expect((await from.post(path, forms[route]!, { as: lead })).status, route).toBe(303);
  }
  const checked = { ...forms['POST /partnerships/:id/benefits/:benefit/checks'], version: '2' };
  const check = await from.post(`${at}/benefits/${ids.benefit}/checks`, checked, { as: lead });
  expect(check.status).toBe(303);
  await from.postAndFollow(`${at}/timeline`, await withPicture(), { as: lead });
  await from.database.outer.query(
    `insert into told_rhythm (id, space_id, audience_id, rhythm) values ($1, $2, $3, 'weekly')`,
    [newId(), own, lead],
  );
  await from.database.system(
    async (tx) => void (await tx.record({ space: ids.partner!, kind: 'draft.begun' })),
  );
  // Somebody was erased, and the partnership keeps a name for what they did.
  await from.postAndFollow(`${at}/timeline`, { text: 'Gone since', day: '2.6.2020' }, { as: member });
  await erase(from.house, member!);
  await from.database.outer.query(
    `with tension as (insert into fit_tension (id, space_id, summary_id, partner_id, goal_id, reason, locale)
       select gen_random_uuid(), s.space_id, s.id, s.partner_id, g.id, 'Not in May', 'en'
       from fit_summary s join fit_goal g on g.space_id = s.space_id where s.space_id = $1 limit 1)
     insert into public_page (id, space_id, slug, version_id) values (gen_random_uuid(), $1, 'talks', $2)`,
    [own, ids.version],
  );
  // It is over, and read.
  const ending = { reason: 'Life happens' };
  expect((await from.post(`${at}/moving-on/ending`, ending, { as: people.facilitator })).status).toBe(303);
  file = await packed(from, own);
}, 240_000);
afterAll(async () => {
  await to.close();
  await from.close();
});

const filesOf = async (town: TestTown) => {
  const names = await readdir(join(town.house.config.dataFolder, 'files'), { recursive: true }).catch(
    () => [],
  );
  return names
    .filter((name) => name.includes('-'))
    .map((name) => name.split('/').at(-1))
    .sort();
};
const headsOf = async (town: TestTown) => {
  const { heads, findings } = await verifyJournal(town.database);
  expect(findings).toEqual([]);
  return Object.fromEntries(
    heads.map(({ space, position, hash }) => [space, `${position}:${hash.toString('hex')}`]),
  );
};
const countOf = async (town: TestTown, table: string): Promise<number> =>
  (await town.database.outer.query(`select count(*) as n from ${table}`)).rows[0].n;

describe('a partnership that goes to another city', () => {
  it('is there row by row, in every table that belongs to spaces', async () => {
    const before = await rowsOf(from, own);
    const arrival = await brought(to, file);
    expect(arrival).toMatchObject({ stands: 'new', withAccount: 0, pictures: 1 });
    const after = await rowsOf(to, own);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const [table, rows] of Object.entries(before)) expect(after[table], table).toEqual(rows);
  });

  it('has the journal that it had, of its partners too', async () => {
    const [before, after] = [await headsOf(from), await headsOf(to)];
    for (const space of [own, couple.own.ids.partner!]) {
      expect(before[space]).toMatch(/^\d+:/);
      expect(after[space]).toBe(before[space]);
    }
  });

  it('has its pictures, byte by byte', async () => {
    const names = await filesOf(to);
    expect(names).toHaveLength(2);
    for (const name of names)
      expect(
        await to.house.files.read(name!.slice(0, 36), name!.endsWith('-small') ? 'small' : 'large'),
      ).toEqual(
        await from.house.files.read(name!.slice(0, 36), name!.endsWith('-small') ? 'small' : 'large'),
      );
    expect(await countOf(to, 'file_leaving')).toBe(0);
  });

  it('gives nobody an account, nobody a session, and sends no mail for what happened elsewhere', async () => {
    await to.settle();
    const { rows } = await to.database.outer.query(
      `select kind, count(*) as n, count(login_id) as logins, count(email) as mails from person group by kind order by kind`,
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['former', 'guest']);
    expect(rows.every(({ logins, mails }) => logins === 0 && mails === 0)).toBe(true);
    expect(await countOf(to, 'mail')).toBe(0);
    expect(await countOf(to, 'auth_user')).toBe(0);
  });

  it('changes nothing the second time', async () => {
    const [rows, files, people] = [await rowsOf(to, own), await filesOf(to), await countOf(to, 'person')];
    const heads = await headsOf(to);
    expect((await brought(to, file)).stands).toBe('same');
    expect(await rowsOf(to, own)).toEqual(rows);
    expect(await filesOf(to)).toEqual(files);
    expect(await countOf(to, 'person')).toBe(people);
    expect(await headsOf(to)).toEqual(heads);
  });

  it('can go on to a third from there, and changes nothing where it came from', async () => {
    const onward = await packed(to, own);
    const before = await rowsOf(from, own);
    expect((await brought(from, onward)).stands).toBe('same');
    expect(await rowsOf(from, own)).toEqual(before);
  });
});

describe('every table', () => {
  it('of partnerships has a row here, so that comparing them says something', async () => {
    const rows = await rowsOf(from, own);
    const tables = await from.database.system(listSpaceTables);
    const ofPartnerships = tables.filter(({ references }) =>
      references.some(({ to, columns }) => to === 'partnership' && columns[0] === 'space_id'),
    );
    const empty = ofPartnerships.filter(({ name }) => !rows[name] && !apart.includes(name));
    expect(empty.map(({ name }) => name)).toEqual([]);
  });

  it('that hangs on one of a partnership belongs to a space itself, or it would be left behind', async () => {
    const tables = await from.database.system(listSpaceTables);
    const known = new Set([...tables.map(({ name }) => name), ...Object.keys(staying)]);
    const { rows } = await from.database.outer.query(`
      select distinct conrelid::regclass::text as name, confrelid::regclass::text as "to" from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace`);
    const hanging = rows.filter(({ name, to: of }) => of !== 'space' && known.has(of) && !known.has(name));
    expect(hanging.map(({ name }) => name)).toEqual(['journal_stuck']);
  });
});
