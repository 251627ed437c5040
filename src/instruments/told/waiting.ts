import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import { textIn } from '../../platform/i18n/locale.ts';
import type { DeskItem, Instrument } from '../../platform/instrument.ts';
import { inOrder } from '../desk/rules.ts';
import { soonSpan } from './rules.ts';
import type { ToldReader } from './store.ts';

/** Rooms on whose desks something may be due soon, each with the partnerships in which; `anywhere` where it does not say. */
export type DueSoon = ReadonlyMap<Instrument, ReadonlySet<string> | 'anywhere'>;

/** Asked once for the whole city, before any desk is read. */
export async function findDueSoon(house: House, tx: Tx, timeZone: string): Promise<DueSoon> {
  const span = soonSpan(tx.now, timeZone);
  const due = new Map<Instrument, ReadonlySet<string> | 'anywhere'>();
  for (const room of house.instruments) {
    if (!room.desk) continue;
    due.set(room, room.dueIn ? new Set(await room.dueIn(tx, span)) : 'anywhere');
  }
  return due;
}

/**
 * The rooms whose desks are read for somebody: all where there is something to tell, and what waits stands in front of
 * it; else those on which something of theirs may be due.
 */
export function roomsFor(due: DueSoon, news: boolean, partnerships: readonly string[]): Instrument[] {
  return [...due]
    .filter(([, where]) => news || where === 'anywhere' || partnerships.some((one) => where.has(one)))
    .map(([room]) => room);
}

/** What waits for somebody in these rooms, as their desk would show it. */
export async function readDesk(
  house: House,
  { id, locale }: ToldReader,
  rooms: readonly Instrument[],
): Promise<DeskItem[]> {
  const scope = rooms.length > 0 ? await house.accounts.scopeOfPerson(id) : undefined;
  if (!scope) return [];
  const city = await house.city.get();
  const reader = {
    scope,
    person: scope.person,
    locale,
    city,
    text: (text: Parameters<typeof textIn>[0]) => textIn(text, locale, city.defaultLocale).text,
  };
  return house.database.read(
    scope,
    async (tx) => {
      const items: DeskItem[] = [];
      for (const room of rooms) items.push(...((await room.desk?.(reader, tx)) ?? []));
      return inOrder(items);
    },
    reader,
  );
}
