import type { House } from '../../platform/house.ts';
import type { Happened, Instrument, Narration } from '../../platform/instrument.ts';
import { noteDecided, noteLeft, noteRunOut } from './actions/house.ts';
import { deskItems } from './desk.ts';
import { exporting } from './exporting.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { steps } from './rules.ts';
import { standing } from './standing.tsx';
import { listSpacesDue, moveHelp } from './store.ts';

type Key = Parameters<ReturnType<typeof words>>[0];

/** Everybody is told that something happened, and nobody by whom or about what: whoever may know reads it in the room. */
const told = (key: Key): Narration => ({
  say: (locale, { actor, content }: Happened) => {
    const t = words(locale);
    const step = steps.find((one) => one === content.step);
    return t(key, { actor, step: step ? t(`step.${step}`) : '' });
  },
  href: ({ space }) => `/partnerships/${space}/disputes`,
});

/** Disputes between partners, step by step, each with its time. */
export function disputes(_house: House): Instrument {
  return {
    name: 'disputes',
    personal,
    routes,
    inside: [{ path: 'disputes', label: (locale) => words(locale)('title'), order: 36 }],
    steps: {
      offers: [
        {
          element: 'governance',
          order: 40,
          path: 'disputes',
          label: (locale) => words(locale)('offer'),
          about: (locale) => words(locale)('offer.about'),
        },
      ],
    },
    desk: deskItems,
    standing: { order: 21, lines: standing },
    dueIn: listSpacesDue,
    passesOn: moveHelp,
    exporting,
    narrates: {
      'dispute.raised': told('told.raised'),
      'dispute.moved': told('told.moved'),
      'dispute.ran-out': told('told.ran-out'),
      'dispute.ended': told('told.ended'),
      'dispute.clock-set': told('told.clock-set'),
    },
    reactions: { 'decision.settled': noteDecided, 'partner.left': noteLeft, 'partner.removed': noteLeft },
    jobs: [{ name: 'disputes-clock', cron: '* * * * *', run: noteRunOut }],
  };
}
