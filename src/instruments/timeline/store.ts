import { type Generated, sql } from 'kysely';
import type { Database, Tx } from '../../platform/database/database.ts';
import { removedKept } from '../../platform/files/files.ts';
import { newId } from '../../platform/id.ts';
import '../partnerships/store/tables.ts';

declare module '../../platform/database/tables.ts' {
  interface Tables {
    moment: GuardedByDefault & {
      text: string;
      day: string;
      at: Date;
      file_id: string | null;
      shows: Generated<string>;
      added_by: string | null;
      added_at: Generated<Date>;
      /** A facilitator who changed what somebody else put in, as long as nobody else changed it since. */
      changed_by: Generated<string | null>;
      removed_at: Date | null;
      removed_by: string | null;
    };
  }
}

const moments = (tx: Tx, partnership: string) =>
  tx.db
    .selectFrom('moment as m')
    .leftJoin('file as f', 'f.id', 'm.file_id')
    .leftJoin('person as p', 'p.id', 'm.added_by')
    .leftJoin('person as c', 'c.id', 'm.changed_by')
    .select(['m.id', 'm.text', 'm.day', 'm.at', 'm.shows', 'm.removed_at as removedAt'])
    .select(['f.id as file', 'f.width', 'f.height', 'p.name as by'])
    .select(['m.added_by as addedBy', 'm.removed_by as removedBy', 'c.name as changedBy'])
    .where('m.space_id', '=', partnership);

/** Moments in their order in time; a page goes on after the last one of the page before. */
export function listMoments(
  tx: Tx,
  partnership: string,
  { order, most, after }: { order: 'newest' | 'oldest'; most: number; after?: string | undefined },
) {
  const way = order === 'newest' ? 'desc' : 'asc';
  const beyond = order === 'newest' ? sql`<` : sql`>`;
  return moments(tx, partnership)
    .where('m.removed_at', 'is', null)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(m.at, m.id) ${beyond} (select c.at, c.id from moment c where c.id = ${after})`,
      ),
    )
    .orderBy('m.at', way)
    .orderBy('m.id', way)
    .limit(most)
    .execute();
}
/** Those of these that are there, the newest first. */
export function listMomentsAmong(tx: Tx, partnership: string, ids: readonly string[]): Promise<Moment[]> {
  return moments(tx, partnership)
    .where('m.removed_at', 'is', null)
    .where(sql<boolean>`m.id = any (${ids}::uuid[])`)
    .orderBy('m.at', 'desc')
    .orderBy('m.id', 'desc')
    .execute();
}
export type Moment = Awaited<ReturnType<typeof listMoments>>[number];

export function findMoment(tx: Tx, partnership: string, id: string): Promise<Moment | undefined> {
  return moments(tx, partnership).where('m.id', '=', id).executeTakeFirst();
}

export type MomentFields = { text: string; day: string; at: Date; shows: string };

export async function insertMoment(
  tx: Tx,
  partnership: string,
  fields: MomentFields & { file_id: string | null },
): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('moment')
    .values({
      ...fields,
      id,
      space_id: partnership,
      audience_id: null,
      added_by: tx.scope.person?.id ?? null,
      removed_at: null,
      removed_by: null,
    })
    .execute();
  return id;
}

export async function updateMoment(
  tx: Tx,
  id: string,
  fields: MomentFields & { changed_by: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('moment')
    .set(fields)
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Takes a moment out, or puts it back. False where it stands like that already. */
export async function markMoment(tx: Tx, id: string, way: 'removed' | 'returned'): Promise<boolean> {
  const removed = way === 'removed';
  const { numUpdatedRows } = await tx.db
    .updateTable('moment')
    .set({ removed_at: removed ? tx.now : null, removed_by: removed ? (tx.scope.person?.id ?? null) : null })
    .where('id', '=', id)
    .where('removed_at', removed ? 'is' : 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What was taken out so long ago that it is not put back any more. */
export async function forgetRemoved(database: Database): Promise<void> {
  await database.system(({ db, now }) =>
    db
      .deleteFrom('moment')
      .where('removed_at', '<', new Date(now.getTime() - removedKept * 86_400_000))
      .execute(),
  );
}
