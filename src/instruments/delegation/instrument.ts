import type { House } from '../../platform/house.ts';
import type { Instrument, Narration } from '../../platform/instrument.ts';
import { workBegun } from '../../platform/work-begun.ts';
import { limits } from './actions.ts';
import { deskItems } from './desk.ts';
import { exporting } from './exporting.ts';
import { found } from './found.ts';
import { imported } from './importing.ts';
import { tellOfWeeks } from './jobs.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { findFirstSet, listSpacesDue } from './store.ts';
import { pathOf } from './views/parts.tsx';

const told = (
  key: 'told.begun' | 'told.rule-added' | 'told.rule-removed' | 'told.decided',
  place = '',
): Narration => ({
  say: (locale, { actor, personal }) => {
    const t = words(locale);
    const said = (name: string) => (typeof personal?.[name] === 'string' ? personal[name] : t('untitled'));
    return t(key, { actor: actor || t('somebody'), title: said('title'), role: said('role') });
  },
  href: ({ space, subject }) => (place ? `${pathOf(space)}/${place}/${subject}` : pathOf(space)),
});

/** Who decides what: rules by which a role or a group decides for all, who decides by them, and a week of decisions. */
export function delegation(_house: House): Instrument {
  return {
    name: 'delegation',
    personal,
    routes,
    inside: [{ path: 'delegation', label: (locale) => words(locale)('title'), order: 36 }],
    steps: {
      offers: [
        {
          element: 'authority',
          order: 25,
          path: 'delegation',
          label: (locale) => words(locale)('offer'),
          about: (locale) => words(locale)('offer.about'),
        },
      ],
      work: async (tx, partnership) =>
        workBegun(
          'authority',
          'delegation',
          (locale) => words(locale)('title'),
          await findFirstSet(tx, partnership),
        ),
    },
    desk: deskItems,
    dueIn: listSpacesDue,
    exporting,
    found: [found],
    importing: [imported],
    adopts: { limits },
    narrates: {
      'delegation.begun': told('told.begun'),
      'delegation.rule-added': told('told.rule-added'),
      'delegation.rule-removed': told('told.rule-removed'),
      'delegation.decided': told('told.decided', 'decided'),
      'delegation.adopted': {
        marked: true,
        say: (locale) => words(locale)('told.adopted'),
        href: ({ space }) => pathOf(space),
      },
    },
    jobs: [{ name: 'decisions-week', cron: '*/15 * * * *', run: tellOfWeeks }],
  };
}
