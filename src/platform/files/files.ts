import { createHash } from 'node:crypto';
import type { Database, Tx } from '../database/database.ts';
import { isId, newId } from '../id.ts';
import { type Picture, pictureReader } from './pictures.ts';
import type { ShareCard } from './sharing.ts';
import { type FileStore, nameOf, type Size, sizes } from './store.ts';

/** A picture whose bytes are kept, before there is a row for it. */
export type KeptPicture = Pick<Picture, 'type' | 'width' | 'height'> & {
  id: string;
  bytes: number;
  sha256: Buffer;
};

/** A picture that was drawn by another installation, in both sizes. */
export type BroughtPicture = { id: string; bytes: Uint8Array; small: Uint8Array };

export type Files = {
  /** Waits until there is room for one more upload, and holds it meanwhile. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Draws a picture anew. Throws a `PictureProblem` if it cannot be taken. */
  readPicture(bytes: Uint8Array): Promise<Picture>;
  /** Draws the picture by which a page is shared: a PNG. The latest are kept in memory. */
  shareCard(card: ShareCard): Promise<Buffer>;
  /** Keeps the bytes of a picture. What `work` makes no row for (`addFile`) is gone afterwards. */
  keep<T>(picture: Picture, work: (kept: KeptPicture) => Promise<T>): Promise<T>;
  /** Keeps the bytes of a picture while its form is put right. */
  hold(picture: Picture): Promise<KeptPicture>;
  /** Keeps pictures under the names that they had elsewhere. What `work` makes no row for is gone afterwards. */
  bring<T>(pictures: AsyncIterable<BroughtPicture>, work: () => Promise<T>): Promise<T>;
  /** Whether they still wait for their row. */
  waits(id: string): Promise<boolean>;
  /** The bytes of a file that the caller has found the row of. */
  read(file: string, size: Size): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Takes away what was removed long ago, and what no row stands for. */
  sweep(): Promise<void>;
};

/** Uploads at a time: each is in memory as a whole, up to 10 MB and more than once, while it is read. */
const mostAtOnce = 2;

/** Cards that are kept in memory, of some 20 kB each. */
const mostCards = 64;
/** Pictures that are written at a time where many come in together; so many are in memory. */
const broughtAtOnce = 8;

/** Days for which a removed file can be put back. */
export const removedKept = 30;

/** Hours after which bytes without a row have none because nothing came of them, not because somebody is still at it. */
const uploadLasts = 24;

/** Hours that a held picture waits: no sweep comes between its form and its row. */
const heldLasts = 12;

export function filesWith({ database, store }: { database: Database; store: FileStore }): Files {
  const pictures = pictureReader();
  const cards = new Map<string, Promise<Buffer>>();
  const inTurn = turns(mostAtOnce);

  async function takeAway(id: string): Promise<void> {
    for (const size of sizes) await store.remove(nameOf(id, size));
    await database.system(({ db }) => db.deleteFrom('file_leaving').where('id', '=', id).execute());
  }

  /** When bytes that have no row were brought. What has one stays, whatever was noted of its name. */
  async function broughtAt(id: string): Promise<{ at: Date; now: Date } | undefined> {
    return database.system(async ({ db, now }) => {
      const leaving = await alone(db).select('at').where('id', '=', id).executeTakeFirst();
      return leaving && { at: leaving.at, now };
    });
  }

  /** Where even taking away fails, the sweep does it. */
  const takeAwayIfAlone = (id: string) =>
    broughtAt(id)
      .then((leaving) => (leaving ? takeAway(id) : undefined))
      .catch(() => {});

  /** Noted before they are there: what nobody makes a row for is found again. */
  async function putBytes(pictures: readonly BroughtPicture[]): Promise<void> {
    const ids = pictures.map(({ id }) => ({ id }));
    await database.system(({ db }) => db.insertInto('file_leaving').values(ids).execute());
    const done = await Promise.allSettled(
      pictures.map(async ({ id, bytes, small }) => {
        await store.put(nameOf(id, 'large'), bytes);
        await store.put(nameOf(id, 'small'), small);
      }),
    );
    const failed = done.find((one) => one.status === 'rejected');
    if (!failed) return;
    for (const { id } of pictures) await takeAwayIfAlone(id);
    throw failed.reason;
  }

  async function put({ type, width, height, bytes, small }: Picture): Promise<KeptPicture> {
    const id = newId();
    await putBytes([{ id, bytes, small }]);
    const sha256 = createHash('sha256').update(bytes).digest();
    return { id, type, width, height, bytes: bytes.length, sha256 };
  }

  return {
    inTurn,
    readPicture: pictures.read,
    shareCard(card) {
      const key = JSON.stringify(card);
      const drawn = cards.get(key) ?? pictures.share(card);
      // The one that was asked for last goes last.
      cards.delete(key);
      cards.set(key, drawn);
      drawn.catch(() => cards.delete(key));
      for (const oldest of cards.keys()) {
        if (cards.size <= mostCards) break;
        cards.delete(oldest);
      }
      return drawn;
    },
    async keep(picture, work) {
      const kept = await put(picture);
      return await work(kept).finally(() => takeAwayIfAlone(kept.id));
    },
    hold: put,
    async bring(pictures, work) {
      const brought: string[] = [];
      const keep = async (some: readonly BroughtPicture[]) => {
        if (some.length === 0) return;
        brought.push(...some.map(({ id }) => id));
        await putBytes(some);
      };
      try {
        let waiting: BroughtPicture[] = [];
        for await (const picture of pictures) {
          waiting.push(picture);
          if (waiting.length < broughtAtOnce) continue;
          await keep(waiting);
          waiting = [];
        }
        await keep(waiting);
        return await work();
      } finally {
        for (const id of brought) await takeAwayIfAlone(id);
      }
    },
    async waits(id) {
      const brought = await broughtAt(id);
      return brought !== undefined && brought.now.getTime() - brought.at.getTime() < heldLasts * 3_600_000;
    },
    read: (file, size) => store.read(nameOf(file, size)),
    async sweep() {
      const leaving = await database.system(async ({ db, now }) => {
        const before = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
        await db
          .deleteFrom('file')
          .where('removed_at', '<', before(removedKept * 24))
          .execute();
        return alone(db).select('id').where('at', '<', before(uploadLasts)).execute();
      });
      for (const { id } of leaving) await takeAway(id);
    },
  };
}

/** Bytes that no row stands for. */
const alone = (db: Tx['db']) =>
  db
    .selectFrom('file_leaving')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('file').select('file.id').whereRef('file.id', '=', 'file_leaving.id'))),
    );

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
