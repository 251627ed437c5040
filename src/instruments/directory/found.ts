import { spoken } from '../../platform/i18n/localised.ts';
import type { Findable } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { searched } from './store/indexing.ts';
import { listOrganisationsById } from './store/reading.ts';
import { pathOf } from './views/parts.tsx';

/** Organisations, also by what they decide. */
export const found: Findable = {
  name: 'organisations',
  kinds: searched,
  of: 'spaces',
  inside: false,
  order: 70,
  label: (locale) => words(locale)('found'),
  async load({ locale, city }, tx, ids) {
    const t = words(locale);
    return (await listOrganisationsById(tx, ids)).map((one) => ({
      id: one.id,
      href: pathOf(one),
      title: spoken(one.name, locale, city.defaultLocale),
      facts: [{ text: t(`kind.${one.kind}`) }],
    }));
  },
};
