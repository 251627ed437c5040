import type { House } from '../../platform/house.ts';
import { writeDate } from '../../platform/i18n/dates.ts';
import type { Instrument, Narration } from '../../platform/instrument.ts';
import { workBegun } from '../../platform/work-begun.ts';
import { deskItems } from './desk.ts';
import { exporting } from './exporting.ts';
import { imported } from './importing.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { findBegun, listSpacesEnding, moveHolders } from './store.ts';

const relations = ['added', 'removed', 'returned', 'held', 'changed', 'let-go'] as const;
const elections = ['added', 'removed', 'returned'] as const;

const ofRelation = (what: (typeof relations)[number]): Narration => ({
  say: (locale, { actor, personal }) => {
    const t = words(locale);
    return t(`told.${what}`, {
      actor: actor || t('somebody'),
      name: String(personal?.name ?? t('erased')),
    });
  },
  href: ({ space, subject }) => `/partnerships/${space}/continuity/${subject}`,
});

const ofElection = (what: (typeof elections)[number]): Narration => ({
  say: (locale, { actor, content, personal }) => {
    const t = words(locale);
    return t(`told.election.${what}`, {
      actor: actor || t('somebody'),
      what: String(personal?.what ?? t('election.erased')),
      day: writeDate(String(content.day), 'long', { locale, timeZone: 'UTC' }),
    });
  },
  href: ({ space }) => `/partnerships/${space}/continuity#elections`,
});

/** What survives elections and people who leave: who holds each relation, until when, and who follows. */
export function continuity(_house: House): Instrument {
  return {
    name: 'continuity',
    personal,
    routes: routes(),
    exporting,
    importing: imported,
    steps: {
      offers: (['champions', 'manager'] as const).map((element) => ({
        element,
        order: 40,
        path: 'continuity',
        label: (locale) => words(locale)('offer'),
        about: (locale) => words(locale)('offer.about'),
      })),
      work: async (tx, partnership) =>
        workBegun(
          'champions',
          'continuity',
          (locale) => words(locale)('title'),
          await findBegun(tx, partnership),
        ),
    },
    desk: deskItems,
    dueIn: listSpacesEnding,
    passesOn: moveHolders,
    narrates: {
      ...Object.fromEntries(relations.map((what) => [`relation.${what}`, ofRelation(what)])),
      ...Object.fromEntries(elections.map((what) => [`election-day.${what}`, ofElection(what)])),
    },
  };
}
