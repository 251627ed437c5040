import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { mailDecision } from './emails.tsx';
import { words } from './messages/index.ts';
import { routes } from './routes.tsx';
import { countOpenClaims } from './store.ts';
import { advice } from './views/registration.tsx';

/** Putting a group on the list, and speaking for one that is listed. */
export function registration(house: House): Instrument {
  return {
    name: 'registration',
    routes: routes(house),
    besideBrief: advice,
    settings: [
      {
        href: '/registration?kind=department',
        label: (locale) => words(locale)('title.department'),
        about: (locale) => words(locale)('lead.department'),
      },
      {
        href: '/claims',
        label: (locale) => words(locale)('claims.title'),
        about: (locale) => words(locale)('settings.claims'),
      },
    ],
    reactions: { 'claim.accepted': mailDecision, 'claim.declined': mailDecision },
    dueIn: async () => [],
    async desk(page, tx) {
      const waiting = page.scope.administers ? await countOpenClaims(tx) : 0;
      if (waiting === 0) return [];
      const t = words(page.locale);
      return [
        {
          href: '/claims',
          title: t('desk.claims', { n: waiting }),
          about: t('desk.claims.about'),
          action: t('desk.claims.do'),
          due: null,
        },
      ];
    },
  };
}
