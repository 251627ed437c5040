import { createHash } from 'node:crypto';
import type { Database, Tx } from '../database/database.ts';
import { isId, newId } from '../id.ts';
import { type Picture, pictureReader } from './pictures.ts';
import { type FileStore, nameOf, type Size, sizes } from './store.ts';

/** A picture whose bytes are kept, before there is a row for it. */
export type KeptPicture = Pick<Picture, 'type' | 'width' | 'height'> & {
  id: string;
  bytes: number;
  sha256: Buffer;
};

export type Files = {
  /** Waits until there is room for one more upload, and holds it meanwhile. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Draws a picture anew. Throws a `PictureProblem` if it cannot be taken. */
  readPicture(bytes: Uint8Array): Promise<Picture>;
  /** Keeps the bytes of a picture. What `work` makes no row for (`addFile`) is gone afterwards. */
  keep<T>(picture: Picture, work: (kept: KeptPicture) => Promise<T>): Promise<T>;
  /** The bytes of a file that the caller has found the row of. */
  read(file: string, size: Size): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Takes away what was removed long ago, and what no row stands for. */
  sweep(): Promise<void>;
};

/** Uploads at a time: each is in memory as a whole, up to 10 MB and more than once, while it is read. */
const mostAtOnce = 2;

/** Days for which a removed file can be put back. */
export const removedKept = 30;

/** Hours after which bytes without a row have none because an upload failed, not because it is still going on. */
const uploadLasts = 1;

export function filesWith({ database, store }: { database: Database; store: FileStore }): Files {
  const readPicture = pictureReader();
  const inTurn = turns(mostAtOnce);

  async function takeAway(id: string): Promise<void> {
    for (const size of sizes) await store.remove(nameOf(id, size));
    await database.system(({ db }) => db.deleteFrom('file_leaving').where('id', '=', id).execute());
  }

  async function stayed(id: string): Promise<boolean> {
    const leaving = await database.system(({ db }) =>
      db.selectFrom('file_leaving').select('id').where('id', '=', id).executeTakeFirst(),
    );
    return !leaving;
  }

  return {
    inTurn,
    readPicture,
    async keep(picture, work) {
      const id = newId();
      await database.system(({ db }) => db.insertInto('file_leaving').values({ id }).execute());
      try {
        await store.put(nameOf(id, 'large'), picture.bytes);
        await store.put(nameOf(id, 'small'), picture.small);
        const { type, width, height, bytes } = picture;
        const sha256 = createHash('sha256').update(bytes).digest();
        return await work({ id, type, width, height, bytes: bytes.length, sha256 });
      } finally {
        // Where even this fails, the sweep does it.
        await stayed(id)
          .then((kept) => (kept ? undefined : takeAway(id)))
          .catch(() => {});
      }
    },
    read: (file, size) => store.read(nameOf(file, size)),
    async sweep() {
      const leaving = await database.system(async ({ db, now }) => {
        const before = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
        await db
          .deleteFrom('file')
          .where('removed_at', '<', before(removedKept * 24))
          .execute();
        return db.selectFrom('file_leaving').select('id').where('at', '<', before(uploadLasts)).execute();
      });
      for (const { id } of leaving) await takeAway(id);
    },
  };
}

/** So many at a time; the others wait in the order in which they came. */
function turns(most: number): Files['inTurn'] {
  const waiting: (() => void)[] = [];
  let going = 0;
  return async (work) => {
    if (going >= most) await new Promise<void>((go) => waiting.push(go));
    else going += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else going -= 1;
    }
  };
}

/** The row of a picture, in the space whose people may see it. */
export async function addFile(tx: Tx, space: string, kept: KeptPicture): Promise<void> {
  await tx.db
    .insertInto('file')
    .values({
      ...kept,
      space_id: space,
      audience_id: null,
      uploaded_by: tx.scope.person?.id ?? null,
      removed_at: null,
      removed_by: null,
    })
    .execute();
}

/** Takes a file away, or puts it back. */
export async function markFile(tx: Tx, id: string, way: 'removed' | 'returned'): Promise<void> {
  const removed = way === 'removed';
  await tx.db
    .updateTable('file')
    .set({ removed_at: removed ? tx.now : null, removed_by: removed ? (tx.scope.person?.id ?? null) : null })
    .where('id', '=', id)
    .execute();
}

/** A file that the reader may see. One that was taken away is not there. */
export async function findFile(tx: Tx, id: string) {
  if (!isId(id)) return undefined;
  return tx.db
    .selectFrom('file')
    .select(['id', 'type', 'sha256', 'width', 'height'])
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
}
