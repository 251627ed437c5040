import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealOnce } from '../../platform/journal/sealer.ts';
import { verifyJournal } from '../../platform/journal/verify.ts';
import { erase } from '../../platform/personal/erased.ts';
import { formerName, withFormerNames } from '../../platform/personal/former.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type Couple, settleTwoPartnerships } from '../../testing-two-partnerships.ts';
import { act, inSettledTown, people, send, town as settled } from '../first-contact/testing.ts';
import { tablesWith } from './testing.ts';

/** What the journal keeps for ever: ids that lead to nobody. */
const chained = ['journal_entry', 'erased_person'];

type Known = { id: string; name: string; email: string };
const known = async (town: TestTown, id: string): Promise<Known> =>
  (await town.database.outer.query('select id, name, email from person where id = $1', [id])).rows[0];

async function expectGone(town: TestTown, { id, name, email }: Known): Promise<void> {
  expect(await tablesWith(town, [name, email])).toEqual([]);
  expect(await tablesWith(town, [id], chained), `the id of ${name}`).toEqual([]);
}

describe('in partnerships, nothing is left of who was erased', () => {
  let town: TestTown;
  let couple: Couple;
  let everybody: Known[];
  const logged: string[] = [];
  beforeAll(async () => {
    const stream = new Writable({
      write(chunk, _, done) {
        logged.push(String(chunk));
        done();
      },
    });
    town = await openTestTown({ log: pino({ level: 'trace' }, stream) });
    await town.house.jobs.start();
    couple = await settleTwoPartnerships(town);
    const both = [...Object.values(couple.own.people), couple.foreign.people.lead!, couple.outsider];
    everybody = await Promise.all(both.map((one) => known(town, one)));
    for (const { id } of everybody) await town.get('/desk', { as: id });
    await town.settle();
    while ((await sealOnce(town.database)) > 0);
  }, 120_000);
  afterAll(async () => {
    await town.house.jobs.stop();
    await town.close();
  });

  it('of anybody, one after the other: no name, no address, no id, in no table, file or line of the log', async () => {
    const names = everybody.map(({ name }) => name);
    expect(await tablesWith(town, names)).toEqual(
      expect.arrayContaining(names.map((name) => `${name} in person`)),
    );
    for (const one of everybody) {
      expect(await erase(town.house, one.id)).toBe(true);
      await expectGone(town, one);
    }
    const folder = join(town.house.config.dataFolder, 'files');
    const files = await readdir(folder, { recursive: true }).catch(() => []);
    const lines = logged.join('');
    for (const { name, email } of everybody) {
      expect(lines).not.toContain(name);
      expect(lines).not.toContain(email);
      expect(files.join(' ')).not.toContain(name);
    }
    for (const file of files) {
      const bytes = await readFile(join(folder, file)).catch(() => Buffer.of());
      for (const { name, email } of everybody)
        expect(bytes.includes(name) || bytes.includes(email), file).toBe(false);
    }
  });

  it('what others rely on stays, and the chains are whole', async () => {
    const { findings, entries } = await verifyJournal(town.database);
    expect(findings).toEqual([]);
    expect(entries).toBeGreaterThan(50);
    for (const table of ['block_adoption', 'gate_outcome', 'round_mark', 'block_version', 'to_do']) {
      const { rows } = await town.database.outer.query(`select count(*)::int as n from ${table}`);
      expect(rows[0].n, table).toBeGreaterThan(0);
    }
    const { rows } = await town.database.outer.query(`
      select count(*)::int as n from block_version v join person p on p.id = v.by_person
      where p.kind = 'former' and p.former_in = v.space_id`);
    expect(rows[0].n).toBeGreaterThan(0);
  });

  it('those who are left are told apart in one space, and nowhere else', async () => {
    const { rows } = await town.database.outer.query(
      `select former_in as space, array_agg(former_number order by former_number) as numbers, array_agg(id) as ids
       from person where kind = 'former' group by former_in`,
    );
    const inPartnerships = rows.filter(({ space }) =>
      [couple.own.ids.id, couple.foreign.ids.id].includes(space),
    );
    expect(inPartnerships).toHaveLength(2);
    for (const { numbers } of inPartnerships)
      expect(numbers).toEqual(numbers.map((_: number, n: number) => n + 1));
    const ids = rows.flatMap((row) => row.ids);
    expect(new Set(ids).size).toBe(ids.length);
    const { rows: spread } = await town.database.outer.query(`
      select m.person_id from membership m join person p on p.id = m.person_id and p.kind = 'former'
      left join partner w on w.id = m.space_id
      where coalesce(w.space_id, m.space_id) <> p.former_in`);
    expect(spread).toEqual([]);
  });

  it('whoever comes new reads of former members, in their own language', async () => {
    const reader = await town.addPerson('New reader', { space: couple.own.ids.id!, role: 'facilitator' });
    const benefits = `benefits/${couple.own.ids.benefit}`;
    const rooms = [
      'timeline',
      'texts',
      'roles',
      'to-dos',
      'people',
      'rounds',
      'gate',
      'strategy',
      benefits,
      '',
    ];
    for (const path of rooms) {
      const page = await town.get(`/partnerships/${couple.own.ids.id}/${path}`.replace(/\/$/, ''), {
        as: reader,
        locale: 'de',
      });
      expect(page.status, path).toBe(200);
      expect(page.html).not.toContain('\u2063');
      expect(page.html, path).not.toContain('Former member');
    }
    const text = await town.get(`/partnerships/${couple.own.ids.id}/texts/${couple.own.ids.text}`, {
      as: reader,
      locale: 'nl',
    });
    expect(text.html).toContain('Voormalig lid');
  });
});

