import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brought, packed } from '../../instruments/carrying/testing.ts';
import { type FoundedPartnership, foundPartnership } from '../../instruments/partnerships/testing.ts';
import { settleRounds } from '../../instruments/rounds/testing.ts';
import { withPicture } from '../../instruments/timeline/testing.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { newId } from '../id.ts';
import type { Content } from './format.ts';
import { CarryProblem } from './problem.ts';
import { changed, type Parts, partsOf } from './testing.ts';

// A file is looked through before anything of it comes in, and what is wrong with it is said. All these go into the city
// that they come from, or another one, and change nothing there.
let town: TestTown;
let other: TestTown;
let talks: FoundedPartnership;
let repair: FoundedPartnership;
let repairRound: string;
let file: string;

beforeAll(async () => {
  town = await openTestTown();
  other = await openTestTown();
  talks = await foundPartnership(town);
  repair = await foundPartnership(other, { name: 'Street Repair' });
  repairRound = (await settleRounds(other, repair)).round!;
  await settleRounds(town, talks);
  const lead = talks.partners[0]!.lead;
  await town.postAndFollow(`/partnerships/${talks.id}/timeline`, await withPicture(), { as: lead });
  file = await packed(town, talks.id);
}, 120_000);
afterAll(async () => {
  expect(await other.database.outer.query('select from partnership where id = $1', [talks.id])).toMatchObject(
    {
      rowCount: 0,
    },
  );
  expect((await other.database.outer.query('select from file_leaving')).rowCount).toBe(0);
  await other.close();
  await town.close();
});

async function faultOf(made: string): Promise<[string, unknown]> {
  const error = await brought(other, made).then(
    () => undefined,
    (problem) => problem,
  );
  expect(error).toBeInstanceOf(CarryProblem);
  return [error.fault, error.values];
}

const edit = (parts: Parts, name: string, change: (text: string) => string) =>
  parts.set(name, Buffer.from(change(parts.get(name)!.toString())));
/** The same with other rows, signed by who knows how. */
const withContent = (change: (content: Content) => void) =>
  changed(file, (parts) =>
    edit(parts, 'partnership.json', (text) => {
      const content = JSON.parse(text);
      change(content);
      return JSON.stringify(content);
    }),
  );
const rowsIn = ({ tables }: Content, table: string) => tables.find(({ name }) => name === table)!.rows;

describe('a file that was changed by an accident', () => {
  it('is refused with the part that is not what was written, whichever it is', async () => {
    const names = [...(await partsOf(file)).keys()].filter((name) => name !== 'manifest.json');
    expect(names.length).toBeGreaterThanOrEqual(5);
    for (const name of names) {
      const bad = await changed(
        file,
        (parts) => parts.get(name)!.writeUInt8(parts.get(name)!.at(-2)! ^ 1, parts.get(name)!.length - 2),
        'by accident',
      );
      expect(await faultOf(bad)).toEqual(['damaged', { part: name }]);
      const without = await changed(file, (parts) => parts.delete(name), 'by accident');
      expect(await faultOf(without)).toEqual(['damaged', { part: name }]);
    }
  });

  it('is refused with what was added', async () => {
    const more = await changed(
      file,
      (parts) => parts.set('texts/more.md', Buffer.from('Hello')),
      'by accident',
    );
    expect(await faultOf(more)).toEqual(['damaged', { part: 'texts/more.md' }]);
  });
});

describe('a file of something else', () => {
  it('is refused: another zip file, one of tomorrow, one of what all may read', async () => {
    const foreign = await changed(file, (parts) => parts.delete('manifest.json'), 'by accident');
    expect(await faultOf(foreign)).toEqual(['foreign', {}]);
    const tomorrow = await changed(
      file,
      (parts) => edit(parts, 'manifest.json', (text) => text.replace('"format": 1', '"format": 2')),
      'by accident',
    );
    expect(await faultOf(tomorrow)).toEqual(['newer', {}]);
    const migrated = await withContent(({ migrations }) => migrations.push('9999_tomorrow.sql'));
    expect(await faultOf(migrated)).toEqual(['newer', {}]);
    expect(await faultOf(await packed(town, talks.id, 'shared'))).toEqual(['shared', {}]);
  });
});

