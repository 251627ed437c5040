import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { keepOrLoseProof } from './actions.ts';
import { mailLost } from './emails.tsx';
import { words } from './messages/index.ts';
import { isProven } from './routes/settings.tsx';
import { routes } from './routes.ts';
import { hasOpenWay, listProven } from './store.ts';
import { WaySection } from './views/arriving.tsx';

export function ownSignIn(house: House): Instrument {
  return {
    name: 'own-sign-in',
    routes: routes(house),
    settings: [
      {
        href: '/settings/own-sign-in',
        label: (locale) => words(locale)('settings'),
        about: (locale) => words(locale)('settings.about'),
      },
    ],
    signIn: async (page, next) =>
      (await house.database.system(hasOpenWay)) ? WaySection({ page, next }) : undefined,
    reactions: { 'own-sign-in.lost': mailLost },
    jobs: [{ name: 'own-sign-in-proofs', cron: '41 * * * *', run: checkProofs }],
  };
}

/** Looks up the record of every proven domain. */
async function checkProofs(house: House): Promise<void> {
  for (const way of await house.database.system(listProven)) {
    const found = await isProven(house, way.space, way.domain);
    await house.database.system((tx) => keepOrLoseProof(tx, way, found));
  }
}
