import type { House } from '../../platform/house.ts';
import type { Happened, Instrument, Narration } from '../../platform/instrument.ts';
import { deskItems } from './desk.ts';
import { exporting } from './exporting.ts';
import { found } from './found.ts';
import { toDos as imported } from './importing.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { standing } from './standing.tsx';
import { listSpacesDue, moveToDos } from './store.ts';

const kinds = ['added', 'changed', 'done', 'reopened', 'removed', 'returned'] as const;

const narration = (kind: (typeof kinds)[number]): Narration => ({
  say: (locale, { actor, personal }) => {
    const t = words(locale);
    return t(`told.${kind}`, { actor, text: String(personal?.text ?? t('erased')) });
  },
  href: ({ space }: Happened) => `/partnerships/${space}/to-dos`,
});

/** What is to be done in a partnership, by whom and by when. */
export function toDos(_house: House): Instrument {
  return {
    name: 'to-dos',
    personal,
    routes: routes(),
    inside: [{ path: 'to-dos', label: (locale) => words(locale)('title'), order: 60 }],
    desk: deskItems,
    standing: { order: 30, lines: standing },
    dueIn: listSpacesDue,
    exporting,
    importing: [imported],
    found: [found],
    passesOn: moveToDos,
    narrates: Object.fromEntries(kinds.map((kind) => [`to-do.${kind}`, narration(kind)])),
  };
}
