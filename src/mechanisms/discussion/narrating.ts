import type { Happened, Narration } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { type Room, talkAt } from './room.ts';

/** How it is told that somebody said something, and that somebody is called. `pathOf`: the address of what it is about. */
export function tellsTalk(
  { name }: Pick<Room, 'name'>,
  pathOf: (happened: Happened) => string,
): Readonly<Record<string, Narration>> {
  const told = (key: 'told.commented' | 'told.called'): Narration => ({
    say: (locale, { actor, personal }) => {
      const t = words(locale);
      const title = typeof personal?.title === 'string' ? personal.title : t('told.erased');
      return t(key, { actor: actor || t('somebody'), title });
    },
    href: (happened) => {
      const { number } = happened.content;
      return talkAt(pathOf(happened), typeof number === 'number' ? number : undefined);
    },
  });
  return { [`${name}.commented`]: told('told.commented'), [`${name}.called`]: told('told.called') };
}