describe('a journal that somebody changed who can make checksums', () => {
  const journal = (change: (lines: string[]) => void) =>
    changed(file, (parts) =>
      edit(parts, 'journal.jsonl', (text) => {
        const lines = text.trim().split('\n');
        change(lines);
        return `${lines.join('\n')}\n`;
      }),
    );

  it('does not follow: what happened, who did it, when, what was left out or changed places', async () => {
    const first = (change: (line: string) => string) =>
      journal((lines) => lines.splice(0, 1, change(lines[0]!)));
    const bad = ['journal', { line: 1 }];
    expect(await faultOf(await first((line) => line.replace(/"kind": ?"[^"]+"/, '"kind":"x.done"')))).toEqual(
      bad,
    );
    expect(await faultOf(await first((line) => line.replace(/"at": ?"\d{4}/, '"at":"2019')))).toEqual(bad);
    expect(
      await faultOf(await first((line) => line.replace(/"actor_id": ?"[^"]+"/, `"actor_id":"${newId()}"`))),
    ).toEqual(bad);
    expect(await faultOf(await first((line) => line.replace(/"salt": ?"[^"]+"/, '"salt":null')))).toEqual(
      bad,
    );
    expect(await faultOf(await first(() => '{}'))).toEqual(bad);
    expect((await faultOf(await journal((lines) => lines.shift())))[0]).toBe('journal');
  });

  it('does not end where the file says: what came last was left out', async () => {
    const [fault, values] = await faultOf(await journal((lines) => lines.pop()));
    expect([fault, values]).toEqual(['head', { space: talks.id }]);
    expect((await faultOf(await journal((lines) => lines.splice(0))))[0]).toBe('head');
  });
});

describe('rows that somebody made by hand', () => {
  const cityOf = async () => other.city;

  it('reach no other space: nobody is made an administrator of the city', async () => {
    const city = await cityOf();
    const bad = await withContent((content) => {
      const [row] = rowsIn(content, 'membership');
      rowsIn(content, 'membership').push({ ...row, id: newId(), space_id: city, role: 'administrator' });
    });
    expect(await faultOf(bad)).toEqual(['rows', { table: 'membership' }]);
    const space = await withContent((content) => {
      rowsIn(content, 'space').push({ id: city, kind: 'city', audience: 'public', audience_id: null });
    });
    expect(await faultOf(space)).toEqual(['rows', { table: 'space' }]);
    const kind = await withContent((content) => {
      rowsIn(content, 'space')[0]!.kind = 'city';
    });
    expect(await faultOf(kind)).toEqual(['rows', { table: 'space' }]);
  });

  it('go into no table that belongs to no space', async () => {
    const bad = await withContent((content) => {
      content.tables.push({ name: 'auth_user', columns: ['id'], rows: [{ id: 'x' }] });
    });
    expect(await faultOf(bad)).toEqual(['unknownTable', { table: 'auth_user' }]);
    const mail = await withContent((content) => {
      content.tables.push({ name: 'mail', columns: ['id'], rows: [{ id: newId(), space_id: talks.id }] });
    });
    expect(await faultOf(mail)).toEqual(['unknownTable', { table: 'mail' }]);
  });

  it('refer to nothing of another partnership that is here', async () => {
    const bad = await withContent((content) => {
      rowsIn(content, 'round_partner')[0]!.round_id = repairRound;
    });
    expect(await faultOf(bad)).toEqual(['rows', { table: 'round_partner' }]);
  });

  it('make nobody the counterpart of a row that was here before', async () => {
    const { rows } = await other.database.outer.query('select id from round_partner limit 1');
    const person = newId();
    const made = (row: string, more: (content: Content) => void = () => {}) =>
      withContent((content) => {
        content.tables.push({
          name: 'counterpart',
          columns: ['row_id', 'space_id', 'person_id', 'organisation_id'],
          rows: [{ row_id: row, space_id: talks.id, person_id: person, organisation_id: null }],
        });
        content.people.push({
          ...content.people[0]!,
          id: person,
          name: 'Mallory',
          address: null,
          proven: false,
        });
        more(content);
      });
    const bad = ['rows', { table: 'counterpart' }];
    expect(await faultOf(await made(newId()))).toEqual(bad);
    expect(await faultOf(await made(rows[0].id))).toEqual(bad);
    // Nor by a row of another kind that has the id of that one.
    const alike = await made(rows[0].id, (content) => {
      rowsIn(content, 'membership')[0]!.id = rows[0].id;
    });
    expect(await faultOf(alike)).toEqual(bad);
  });

  it('name nobody whom the file does not tell of', async () => {
    const { rows } = await other.database.outer.query("select id from person where kind = 'person' limit 1");
    const bad = await withContent((content) => {
      rowsIn(content, 'membership')[0]!.person_id = rows[0].id;
    });
    expect(await faultOf(bad)).toEqual(['rows', { table: 'membership' }]);
  });

  it('are not here already as something else', async () => {
    const { rows } = await other.database.outer.query('select id from round_partner limit 1');
    const bad = await withContent((content) => {
      rowsIn(content, 'round_partner')[0]!.id = rows[0].id;
    });
    expect(await faultOf(bad)).toEqual(['taken', { table: 'round_partner' }]);
  });

  it('write over no picture that is here, and take none away', async () => {
    const at = `/partnerships/${repair.id}/timeline`;
    await other.postAndFollow(at, await withPicture(), { as: repair.partners[0]!.lead });
    const { rows } = await other.database.outer.query('select id from file');
    const here: string = rows[0].id;
    const before = await other.house.files.read(here, 'large');
    const bad = await changed(file, (parts) => {
      const own = [...parts.keys()].find((name) => /files\/[0-9a-f-]{36}\.webp/.test(name))!.slice(6, 42);
      for (const size of ['', '-small']) {
        parts.set(`files/${here}${size}.webp`, parts.get(`files/${own}${size}.webp`)!);
        parts.delete(`files/${own}${size}.webp`);
      }
      edit(parts, 'partnership.json', (text) => text.replaceAll(own, here));
    });
    expect(await faultOf(bad)).toEqual(['taken', { table: 'file' }]);
    expect(await other.house.files.read(here, 'large')).toEqual(before);
  });

  it('are of their types', async () => {
    const bad = await withContent((content) => {
      rowsIn(content, 'round')[0]!.opens = 'whenever';
    });
    expect(await faultOf(bad)).toEqual(['rows', { table: 'round' }]);
  });

  it('bring no picture but a picture, and none that is not theirs', async () => {
    const page = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const picture = [...(await partsOf(file)).keys()].find((name) =>
      /files\/[0-9a-f-]{36}\.webp/.test(name),
    )!;
    const svg = await changed(file, (parts) => parts.set(picture, page));
    expect(await faultOf(svg)).toEqual(['picture', { part: picture }]);
    const type = await withContent((content) => {
      rowsIn(content, 'file')[0]!.type = 'text/html';
    });
    expect(await faultOf(type)).toEqual(['picture', { part: picture }]);
    const more = `files/${newId()}.webp`;
    const strange = await changed(file, (parts) => parts.set(more, parts.get(picture)!));
    expect(await faultOf(strange)).toEqual(['picture', { part: more }]);
    const without = await changed(file, (parts) => parts.delete(picture));
    expect(await faultOf(without)).toEqual(['picture', { part: picture }]);
  });
});
