import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import type { Recorded } from '../../platform/journal/reader.ts';
import { tellAtOnce, tellByTheHour, tellOfTurns } from './jobs.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { askingOf } from './rules.ts';
import { noteAsked } from './store.ts';

/** Seconds after an entry until those are told who want to know at once: it has its seal by then. */
const soon = 5;

async function tellSoon(house: House): Promise<void> {
  await tellOfTurns(house);
  await tellAtOnce(house);
}

const noteOne = (_house: House, tx: Tx, entry: Recorded) => noteAsked(tx, entry);

export function told(house: House): Instrument {
  house.jobs.define('told-soon', () => tellSoon(house));
  let waiting = false;
  house.database.onRecorded(() => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      house.jobs.send('told-soon', {}, { key: 'told-soon', retries: 0 }).catch(() => {});
    }, soon * 1_000).unref();
  });
  return {
    name: 'told',
    personal,
    routes: routes(house),
    // Which kinds these are is known once all rooms are there.
    get reactions() {
      const kinds = askingOf(house.instruments);
      return Object.fromEntries(kinds.map((kind) => [kind, noteOne]));
    },
    jobs: [
      // What was held back for a while, and what another program recorded.
      { name: 'told-at-once', cron: '* * * * *', run: tellSoon },
      // Hours strike at the quarter where clocks are set so.
      { name: 'told-by-the-hour', cron: '*/15 * * * *', run: tellByTheHour },
    ],
  };
}
