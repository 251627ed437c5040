import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { seatsOf } from '../partnerships/access.ts';
import { words } from './messages/index.ts';
import { listUnasked } from './store.ts';

/** "Who is missing?", as soon as somebody has begun the map, until one's partner has answered. */
export async function deskItems({ scope, locale }: Reader, tx: Tx): Promise<DeskItem[]> {
  const t = words(locale);
  const { speaks, facilitates } = seatsOf(scope);
  return (await listUnasked(tx, speaks, facilitates)).map(({ id, partnership, partner, name }) => ({
    href: `/partnerships/${partnership}/engage`,
    title: t('desk', { partner }),
    about: speaks.includes(id) ? name : t('desk.for', { partnership: name }),
    action: t('desk.do'),
    due: null,
  }));
}
