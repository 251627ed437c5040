import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import type { Happened, Instrument, Narration, StepWork } from '../../platform/instrument.ts';
import { workBegun } from '../../platform/work-begun.ts';
import { deskItems } from './desk.ts';
import { exporting } from './exporting.ts';
import { found } from './found.ts';
import { benefits as imported } from './importing.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { verdicts } from './rules.ts';
import { findBegun, listSpacesDue, moveChecks } from './store.ts';

type Told = 'added' | 'changed' | 'removed' | 'returned' | (typeof verdicts)[number];

const told = (key: (happened: Happened) => Told): Narration => ({
  say: (locale, happened) => {
    const t = words(locale);
    return t(`told.${key(happened)}`, {
      actor: happened.actor || t('somebody'),
      claim: String(happened.personal?.claim ?? t('erased')),
    });
  },
  href: ({ space, subject }) => `/partnerships/${space}/benefits/${subject}`,
});

/** What was claimed belongs to measures, what was found to evaluation. */
async function workOf(tx: Tx, partnership: string): Promise<StepWork[]> {
  const { claimed, checked } = await findBegun(tx, partnership);
  // The page has one name, whichever step leads there.
  const work = (element: 'measures' | 'evaluation', begunAt: Date | null) =>
    workBegun(element, 'benefits', (locale) => words(locale)('title'), begunAt);
  return [...work('measures', claimed), ...work('evaluation', checked)];
}

/** What partners expect to gain by working together, so that it can be checked. */
export function benefits(_house: House): Instrument {
  return {
    name: 'benefits',
    personal,
    routes,
    steps: {
      offers: (['measures', 'evaluation'] as const).map((element) => ({
        element,
        order: 30,
        path: 'benefits',
        label: (locale) => words(locale)(`offer.${element}`),
        about: (locale) => words(locale)(`offer.${element}.about`),
      })),
      work: workOf,
    },
    desk: deskItems,
    dueIn: listSpacesDue,
    exporting,
    importing: [imported],
    found: [found],
    passesOn: moveChecks,
    narrates: {
      'benefit.added': told(() => 'added'),
      'benefit.changed': told(() => 'changed'),
      'benefit.removed': told(() => 'removed'),
      'benefit.returned': told(() => 'returned'),
      'benefit.checked': told(
        ({ content }) => verdicts.find((verdict) => verdict === content.verdict) ?? 'unclear',
      ),
    },
  };
}
