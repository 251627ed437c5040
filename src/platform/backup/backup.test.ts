import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { contentsOf } from '../../../long/contents.ts';
import { rooms } from '../../app.tsx';
import type { TestTown } from '../../testing.ts';
import { sealOnce } from '../journal/sealer.ts';
import { verifyJournal } from '../journal/verify.ts';
import { openLog } from '../log.ts';
import { openHouse } from '../open-house.ts';
import { makeBackup } from './make.ts';
import { moveCity } from './move.ts';
import { restoreBackup, tryBackup } from './restore.ts';
import { type BackedUp, emptyPlace, migrations, openBackedUp, secret } from './testing.ts';

let city: BackedUp;
let place: Awaited<ReturnType<typeof emptyPlace>>;
beforeAll(async () => {
  city = await openBackedUp();
  place = await emptyPlace(city.place);
});
afterEach(async () => {
  await place.drop();
  place = await emptyPlace(city.place);
});
afterAll(async () => {
  await place?.drop();
  await city?.close();
});

function openRestored(secretSet = '') {
  const { dataFolder, databaseUrl } = place;
  const config = { ...city.town.house.config, dataFolder, databaseUrl, secret: secretSet };
  return openHouse({ config, migrations, rooms, flushed: false, log: openLog('silent') });
}

describe('a backup of a city that runs', () => {
  it('is restored with every row, every chain, the pictures and the secret', async () => {
    const before = await contentsOf(city.town.database);
    const { counts, heads, journal } = await restoreBackup(place, city.restoring(), true);
    expect(journal).toMatchObject({ findings: [], entries: 702 });
    expect(Object.keys(counts)).toEqual(Object.keys(before).toSorted());
    expect(Object.keys(heads)).toEqual([city.town.city]);
    expect(await readFile(join(place.dataFolder, 'secret'), 'utf8')).toBe(secret);
    expect((await stat(join(place.dataFolder, 'secret'))).mode & 0o777).toBe(0o600);

    const restored = await openRestored();
    try {
      expect(await contentsOf(restored.house.database)).toEqual(before);
      for (const size of ['large', 'small'] as const)
        expect(await restored.house.files.read(city.picture, size)).toEqual(
          await city.town.house.files.read(city.picture, size),
        );
      // Numbers go on where they were, and rules and references hold as before.
      await restored.house.database.system((tx) =>
        tx.record({ space: city.town.city, kind: 'test.happened' }),
      );
      expect(await sealOnce(restored.house.database)).toBe(1);
      expect(await verifyJournal(restored.house.database)).toMatchObject({ findings: [], entries: 703 });
      const broken = restored.house.database.outer.query(
        "insert into membership (id, space_id, person_id, role) select gen_random_uuid(), gen_random_uuid(), id, 'lead' from person limit 1",
      );
      await expect(broken).rejects.toThrow(/foreign key/);
    } finally {
      await restored.close();
    }
  });

  it('has the same rules, references and guards as a database that was never restored', async () => {
    const rules = async ({ database }: { database: TestTown['database'] }) => {
      const { rows } = await database.outer.query(`
        select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as rule from pg_constraint
          where connamespace = 'public'::regnamespace and contype <> 'n'
        union all select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
        union all select tablename || ' ' || policyname || ' ' || cmd from pg_policies where schemaname = 'public'
        union all select oid::regclass::text || relrowsecurity from pg_class
          where relnamespace = 'public'::regnamespace and relkind = 'r'
        order by 1`);
      return rows.map(({ rule }) => rule);
    };
    await restoreBackup(place, city.restoring(), true);
    const restored = await openRestored();
    const found = await rules(restored.house).finally(() => restored.close());
    expect(found).toEqual(await rules(city.town));
  });

  it('can be tried without touching anything', async () => {
    const before = await readdir(city.folder);
    const { journal } = await tryBackup(city.restoring());
    expect(journal.findings).toEqual([]);
    expect(await readdir(city.folder)).toEqual(before);
  });

  it('brings what has been migrated since', async () => {
    const newer = await mkdtemp(join(tmpdir(), 'samvirke-migrations-'));
    await cp(migrations, newer, { recursive: true });
    await writeFile(join(newer, '9999_more.sql'), "alter table city add column motto text default 'more';");
    await restoreBackup(place, { ...city.restoring(), migrations: newer }, true);
    const { dataFolder, databaseUrl } = place;
    const config = { ...city.town.house.config, dataFolder, databaseUrl };
    const opened = await openHouse({
      config,
      migrations: newer,
      rooms,
      flushed: false,
      log: openLog('silent'),
    });
    const { rows } = await opened.house.database.outer.query(
      "select motto, (select count(*)::int from migration where name = '9999_more.sql') as n from city",
    );
    expect(rows).toEqual([{ motto: 'more', n: 1 }]);
    await opened.close();
    await rm(newer, { recursive: true });
  });

  it('takes the secret along only if it is its own, and leaves it out where another is set', async () => {
    const without = await makeBackup({
      ...city.place,
      secret: undefined,
      folder: city.folder,
      key: undefined,
    });
    expect(without.manifest.secret).toBe(false);
    await restoreBackup(place, city.restoring(), false);
    expect(existsSync(join(place.dataFolder, 'secret'))).toBe(false);
  });
});

describe('a city that moves', () => {
  it('stays where it is while it runs', async () => {
    const moving = moveCity({ from: city.place, to: place, migrations }, 'that address');
    await expect(moving).rejects.toThrow(/^The city is running/);
    expect(await readdir(place.dataFolder)).toEqual([]);
  });
});
