import type { Findable } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { foundKind, listOutById } from './store.ts';
import { saidOf } from './views/open.tsx';

/** Partnerships that show themselves to everybody. */
export const found: Findable = {
  name: 'open',
  kinds: { [foundKind]: 1 },
  of: 'subjects',
  inside: false,
  order: 70,
  label: (locale) => words(locale)('list'),
  load: async ({ locale }, tx, ids) =>
    (await listOutById(tx, locale, ids)).map((one) => {
      const { name, what } = saidOf(one, { locale });
      return { id: one.id, href: `/open/${one.slug}`, title: name, about: what };
    }),
};
