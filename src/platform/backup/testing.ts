import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import type { Config } from '../../config.ts';
import { openTestTown } from '../../testing.ts';
import { addFile } from '../files/files.ts';
import { bareJpeg } from '../files/testing.ts';
import { newId } from '../id.ts';
import { sealOnce } from '../journal/sealer.ts';
import { makeBackup } from './make.ts';
import type { Place } from './snapshot.ts';

export const migrations = join(import.meta.dirname, '../../../migrations');
export const secret = 'the secret of the data folder, forty-three signs';

export type BackedUp = Awaited<ReturnType<typeof openBackedUp>>;

/** A town with a picture, and with what is hard to write down; and a backup of it. */
export async function openBackedUp(config: Partial<Config> = {}) {
  const town = await openTestTown({ config });
  const { dataFolder, databaseUrl, bucket } = town.house.config;
  const place = { dataFolder, databaseUrl, bucket };
  const folder = await mkdtemp(join(tmpdir(), 'samvirke-backups-'));
  const person = await town.addAdministrator('Ada');
  const scope = await town.scopeFor(person);
  const drawn = await town.house.files.readPicture(bareJpeg);
  const picture = await town.house.files.keep(drawn, async (file) => {
    await town.database.change(scope, (tx) => addFile(tx, town.city, file));
    return file.id;
  });
  await town.database.system(async (tx) => {
    await tx.db
      .insertInto('person')
      .values({
        ...{ id: newId(), kind: 'guest', email: null, locale: 'en', login_id: null, deactivated_at: null },
        name: 'Tab\tline\nback\\slash \\N "quoted" {curly} ü 🏙',
      })
      .execute();
    await sql`update city set logo = '\\x00ff5c6e0a', closed_days = '{2026-05-17,2026-12-25}',
      limits = 'null'::jsonb, imprint = '{"en": "a\\nb", "none": null}'`.execute(tx.db);
    for (let n = 0; n < 700; n += 1)
      await tx.record({ space: town.city, kind: 'test.happened', content: { n, nothing: null } });
  });
  await town.post('/settings/mail/tests', {}, { as: person });
  while ((await sealOnce(town.database)) > 0);
  const made = await makeBackup({ ...place, secret, folder, key: undefined });
  return {
    town,
    place,
    folder,
    picture,
    made,
    restoring: (file = made.file, key?: string) => ({ file, key, migrations }),
    async close() {
      await town.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An empty place of the same kind as the one under test: a folder, and on a server a database of its own. */
export async function emptyPlace(like: Place): Promise<Place & { drop(): Promise<void> }> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'samvirke-empty-'));
  const server = like.databaseUrl;
  const dropFolder = () => rm(dataFolder, { recursive: true, force: true });
  if (!server) return { dataFolder, databaseUrl: undefined, drop: dropFolder };
  const name = `samvirke_empty_${dataFolder.slice(-6).toLowerCase()}`;
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await run(`drop database if exists ${name}`);
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    dataFolder,
    databaseUrl: url.href,
    async drop() {
      await dropFolder();
      await run(`drop database ${name} with (force)`);
    },
  };
}
