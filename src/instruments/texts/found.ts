import { writeDate } from '../../platform/i18n/dates.ts';
import type { Findable } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { listTextsById } from './store.ts';

export const found: Findable = {
  name: 'texts',
  kinds: { text: 1 },
  of: 'subjects',
  inside: true,
  order: 20,
  label: (locale) => words(locale)('title'),
  load: async ({ locale, city }, tx, ids) =>
    (await listTextsById(tx, ids)).map(({ id, partnership, title, lang, name, begunAt, texts }) => ({
      id,
      href: `/partnerships/${partnership}/texts/${id}`,
      title: { text: title, lang },
      texts: texts.map((text) => ({ text, lang })),
      facts: [
        { text: name },
        {
          text: words(locale)('found.begun', {
            day: writeDate(begunAt, 'long', { locale, timeZone: city.timeZone }),
          }),
        },
      ],
    })),
};
