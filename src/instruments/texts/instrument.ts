import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { adopts } from './actions/adopting.ts';
import { deskItems } from './desk.ts';
import { exporting } from './exporting.ts';
import { found } from './found.ts';
import { texts as imported } from './importing.ts';
import { settleAfterLeaving, tellOfPartners, tellToRevisit } from './jobs.ts';
import { words } from './messages/index.ts';
import { narrates } from './narrates.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { standing } from './standing.tsx';
import { listSpacesToRevisit } from './store.ts';

/** Texts that partners write together and adopt section by section. */
export function texts(_house: House): Instrument {
  return {
    name: 'texts',
    personal,
    routes,
    inside: [{ path: 'texts', label: (locale) => words(locale)('title'), order: 30 }],
    desk: deskItems,
    standing: { order: 10, lines: standing },
    dueIn: listSpacesToRevisit,
    importing: [imported],
    exporting,
    found: [found],
    narrates,
    adopts,
    jobs: [
      { name: 'texts-to-revisit', cron: '17 * * * *', run: tellToRevisit },
      // After the one above: a text that is agreed anew because somebody left is not called for as well.
      { name: 'texts-partners', cron: '37 * * * *', run: tellOfPartners },
      { name: 'texts-settle', cron: '27 * * * *', run: settleAfterLeaving },
    ],
  };
}
