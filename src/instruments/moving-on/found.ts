import type { Findable } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { listItemsById } from './store.ts';

export const found: Findable = {
  name: 'moving-on',
  kinds: { 'moving-on-item': 1 },
  of: 'subjects',
  inside: true,
  order: 42,
  label: (locale) => words(locale)('items'),
  load: async (_, tx, ids) =>
    (await listItemsById(tx, ids)).map(({ id, partnership, what, whom, lang, name }) => ({
      id,
      href: `/partnerships/${partnership}/moving-on/items/${id}`,
      title: { text: what, lang },
      texts: [{ text: whom, lang }],
      facts: [{ text: name }],
    })),
};
