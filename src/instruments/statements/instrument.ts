import type { House } from '../../platform/house.ts';
import type { Instrument, Narration } from '../../platform/instrument.ts';
import { workBegun } from '../../platform/work-begun.ts';
import { partOfSet } from '../rounds/actions/manifest.ts';
import { tellResult } from './actions/trials.ts';
import { deskItems } from './desk.ts';
import { exporting } from './exporting.ts';
import { found } from './found.ts';
import { imported } from './importing.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { trialKind } from './rules.ts';
import { findBegun, listSpacesOfTrials } from './store.ts';

const given: Narration = {
  say: (locale, { partner, content }) => {
    const t = words(locale);
    const again = Number(content.number ?? 1) > 1;
    const key = content.onBehalf ? 'told.recorded' : again ? 'told.given.again' : 'told.given';
    return t(key, { partner: partner || t('some-partner') });
  },
  href: ({ space, subject }) => `/partnerships/${space}/statements/partners/${subject}`,
};

const ofTrial = (what: 'proposed' | 'removed' | 'returned' | 'ended'): Narration => ({
  say: (locale, { actor, personal, content }) => {
    const t = words(locale);
    return t(`told.trial.${what}`, {
      actor: actor || t('somebody'),
      what: String(personal?.what ?? t('erased')),
      result: t('result', {
        goOn: Number(content.goOn ?? 0),
        change: Number(content.change ?? 0),
        stop: Number(content.stop ?? 0),
      }),
    });
  },
  href: ({ space, subject }) => `/partnerships/${space}/statements/trials/${subject}`,
});

const set = partOfSet({
  kind: trialKind,
  path: 'statements/look-back',
  label: (locale) => words(locale)('look-back'),
  what: (locale) => words(locale)('look-back.word'),
  order: 49.5,
});

/** Each partner's own statement, and a small trial project before anything long. */
export function statements(_house: House): Instrument {
  return {
    name: 'statements',
    personal,
    routes: routes(),
    exporting,
    importing: imported,
    steps: {
      offers: [
        {
          element: 'resources',
          order: 30,
          path: 'statements',
          label: (locale) => words(locale)('offer'),
          about: (locale) => words(locale)('offer.about'),
        },
      ],
      // What each says of itself is nothing that all could agree.
      work: async (tx, partnership) =>
        workBegun(
          'resources',
          'statements',
          (locale) => words(locale)('title'),
          await findBegun(tx, partnership),
        ),
    },
    asks: set.asks,
    desk: async (reader, tx) => [...(await deskItems(reader, tx)), ...(await set.desk(reader, tx))],
    dueIn: async (tx, span) => [...(await listSpacesOfTrials(tx, span)), ...(await set.dueIn(tx, span))],
    found: [...found, ...set.found],
    reactions: { [`${trialKind}.revealed`]: tellResult },
    narrates: {
      'statement.given': given,
      ...Object.fromEntries(
        (['proposed', 'removed', 'returned', 'ended'] as const).map((what) => [
          `trial-project.${what}`,
          ofTrial(what),
        ]),
      ),
      ...set.narrates,
    },
  };
}
