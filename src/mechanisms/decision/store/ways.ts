import type { Tx } from '../../../platform/database/database.ts';
import type { Localised } from '../../../platform/i18n/locale.ts';
import { isId, newId } from '../../../platform/id.ts';
import { adapt, type Changes } from '../adapting.ts';
import type { Process } from '../process.ts';
import { findProcess, processes } from '../processes.ts';
import '../tables.ts';

export type OwnWay = {
  id: string;
  base: string;
  name: Localised;
  fits: Localised;
  not: Localised;
  changes: Changes;
};

const ownWays = (tx: Tx) =>
  tx.db
    .selectFrom('own_way')
    .select(['id', 'base', 'name', 'fits', 'not_fits as not', 'changes', 'retired_at as retiredAt']);

/** A city has a few of its own. */
const mostOwn = 100;

/** The city's own copies, those in use before those that are not any more, the oldest first. */
export function listOwnWays(tx: Tx) {
  return ownWays(tx)
    .orderBy(({ eb }) => eb('retired_at', 'is not', null))
    .orderBy('id')
    .limit(mostOwn)
    .execute();
}
export type KeptWay = Awaited<ReturnType<typeof listOwnWays>>[number];

export function findOwnWay(tx: Tx, id: string) {
  return ownWays(tx).where('id', '=', id).executeTakeFirst();
}

/** A way of the city as a process; undefined where this house cannot decide so. */
export function processOf({ id, base, name, fits, not, changes }: OwnWay): Process | undefined {
  const process = findProcess(base);
  return process && adapt(process, changes, { id, name, fits, not });
}

/** All that is in use: the city's own before those of the house, which fit every city. */
export async function listWays(tx: Tx): Promise<Process[]> {
  const own = await ownWays(tx).where('retired_at', 'is', null).orderBy('id').limit(mostOwn).execute();
  return [...own.flatMap((one) => processOf(one) ?? []), ...processes];
}

/** By the key of a process of the house, or the id of one of the city's own, also when it was retired meanwhile. */
export async function findWay(tx: Tx, key: string): Promise<Process | undefined> {
  const own = isId(key) ? await findOwnWay(tx, key) : undefined;
  return own ? processOf(own) : findProcess(key);
}

/** By which an address names it. */
export const keyOf = ({ key, own }: Pick<Process, 'key' | 'own'>) => own?.id ?? key;

const written = ({ name, fits, not, changes }: Omit<OwnWay, 'id' | 'base'>) => ({
  name: JSON.stringify(name),
  fits: JSON.stringify(fits),
  not_fits: JSON.stringify(not),
  changes: JSON.stringify(changes),
});

export async function insertOwnWay(tx: Tx, city: string, way: Omit<OwnWay, 'id'>): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('own_way')
    .values({ id, space_id: city, audience_id: null, base: way.base, ...written(way) })
    .execute();
  return id;
}

export async function updateOwnWay(tx: Tx, id: string, way: Omit<OwnWay, 'id' | 'base'>): Promise<void> {
  await tx.db.updateTable('own_way').set(written(way)).where('id', '=', id).execute();
}

/** Tells whether it was otherwise before. */
export async function retireOwnWay(tx: Tx, id: string, retired: Date | null): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('own_way')
    .set({ retired_at: retired })
    .where('id', '=', id)
    .where('retired_at', retired ? 'is' : 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
