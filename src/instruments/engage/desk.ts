import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { listUnasked } from './store.ts';

/** "Who is missing?", as soon as somebody has begun the map, until one's partner has answered. */
export async function deskItems({ scope, locale }: Reader, tx: Tx): Promise<DeskItem[]> {
  const t = words(locale);
  const within = (kind: string, is: (role: string) => boolean) => [
    ...new Set(
      scope.memberships.filter((one) => one.kind === kind && is(one.role)).map(({ space }) => space),
    ),
  ];
  const speaks = within('partner', (role) => role !== 'observer');
  const facilitates = within('partnership', (role) => role === 'facilitator');
  return (await listUnasked(tx, speaks, facilitates)).map(({ id, partnership, partner, name }) => ({
    href: `/partnerships/${partnership}/engage`,
    title: t('desk', { partner }),
    about: speaks.includes(id) ? name : t('desk.for', { partnership: name }),
    action: t('desk.do'),
    due: null,
  }));
}
