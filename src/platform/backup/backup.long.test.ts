import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { contentsOf } from '../../../long/contents.ts';
import { rooms } from '../../app.tsx';
import { sealOnce } from '../journal/sealer.ts';
import { verifyJournal } from '../journal/verify.ts';
import { openLog } from '../log.ts';
import { openHouse } from '../open-house.ts';
import { moveCity } from './move.ts';
import { restoreBackup } from './restore.ts';
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

function openRestored() {
  const { dataFolder, databaseUrl } = place;
  const config = { ...city.town.house.config, dataFolder, databaseUrl, secret: '' };
  return openHouse({ config, migrations, rooms, embedded: { flushed: false }, log: openLog('silent') });
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
});

describe('a city that moves', () => {
  it('stays where it is while it runs', async () => {
    const moving = moveCity({ from: city.place, to: place, migrations }, 'that address');
    await expect(moving).rejects.toThrow(/^The city is running/);
    expect(await readdir(place.dataFolder)).toEqual([]);
  });
});
