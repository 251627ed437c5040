import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { type Room, wordAt } from './room.ts';
import { listUnspoken } from './store.ts';

/** Words that are wanted of the partners the reader answers for, or of those without people where they facilitate. */
export async function unspokenOnDesk<Way extends string>(
  room: Room<Way>,
  { locale }: Pick<Reader, 'locale'>,
  tx: Tx,
  asked: Parameters<typeof listUnspoken>[2],
): Promise<DeskItem[]> {
  return (await listUnspoken(tx, room.name, asked)).map((one) => ({
    href: wordAt(room, one),
    title: room.words(locale)('desk.word', { partner: one.partnerName }),
    about: one.name,
    action: words(locale)('word.do'),
    due: null,
  }));
}
