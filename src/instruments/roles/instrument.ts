import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import type { Recorded } from '../../platform/journal/reader.ts';
import { workBegun } from '../../platform/work-begun.ts';
import { dayOf } from '../../platform/working-days.ts';
import { appointAfterLeaving, kinds } from './actions.ts';
import { deskItems } from './desk.ts';
import { exporting } from './exporting.ts';
import { found } from './found.ts';
import { imported } from './importing.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { findFirstRole, listSpacesEnding, moveRoles } from './store.ts';

/** Which roles a partnership needs, who holds them, until when, and what is passed on. */
export function roles(_house: House): Instrument {
  const settle = async (house: House, tx: Tx, entry: Recorded) =>
    appointAfterLeaving(tx, entry.space_id, dayOf(tx.now, (await house.city.get()).timeZone));
  return {
    name: 'roles',
    personal,
    routes: routes(),
    inside: [{ path: 'roles', label: (locale) => words(locale)('title'), order: 80 }],
    exporting,
    importing: [imported],
    steps: {
      offers: [
        {
          element: 'manager',
          order: 10,
          path: 'roles',
          label: (locale) => words(locale)('offer'),
          about: (locale) => words(locale)('offer.about'),
        },
      ],
      work: async (tx, partnership) =>
        workBegun(
          'manager',
          'roles',
          (locale) => words(locale)('title'),
          await findFirstRole(tx, partnership),
        ),
    },
    desk: deskItems,
    dueIn: listSpacesEnding,
    found: [found],
    passesOn: moveRoles,
    reactions: {
      'partner.left': settle,
      'partner.removed': settle,
      'participant.left': settle,
      'participant.removed': settle,
    },
    narrates: Object.fromEntries(
      kinds.map((kind) => [
        `role.${kind}`,
        {
          say: (locale, { actor, partner, personal }) => {
            const t = words(locale);
            // What was erased has no words any more; the sentence stays one.
            return t(`told.${kind}`, {
              actor,
              partner: partner || t('somebody'),
              title: String(personal?.title ?? t('untitled')),
              name: String(personal?.name ?? t('somebody')),
            });
          },
          href: ({ space, subject }) => `/partnerships/${space}/roles/${subject}`,
        },
      ]),
    ),
  };
}
