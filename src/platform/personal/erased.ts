import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import type { Database, Tx } from '../database/database.ts';
import type { House } from '../house.ts';
import { isId } from '../id.ts';
import { erasePerson } from './erasing.ts';

/**
 * The list of those who were erased, beside the backups: a backup knows nothing of what came after it. One line for
 * each, an id and when. The id leads to nobody, but in an older backup.
 */
const fileName = 'erased-people';

export async function readErased(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, fileName), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return [...new Set(text.split('\n').flatMap((line) => line.split(' ').filter(isId).slice(0, 1)))];
}

/** On the disk before the erasing is: who is on the list and was not erased after all will be, the next time. */
async function noteErased(folder: string, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await open(join(folder, fileName), 'a', 0o600);
  try {
    await file.appendFile(ids.map((id) => `${id} ${at.toISOString()}\n`).join(''));
    await file.datasync();
  } finally {
    await file.close();
  }
}

type Erasing = Pick<House, 'database' | 'instruments'> & { config: Pick<Config, 'backups'> };

/** Erases somebody for good, and in backups to come back. */
export async function erase(house: Erasing, person: string, also?: Parameters<Database['system']>[0]) {
  return house.database.system(async (tx) => {
    const ids = await erasePerson(tx, house, person);
    await also?.(tx);
    await noteErased(house.config.backups.folder, ids, tx.now);
    return ids.length > 0;
  });
}

/** Erases all who are found, each by themselves. */
export async function eraseAll(
  house: Erasing,
  find: (tx: Tx) => Promise<readonly { id: string }[]>,
): Promise<void> {
  for (const { id } of await house.database.system(find)) await erase(house, id);
}

/**
 * Erases again whoever is on a list and is there: an older backup was restored. Tells how many. Where the database knows
 * of somebody whom the list in the folder does not (the folder is a new one), the list is completed.
 */
export async function eraseAgain(house: Erasing, folders: readonly string[]): Promise<number> {
  const { folder } = house.config.backups;
  const lists = await Promise.all([...new Set([folder, ...folders])].map(readErased));
  const listed = new Set(lists.flat());
  const { back, unlisted, now } = await house.database.system(async ({ db, now: at }) => ({
    back: await db
      .selectFrom('person')
      .select('id')
      .where(({ eb, fn, val }) => eb('id', '=', fn.any(val([...listed]))))
      .execute(),
    unlisted: await db.selectFrom('erased_person').select('id').execute(),
    now: at,
  }));
  const here = new Set(lists[0]);
  const missing = new Set([...listed, ...unlisted.map(({ id }) => id)].filter((id) => !here.has(id)));
  await noteErased(folder, [...missing], now);
  let count = 0;
  for (const { id } of back) if (await erase(house, id)) count += 1;
  return count;
}
