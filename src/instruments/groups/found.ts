import type { Findable } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { foundKind, listGroupsById } from './store/indexing.ts';

export const found: Findable = {
  name: 'groups',
  kinds: { [foundKind]: 1 },
  of: 'subjects',
  inside: true,
  order: 52,
  label: (locale) => words(locale)('title'),
  load: async ({ locale }, tx, ids) =>
    (await listGroupsById(tx, ids)).map(({ id, partnership, partnershipName, endedAt, ...says }) => ({
      id,
      href: `/partnerships/${partnership}/groups/${id}`,
      title: { text: says.name, lang: says.locale },
      texts: [says.purpose, says.decides].map((text) => ({ text, lang: says.locale })),
      facts: [{ text: partnershipName }, ...(endedAt ? [{ text: words(locale)('found.ended') }] : [])],
    })),
};
