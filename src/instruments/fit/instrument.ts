import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { workBegun } from '../../platform/work-begun.ts';
import { deskItems } from './desk.ts';
import { exporting } from './exporting.ts';
import { imported } from './importing.ts';
import { words } from './messages/index.ts';
import { narrates } from './narrates.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { countFit } from './store.ts';

/** How the goals of a partnership fit those of each partner. */
export function fit(_house: House): Instrument {
  return {
    name: 'fit',
    personal,
    routes,
    desk: deskItems,
    dueIn: async () => [],
    narrates,
    exporting,
    importing: imported,
    steps: {
      offers: [
        {
          element: 'vision',
          order: 40,
          path: 'fit',
          label: (locale) => words(locale)('offer'),
          about: (locale) => words(locale)('offer.about'),
        },
      ],
      // It says where the vision carries, and makes none: the step is agreed by its text.
      work: async (tx, partnership) => {
        const { begunAt, rated, fell } = await countFit(tx, partnership);
        const key = fell > 0 ? 'work.fell' : 'work';
        return workBegun('vision', 'fit', (locale) => words(locale)(key, { rated, fell }), begunAt);
      },
    },
  };
}
