import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rooms } from '../src/app.tsx';
import { readBackup, writeBackup } from '../src/platform/backup/backup-file.ts';
import { makeBackup } from '../src/platform/backup/make.ts';
import { names } from '../src/platform/backup/manifest.ts';
import { BackupProblem } from '../src/platform/backup/problem.ts';
import { restoreBackup, tryBackup } from '../src/platform/backup/restore.ts';
import { type Part, tarOf } from '../src/platform/backup/tar.ts';
import {
  type BackedUp,
  emptyPlace,
  migrations,
  openBackedUp,
  secret,
} from '../src/platform/backup/testing.ts';
import { bareJpeg } from '../src/platform/files/testing.ts';
import { openLog } from '../src/platform/log.ts';
import { openHouse } from '../src/platform/open-house.ts';
import type { TestTown } from '../src/testing.ts';

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

describe('a restored city', () => {
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
      embedded: { flushed: false },
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

/** The backup, with its parts changed, and its manifest fitting them. */
async function changed(change: (part: Part) => Part[]): Promise<string> {
  async function* parts(): AsyncGenerator<Part> {
    for await (const part of readBackup(city.made.file, undefined)) yield* change(part);
  }
  const other = join(city.folder, 'changed');
  await mkdir(other, { recursive: true });
  return (await writeBackup(parts(), { folder: other, made: new Date(), key: undefined })).file;
}

async function* partsBut(name: string): AsyncGenerator<Part> {
  for await (const part of readBackup(city.made.file, undefined)) if (part.name !== name) yield part;
}

const withContent = ({ name, bytes }: Part, change: (content: never) => void): Part[] => {
  const content = JSON.parse(bytes.toString());
  change(content as never);
  return [{ name, bytes: Buffer.from(JSON.stringify(content)) }];
};

/** Restoring is refused, and the place is as empty as before. */
async function expectRefused(file: string, sentence: RegExp | string, key?: string): Promise<void> {
  const refused = restoreBackup(place, city.restoring(file, key), true);
  await expect(refused).rejects.toThrow(BackupProblem);
  await expect(refused).rejects.toThrow(sentence);
  expect(await readdir(place.dataFolder)).toEqual([]);
  // The database is empty too: the next one would be refused otherwise.
}

describe('a restore is refused, and nothing is changed,', () => {
  it('where there is something already', async () => {
    for (const name of place.databaseUrl ? ['files', 'secret'] : ['files', 'secret', 'pg']) {
      await mkdir(join(place.dataFolder, name));
      await writeFile(join(place.dataFolder, name, 'something'), '');
      await expect(restoreBackup(place, city.restoring(), true)).rejects.toThrow(
        `The data folder ${place.dataFolder} is not empty: "${name}" is there already.`,
      );
      expect(await readdir(place.dataFolder)).toEqual([name]);
      await rm(join(place.dataFolder, name), { recursive: true });
    }
    if (!place.databaseUrl) return;
    const taken = { ...place, databaseUrl: city.place.databaseUrl };
    await expect(restoreBackup(taken, city.restoring(), true)).rejects.toThrow(
      /^The database \w+ is not empty\./,
    );
  });

  it('if the file was cut off or changed, wherever that is', async () => {
    const bytes = await readFile(city.made.file);
    const file = join(city.folder, 'damaged');
    for (const share of [0.1, 0.5, 0.9, 1 - 1 / bytes.length]) {
      await writeFile(file, bytes.subarray(0, Math.floor(bytes.length * share)));
      await expectRefused(file, `The backup ${file} is damaged or cut off.`);
    }
    for (const share of [0.1, 0.3, 0.5, 0.7, 0.99]) {
      const other = Buffer.from(bytes);
      other[Math.floor(bytes.length * share)]! ^= 0x10;
      await writeFile(file, other);
      await expectRefused(file, /is damaged/);
    }
    await rm(file);
  });

  it('if a part is another than the manifest says, or is missing', async () => {
    const other = (part: Part) =>
      part.name === `files/${city.picture}` ? [{ ...part, bytes: bareJpeg }] : [part];
    await expectRefused(await changed(other), `files/${city.picture} is not what was written.`);
    await expectRefused(await changed((part) => (part.name === names.secret ? [] : [part])), /is damaged/);
    const headless: Buffer[] = [];
    for await (const piece of tarOf(partsBut(names.manifest), new Date())) headless.push(piece);
    const file = join(city.folder, 'headless');
    await writeFile(file, gzipSync(Buffer.concat(headless)));
    await expectRefused(file, 'is damaged or cut off');
  });

  it('if rows or heads are not those that it promises', async () => {
    const promising = (
      change: (manifest: { tables: Record<string, number>; heads: Record<string, string> }) => void,
    ) => changed((part) => (part.name === names.manifest ? withContent(part, change) : [part]));
    await expectRefused(
      await promising(({ tables }) => {
        tables.person! += 1;
      }),
      /^The table person has \d+ rows, but the backup says \d+\. Nothing was restored\.$/,
    );
    await expectRefused(
      await promising(({ heads }) => {
        heads[city.town.city] = `1:${'0'.repeat(64)}`;
      }),
      'The heads of the journal are not those of the backup.',
    );
  });

  it('if it is no backup, or there is no such file', async () => {
    await expectRefused(import.meta.filename, /is not a backup of Samvirke\.$/);
    await expectRefused(join(city.folder, 'none'), /cannot be read: ENOENT\.$/);
  });

  it('without the key, or with another', async () => {
    const key = 'four words that nobody guesses';
    const locked = await makeBackup({ ...city.place, secret, folder: city.folder, key });
    expect(locked.file).toMatch(/\.tar\.gz\.age$/);
    await expectRefused(locked.file, 'This backup is encrypted: set SAMVIRKE_BACKUP_KEY to its key.');
    await expectRefused(locked.file, 'SAMVIRKE_BACKUP_KEY is not the key of this backup.', `${key}!`);
    const bytes = await readFile(locked.file);
    const file = join(city.folder, 'damaged.age');
    await writeFile(file, bytes.subarray(0, -20));
    await expectRefused(file, 'is damaged or cut off', key);
    await restoreBackup(place, city.restoring(locked.file, key), true);
  });

  it('if a newer Samvirke made it', async () => {
    type Content = { format: number; migrations: { name: string; digest: string }[] };
    const begunAs = (change: (content: Content) => void) => {
      let first: Part;
      return changed((part) => {
        if (part.name === names.beginning) [first] = withContent(part, change) as [Part];
        if (part.name === names.beginning) return [first];
        if (part.name !== names.manifest) return [part];
        return withContent(part, ({ parts }: { parts: { bytes: number; sha256: string }[] }) => {
          const sha256 = createHash('sha256').update(first.bytes).digest('hex');
          Object.assign(parts[0]!, { bytes: first.bytes.length, sha256 });
        });
      });
    };
    const otherFormat = await begunAs((content) => {
      content.format = 2;
    });
    await expectRefused(otherFormat, 'This backup was made by a newer Samvirke.');
    const more = await begunAs(({ migrations: all }) => all.push({ name: '9999_more.sql', digest: '' }));
    await expectRefused(more, 'has the migration 9999_more.sql, which this Samvirke does not have.');
    const otherwise = await begunAs(({ migrations: all }) => {
      all[0]!.digest = 'another';
    });
    await expectRefused(otherwise, 'has the migration 0001_ground.sql, which this Samvirke has otherwise.');
  });
});
