import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { fairness } from './rules.ts';

const title = (locale: Parameters<typeof words>[0]) => words(locale)('personal');
const people = { by_person: 'former' } as const;

/** The log stays as it is; who wrote in it is named as the partnership remembers them. */
export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'dispute',
      title,
      people,
      tells: { seen: { title: 't.title', text: 't.happened', note: 't.wants', at: 't.at' } },
    },
    {
      table: 'dispute_offer',
      title,
      people: { ...people, helper_person: 'former' },
      tells: { seen: { text: 't.text', day: 't.review_on', until: 't.until', at: 't.at' } },
    },
    { table: 'dispute_entry', title, people, tells: { seen: { text: 't.text', day: 't.day', at: 't.at' } } },
    { table: 'dispute_view', title, people, tells: { seen: { text: 't.text', at: 't.at' } } },
    { table: 'dispute_rating', title, people, tells: { seen: { choice: 't.fair', at: 't.at' } } },
    { table: 'dispute_clock', title, people, tells: { seen: { at: 't.at' } } },
  ],
  reads: {
    dispute_rating: ({ choice }, { locale }) => {
      const fair = fairness.find((one) => one === choice);
      return fair ? { choice: words(locale)(`fair.${fair}`) } : {};
    },
  },
};
