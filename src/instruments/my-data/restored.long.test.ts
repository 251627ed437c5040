import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { backupCommands } from '../../backup-commands.ts';
import { makeBackup } from '../../platform/backup/make.ts';
import { type BackedUp, emptyPlace, openBackedUp } from '../../platform/backup/testing.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { openEmbedded } from '../../platform/embedded/open-embedded.ts';
import { verifyJournal } from '../../platform/journal/verify.ts';
import { erase, eraseAgain, readErased } from '../../platform/personal/erased.ts';

let city: BackedUp;
let place: Awaited<ReturnType<typeof emptyPlace>>;
beforeAll(async () => {
  city = await openBackedUp();
  place = await emptyPlace(city.place);
}, 120_000);
afterAll(async () => {
  await place?.drop();
  await city?.close();
});

it('whoever was erased after a backup is erased again when it is restored', async () => {
  const { town, folder } = city;
  const stays = await town.addPerson('Stays Here');
  const leaves = await town.addPerson('Leaves Soon');
  const made = await makeBackup({ ...city.place, secret: undefined, folder, key: undefined });
  const backups = { ...town.house.config.backups, folder };
  const house = { database: town.database, instruments: town.house.instruments, config: { backups } };
  expect(await erase(house, leaves)).toBe(true);
  // Ids alone stand beside the backups, in a file that its owner alone reads.
  expect(await readErased(folder)).toEqual([leaves]);
  expect(await readFile(join(folder, 'erased-people'), 'utf8')).toMatch(/^[0-9a-f-]{36} \S+Z\n$/);

  const said: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line) => void said.push(String(line)));
  // The machine is a new one: its own folder of backups knows nobody.
  const config = { ...town.house.config, ...place, backups: town.house.config.backups };
  const home = join(import.meta.dirname, '../../..');
  const code = await backupCommands.restore!({ home, config, words: [made.file] }).finally(() =>
    log.mockRestore(),
  );
  expect(code).toBe(0);
  expect(said.join('\n')).toContain('1 person was erased since it was made, and erased again now.');

  const embedded = place.databaseUrl ? undefined : await openEmbedded(place.dataFolder, { flushed: false });
  const database = openDatabase(embedded?.connection ?? { connectionString: place.databaseUrl });
  try {
    const { rows } = await database.outer.query('select id from person where id = any ($1)', [
      [stays, leaves],
    ]);
    expect(rows).toEqual([{ id: stays }]);
    const { rows: words } = await database.outer.query(
      `select count(*)::int as n from person p where to_jsonb(p)::text like '%Leaves Soon%'`,
    );
    expect(words).toEqual([{ n: 0 }]);
    expect((await verifyJournal(database)).findings).toEqual([]);
    // From here on its own folder knows it too.
    expect(await readErased(config.backups.folder)).toEqual([leaves]);
    expect(await eraseAgain({ ...house, database, config }, [folder])).toBe(0);
  } finally {
    await database.close();
    await embedded?.close();
  }
}, 240_000);

it('a new folder of backups gets the list that the database still knows', async () => {
  const folder = join(city.folder, 'elsewhere');
  const { database, house } = city.town;
  const backups = { ...house.config.backups, folder };
  expect(await eraseAgain({ database, instruments: house.instruments, config: { backups } }, [])).toBe(0);
  expect(await readErased(folder)).toHaveLength(1);
});
