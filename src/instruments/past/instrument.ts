import type { House } from '../../platform/house.ts';
import type { Instrument, Narration } from '../../platform/instrument.ts';
import { workBegun } from '../../platform/work-begun.ts';
import { partOfSet } from '../rounds/actions/manifest.ts';
import { exporting } from './exporting.ts';
import { attempts } from './found.ts';
import { attempts as imported } from './importing.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { element, ownKind } from './rules.ts';
import { findBegun } from './store.ts';

const happenings = ['added', 'changed', 'removed', 'returned'] as const;

const told = (what: (typeof happenings)[number]): Narration => ({
  say: (locale, { actor, personal }) => {
    const t = words(locale);
    return t(`told.${what}`, {
      actor: actor || t('somebody'),
      name: String(personal?.byWhom ?? t('erased')),
    });
  },
  href: ({ space, subject }) => `/partnerships/${space}/past#${subject}`,
});

const set = partOfSet({
  kind: ownKind,
  path: 'past/hurt',
  label: (locale) => words(locale)('hurt'),
  what: (locale) => words(locale)('hurt.word'),
  order: 47,
});

/** What was tried before, what of it still hurts, and what follows from it. */
export function past(_house: House): Instrument {
  return {
    name: 'past',
    personal,
    routes: routes(),
    steps: {
      offers: [
        {
          element,
          order: 10,
          path: 'past',
          label: (locale) => words(locale)('offer'),
          about: (locale) => words(locale)('offer.about'),
        },
      ],
      // That the partners hold it for done is said by the text that all agree.
      work: async (tx, partnership) => {
        const begunAt = await findBegun(tx, partnership, ownKind);
        return workBegun(element, 'past', (locale) => words(locale)('title'), begunAt);
      },
    },
    asks: set.asks,
    desk: set.desk,
    dueIn: set.dueIn,
    found: [attempts, ...set.found],
    exporting,
    importing: [imported],
    narrates: {
      ...Object.fromEntries(happenings.map((what) => [`attempt.${what}`, told(what)])),
      ...set.narrates,
    },
  };
}
