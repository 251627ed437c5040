import type { Findable } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { listBenefitsById } from './store.ts';

export const found: Findable = {
  name: 'benefits',
  kinds: { benefit: 1 },
  of: 'subjects',
  inside: true,
  order: 42,
  label: (locale) => words(locale)('title'),
  load: async ({ locale }, tx, ids) =>
    (await listBenefitsById(tx, ids)).map(({ id, partnership, claim, locale: lang, name, state }) => ({
      id,
      href: `/partnerships/${partnership}/benefits/${id}`,
      title: { text: claim, lang },
      facts: [{ text: name }, { text: words(locale)(`state.${state}`) }],
    })),
};
