import { sentence } from '../../platform/i18n/sentence.ts';
import type { Happened, Narration } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { homeOf, type Room, type RoomKey, wayIn } from './room.ts';

/** How the entries of what a room puts to all read, in its own words; by the kind of the entry. */
export function narrationsOf<Way extends string>(room: Room<Way>): Record<string, Narration> {
  const told = (keyOf: (happened: Happened) => RoomKey<Way>): Narration => ({
    say: (locale, happened) => {
      const t = words(locale);
      return room.words(locale)(keyOf(happened), {
        actor: happened.actor || sentence(t('somebody'), locale),
        partner: happened.partner || t('some-partner'),
      });
    },
    href: ({ space }) => homeOf(room, space),
  });
  const way = ({ content }: Happened) => wayIn(room, content.choice);
  return {
    [`${room.name}.proposed`]: told((happened) => `told.proposed.${way(happened)}`),
    [`${room.name}.said`]: told(({ content }) =>
      content.said === 'objection' ? 'told.objected' : 'told.said-yes',
    ),
    [`${room.name}.agreed`]: { ...told((happened) => `told.agreed.${way(happened)}`), marked: true },
    [`${room.name}.withdrawn`]: told(() => 'told.withdrawn'),
  };
}
