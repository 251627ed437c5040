// Backups, restores and moves of a city whose pictures lie in a bucket.
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { storeAt } from '../files/place.ts';
import { nameOf, sizes } from '../files/store.ts';
import { openTestBucket, type TestBucket } from '../files/testing-bucket.ts';
import { makeBackup } from './make.ts';
import { movePictures } from './move.ts';
import { BackupProblem } from './problem.ts';
import { restoreBackup } from './restore.ts';
import { type BackedUp, emptyPlace, openBackedUp, secret } from './testing.ts';

let bucket: TestBucket;
let city: BackedUp;
let place: Awaited<ReturnType<typeof emptyPlace>>;
beforeAll(async () => {
  bucket = await openTestBucket();
  city = await openBackedUp({ bucket: bucket.at('/pictures/city') });
  place = await emptyPlace(city.place);
});
afterAll(async () => {
  await place?.drop();
  await city?.close();
  await bucket?.close();
});

const names = () => sizes.map((size) => nameOf(city.picture, size));
const bytesIn = (where: Parameters<typeof storeAt>[0]) =>
  Promise.all(names().map((name) => storeAt(where).read(name)));

it('a backup names what is not in the bucket, and is not made while it does not answer', async () => {
  expect(city.made.manifest.files).toEqual({ kept: 1, missing: [] });
  const [large] = names();
  const bytes = await storeAt(city.place).read(large!);
  await storeAt(city.place).remove(large!);
  const making = { ...city.place, secret, folder: city.folder, key: undefined };
  expect((await makeBackup(making)).manifest.files.missing).toEqual([large]);
  await storeAt(city.place).put(large!, bytes!);
  const before = await readdir(city.folder);
  await bucket.stop();
  try {
    await expect(makeBackup(making)).rejects.toThrow('The store of pictures does not answer');
  } finally {
    await bucket.start();
  }
  expect(await readdir(city.folder)).toEqual(before);
});

it('a restore brings pictures into an empty prefix, and from there they move into a folder and back', async () => {
  const inFull = { ...place, bucket: bucket.at('/pictures/city') };
  const refused = restoreBackup(inFull, city.restoring(), true);
  await expect(refused).rejects.toThrow(BackupProblem);
  await expect(refused).rejects.toThrow(/^The store of FILES_URL is not empty: .* Nothing was changed\.$/);
  expect(await readdir(place.dataFolder)).toEqual([]);

  const restored = { ...place, bucket: bucket.at('/pictures/restored') };
  await restoreBackup(restored, city.restoring(), true);
  expect(await bytesIn(restored)).toEqual(await bytesIn(city.place));
  expect((await readdir(place.dataFolder)).sort()).toEqual(place.databaseUrl ? ['secret'] : ['pg', 'secret']);

  const inFolder = { ...place, bucket: undefined };
  expect(await movePictures({ from: restored, to: inFolder }, 'that address')).toEqual({
    kept: 1,
    missing: [],
  });
  expect(await bytesIn(inFolder)).toEqual(await bytesIn(city.place));
  const twice = movePictures({ from: restored, to: inFolder }, 'that address');
  await expect(twice).rejects.toThrow(/"files" is there already/);

  const into = (path: string) =>
    movePictures({ from: inFolder, to: { ...place, bucket: bucket.at(path) } }, 'that address');
  await expect(into('/pictures/restored')).rejects.toThrow(/^The store of that address is not empty/);
  await into('/pictures/moved');
  expect(await bytesIn({ ...place, bucket: bucket.at('/pictures/moved') })).toEqual(
    await bytesIn(city.place),
  );
});

it('pictures stay where they are while the city runs', async () => {
  const to = { ...place, bucket: bucket.at('/pictures/other') };
  await expect(movePictures({ from: city.place, to }, 'that address')).rejects.toThrow(
    /^The city is running/,
  );
  expect((await bucket.keys()).filter((key) => key.startsWith('other/'))).toEqual([]);
});
