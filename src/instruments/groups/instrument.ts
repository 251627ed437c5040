import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { workBegun } from '../../platform/work-begun.ts';
import { kinds } from './actions.ts';
import { deskItems } from './desk.ts';
import { exporting } from './exporting.ts';
import { found } from './found.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { listSpacesDue } from './store/due.ts';
import { findFirstGroup, moveParts } from './store.ts';

/** Circles and working groups of a partnership: what each is there for, who is in it, and how they are linked. */
export function groups(_house: House): Instrument {
  return {
    name: 'groups',
    personal,
    routes,
    inside: [{ path: 'groups', label: (locale) => words(locale)('title'), order: 78 }],
    found: [found],
    exporting,
    steps: {
      offers: [
        {
          element: 'governance',
          order: 40,
          path: 'groups',
          label: (locale) => words(locale)('offer'),
          about: (locale) => words(locale)('offer.about'),
        },
      ],
      work: async (tx, partnership) =>
        workBegun(
          'governance',
          'groups',
          (locale) => words(locale)('title'),
          await findFirstGroup(tx, partnership),
        ),
    },
    desk: deskItems,
    dueIn: listSpacesDue,
    passesOn: moveParts,
    narrates: Object.fromEntries(
      kinds.map((kind) => [
        `group.${kind}`,
        {
          say: (locale, { actor, personal }) => {
            const t = words(locale);
            return t(`told.${kind}`, {
              actor: actor || t('somebody'),
              title: String(personal?.title ?? t('untitled')),
              name: String(personal?.name ?? t('somebody')),
            });
          },
          href: ({ space, subject }) => `/partnerships/${space}/groups/${subject}`,
        },
      ]),
    ),
  };
}
