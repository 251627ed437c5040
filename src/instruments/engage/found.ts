import type { Findable } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { listConcernedById } from './store.ts';

export const found: Findable = {
  name: 'concerned',
  kinds: { concerned: 1 },
  of: 'subjects',
  inside: true,
  order: 45,
  label: (locale) => words(locale)('title'),
  load: async (_, tx, ids) =>
    (await listConcernedById(tx, ids)).map(({ id, partnership, title, lang, name }) => ({
      id,
      href: `/partnerships/${partnership}/engage/${id}`,
      title: { text: title, lang },
      facts: [{ text: name }],
    })),
};
