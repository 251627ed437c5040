import type { House } from '../../platform/house.ts';
import { writeDate } from '../../platform/i18n/dates.ts';
import type { Instrument, Narration } from '../../platform/instrument.ts';
import { readLately } from './actions.ts';
import { exporting } from './exporting.ts';
import { moments as imported } from './importing.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { lately } from './views/lately.tsx';

const kinds = ['added', 'changed', 'removed', 'returned'] as const;

const narration = (kind: (typeof kinds)[number]): Narration => ({
  say: (locale, { actor, content }) =>
    words(locale)(`told.${kind}`, {
      actor,
      picture: content.picture === true ? 'yes' : 'no',
      day: writeDate(String(content.day), 'long', { locale, timeZone: 'UTC' }),
    }),
  href: ({ space }) => `/partnerships/${space}/timeline`,
});

/** What happened in a partnership, in sentences and pictures. */
export function timeline(house: House): Instrument {
  return {
    name: 'timeline',
    personal,
    routes: routes(house),
    inside: [{ path: 'timeline', label: (locale) => words(locale)('title'), order: 90 }],
    importing: [imported],
    exporting,
    insideAside: async (page, tx, partnership) =>
      lately(page, partnership, await readLately(tx, house, page, partnership)),
    narrates: Object.fromEntries(kinds.map((kind) => [`moment.${kind}`, narration(kind)])),
  };
}
