import { settleAfterLeaving } from '../../mechanisms/consent/actions.ts';
import { narrationsOf } from '../../mechanisms/consent/narrating.ts';
import type { House } from '../../platform/house.ts';
import type { Instrument, Narration } from '../../platform/instrument.ts';
import { theEnd } from './actions.ts';
import { archive } from './archive.tsx';
import { deskItems } from './desk.ts';
import { found } from './found.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { findProgress, listSpacesDue } from './store.ts';

type Key = Parameters<ReturnType<typeof words>>[0];

const told = (key: Key, path = ''): Narration => ({
  say: (locale, happened) => {
    const t = words(locale);
    const { content, personal } = happened;
    return t(key, {
      actor: happened.actor || t('somebody'),
      partner: happened.partner || t('some-partner'),
      what: typeof personal?.what === 'string' ? personal.what : t('erased'),
      n: Number(content.n ?? 1),
    });
  },
  href: ({ space }) => `/partnerships/${space}/moving-on${path}`,
});

/** Handing over or closing, and what is read of a partnership that has ended. */
export function movingOn(house: House): Instrument {
  return {
    name: 'moving-on',
    personal,
    routes: routes(house),
    steps: {
      offers: [
        {
          element: 'moving-on',
          order: 20,
          path: 'moving-on',
          label: (locale) => words(locale)('offer'),
          about: (locale) => words(locale)('offer.about'),
        },
      ],
      work: async (tx, partnership) => {
        const { begunAt, agreedAt } = await findProgress(tx, partnership);
        if (!begunAt) return [];
        const label = (locale: Parameters<typeof words>[0]) => words(locale)('title');
        return [{ element: 'moving-on', path: 'moving-on', label, begunAt, agreedAt, revisitOn: null }];
      },
    },
    archive: (page, tx, partnership) => archive(house, page, tx, partnership),
    desk: deskItems,
    dueIn: listSpacesDue,
    found: [found],
    reactions: {
      'partner.left': (_, tx, entry) => settleAfterLeaving(tx, theEnd, entry),
      'partner.removed': (_, tx, entry) => settleAfterLeaving(tx, theEnd, entry),
    },
    narrates: {
      ...narrationsOf(theEnd),
      'moving-on.item-added': told('told.item-added', '/items'),
      'moving-on.item-changed': told('told.item-changed', '/items'),
      'moving-on.item-settled': told('told.item-settled', '/items'),
      'moving-on.item-open': told('told.item-open', '/items'),
      'moving-on.item-again': told('told.item-again', '/items'),
      'moving-on.item-removed': told('told.item-removed', '/items'),
      'moving-on.item-returned': told('told.item-returned', '/items'),
      'moving-on.to-dos-listed': told('told.to-dos-listed', '/items'),
      'moving-on.thanked': told('told.thanked'),
      'moving-on.ended': told('told.ended'),
    },
  };
}
