import { writeDate } from '../../platform/i18n/dates.ts';
import type { Findable } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { listToDosById } from './store.ts';

export const found: Findable = {
  name: 'to-dos',
  kinds: { 'to-do': 1 },
  of: 'subjects',
  inside: true,
  order: 40,
  label: (locale) => words(locale)('title'),
  load: async ({ locale, city }, tx, ids) =>
    (await listToDosById(tx, ids)).map(({ id, partnership, title, lang, name, due }) => ({
      id,
      href: `/partnerships/${partnership}/to-dos#${id}`,
      title: { text: title, lang },
      facts: [
        { text: name },
        {
          text: words(locale)('found.due', {
            day: writeDate(due, 'long', { locale, timeZone: city.timeZone }),
          }),
        },
      ],
    })),
};
