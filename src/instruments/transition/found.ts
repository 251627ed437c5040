import { writeDate } from '../../platform/i18n/dates.ts';
import type { Findable } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { listMilestonesById } from './store.ts';

export const found: Findable = {
  name: 'milestones',
  kinds: { milestone: 1 },
  of: 'subjects',
  inside: true,
  order: 41,
  label: (locale) => words(locale)('plan'),
  load: async ({ locale, city }, tx, ids) =>
    (await listMilestonesById(tx, ids)).map(({ id, partnership, what, knownBy, lang, due, name }) => ({
      id,
      href: `/partnerships/${partnership}/transition/plan/${id}`,
      title: { text: what, lang },
      texts: [{ text: knownBy, lang }],
      facts: [
        { text: name },
        {
          text: words(locale)('by', { day: writeDate(due, 'long', { locale, timeZone: city.timeZone }) }),
        },
      ],
    })),
};
