import { spoken } from '../../platform/i18n/localised.ts';
import type { Findable } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { listGoalsById } from './store.ts';

export const found: Findable = {
  name: 'goals',
  kinds: { goal: 1 },
  of: 'subjects',
  inside: false,
  order: 80,
  label: (locale) => words(locale)('found'),
  load: async ({ locale, city }, tx, ids) =>
    (await listGoalsById(tx, ids)).map(({ id, title, target, plan }) => ({
      id,
      href: `/goals/${id}`,
      title: spoken(title, locale, city.defaultLocale),
      about: spoken(target, locale, city.defaultLocale),
      texts: [spoken(plan, locale, city.defaultLocale)],
    })),
};
