import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { maySettle } from './access.ts';
import { mailChange, mailLoss } from './emails.tsx';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.ts';
import { listOpenLosses } from './store/losses.ts';

export function secondFactor(house: House): Instrument {
  return {
    name: 'second-factor',
    personal,
    routes: routes(house),
    settings: [
      {
        href: '/settings/second-factor',
        label: (locale) => words(locale)('required'),
        about: (locale) => words(locale)('required.about'),
      },
      {
        href: '/settings/lost-factors',
        label: (locale) => words(locale)('lost.list'),
        about: (locale) => words(locale)('lost.list.about'),
      },
    ],
    reactions: {
      'sign-in.changed': mailChange,
      'second-factor.lost': mailLoss,
      'second-factor.loss-checked': mailLoss,
      'second-factor.loss-agreed': mailLoss,
      'second-factor.loss-declined': mailLoss,
    },
    dueIn: async () => [],
    async desk(page, tx) {
      const t = words(page.locale);
      if (page.scope.heldBack)
        return [
          {
            href: '/account/second-factor',
            title: t('heldBack.desk'),
            about: t('heldBack.desk.about'),
            action: t('heldBack.desk.do'),
            due: null,
          },
        ];
      if (!page.scope.administers) return [];
      const waiting = (await listOpenLosses(tx)).filter((loss) => {
        const { checks, agrees } = maySettle(page.scope, loss);
        return checks || agrees;
      });
      return waiting.map(({ id, name, checked_by }) => ({
        href: `/settings/lost-factors/${id}`,
        title: t('lost.desk', { name }),
        about: t(checked_by ? 'lost.desk.second' : 'lost.desk.first'),
        action: t('lost.desk.do'),
        due: null,
      }));
    },
  };
}
