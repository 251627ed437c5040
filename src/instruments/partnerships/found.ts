import type { Findable } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { listPartnersById, listPartnershipsById, listTakingPartById, lookForPeople } from './store.ts';

const partnerships: Findable = {
  name: 'partnerships',
  kinds: { partnership: 1 },
  of: 'subjects',
  inside: true,
  order: 10,
  label: (locale) => words(locale)('partnerships'),
  load: async (_reader, tx, ids) =>
    (await listPartnershipsById(tx, ids)).map(({ id, name, purpose, place, lang }) => ({
      id,
      href: `/partnerships/${id}`,
      title: { text: name },
      about: { text: purpose, lang },
      texts: [{ text: place, lang }],
    })),
};

const partners: Findable = {
  name: 'partners',
  kinds: { partner: 1 },
  of: 'subjects',
  inside: true,
  order: 12,
  label: (locale) => words(locale)('found.partners'),
  load: async (_reader, tx, ids) =>
    (await listPartnersById(tx, ids)).map(({ id, partnership, name, of }) => ({
      id,
      href: `/partnerships/${partnership}/partners/${id}`,
      title: { text: name },
      facts: [{ text: of }],
    })),
};

/**
 * People who take part where the reader does, each once for each partnership. They are in no index: what they are
 * called now counts, and who has left is gone with their part.
 */
const people: Findable = {
  name: 'people',
  kinds: {},
  of: 'subjects',
  inside: true,
  order: 14,
  label: (locale) => words(locale)('people'),
  lookFor: (tx, { text, most, skipped }) => lookForPeople(tx, text, { most, skipped }),
  load: async (_reader, tx, ids) =>
    (await listTakingPartById(tx, ids)).map(({ id, partnership, name, of, partner, partnerName }) => ({
      id,
      href: partner
        ? `/partnerships/${partnership}/partners/${partner}`
        : `/partnerships/${partnership}/people`,
      title: { text: name },
      facts: [{ text: partnerName ?? '' }, { text: of }],
    })),
};

export const found: readonly Findable[] = [partnerships, partners, people];