it('a name that is left reads in each language, and as it is where nobody translates', () => {
  const name = formerName(12, 'nb');
  expect(withFormerNames(`<b>${name}</b>, ${formerName(1, 'de')}`, 'en')).toBe(
    '<b>Former member 12</b>, Former member 1',
  );
  expect(name.replaceAll('\u2063', '')).toBe('Tidligere medlem 12');
});

describe('in requests, nothing is left of who was erased', () => {
  inSettledTown();

  it('neither of who answered for an office, with telephone and address, nor of who asked', async () => {
    const { streets } = people;
    const contact = await known(settled, streets.contact);
    await settled.database.outer.query(
      `update organisation set email = $2, email_shown = true,
         contact = contact || '{"phone": "+47 555 01 234"}' where id = $1`,
      [streets.id, contact.email],
    );
    await settled.database.outer.query(
      `insert into factor_loss (id, space_id, person_id, reach) values (gen_random_uuid(), $1, $2, '+47 555 01 234')`,
      [settled.city, contact.id],
    );
    const id = await send();
    expect((await act(id, 'accepted', { note: 'Yes, come by' })).status).toBe(303);
    await settled.settle();
    await erase(settled.house, contact.id);
    await expectGone(settled, contact);
    expect(await tablesWith(settled, ['555 01 234'])).toEqual([]);
    const page = await settled.get(`/requests/${id}`, { as: streets.deputy });
    expect(page.html).toContain('Yes, come by');
    expect(page.html).toContain('Former member 1');
    const { findings } = await verifyJournal(settled.database);
    expect(findings).toEqual([]);
  });

  it('and a mail to somebody else that waits or has come back names them no more', async () => {
    const zora = await settled.addPerson('Zora (Quill)');
    const person = await known(settled, zora);
    await settled.database.outer.query(
      `insert into mail (id, space_id, address, locale, kind, subject, html, text, problem) values
       (gen_random_uuid(), $1, 'other@people.test', 'en', 'test', 'Zora (Quill) asks',
        '<p>Zora (Quill) &amp; ${person.email}</p>', 'Zora (Quill), Zora (Quilliam)', '550 ${person.email}')`,
      [settled.city],
    );
    await erase(settled.house, zora);
    await expectGone(settled, person);
    const { rows } = await settled.database.outer.query(
      `select subject, text from mail where address = 'other@people.test'`,
    );
    expect(rows).toEqual([{ subject: '– asks', text: '–, Zora (Quilliam)' }]);
  });
});
