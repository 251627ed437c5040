import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { workBegun } from '../../platform/work-begun.ts';
import { deskItems } from './desk.ts';
import { exporting } from './exporting.ts';
import { imported } from './importing.ts';
import { settleAfterLeaving } from './jobs.ts';
import { words } from './messages/index.ts';
import { narrates } from './narrates.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { countDifferences, listSpacesToLookAt } from './store.ts';

/** Where partners differ: about the end or only the means, and the way out. */
export function differences(_house: House): Instrument {
  return {
    name: 'differences',
    personal,
    routes,
    desk: deskItems,
    dueIn: listSpacesToLookAt,
    narrates,
    jobs: [{ name: 'differences-settle', cron: '47 * * * *', run: settleAfterLeaving }],
    exporting,
    importing: [imported],
    steps: {
      offers: [
        {
          element: 'vision',
          order: 30,
          path: 'differences',
          label: (locale) => words(locale)('offer'),
          about: (locale) => words(locale)('lead'),
        },
      ],
      // That a difference has its outcome makes no vision: the step is begun by it, and agreed by its text.
      work: async (tx, partnership) => {
        const { begunAt, open, all } = await countDifferences(tx, partnership);
        const label = (locale: Parameters<typeof words>[0]) => words(locale)('work', { open, all });
        return workBegun('vision', 'differences', label, begunAt);
      },
    },
  };
}
