import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { seatsOf } from '../partnerships/access.ts';
import { words } from './messages/index.ts';
import { listToAnswer } from './store.ts';

/** Versions that wait for the word of a partner that somebody answers for. */
export async function deskItems({ scope, locale }: Reader, tx: Tx): Promise<DeskItem[]> {
  const t = words(locale);
  const waiting = await listToAnswer(tx, seatsOf(scope).answers);
  return waiting.map(({ space, name, locale: lang }) => ({
    href: `/partnerships/${space}/public`,
    title: t('desk', { partnership: name }),
    said: { text: name, lang },
    about: t('desk.about'),
    action: t('desk.do'),
    due: null,
  }));
}
