import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';

const title: Personal['rows'][number]['title'] = (locale) => words(locale)('title');

/** What was settled at the end stays; who did it is named as its partnership remembers them. */
export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'moving_on_item',
      title,
      people: { by_person: 'former' },
      tells: { seen: { title: 't.what', text: 't.whom', due: 't.until_on', at: 't.at' } },
    },
    {
      table: 'moving_on_word',
      title,
      people: { by_person: 'former' },
      tells: { seen: { reason: 't.reason', at: 't.at' } },
    },
    {
      table: 'moving_on_thanks',
      title: (locale) => words(locale)('thanks'),
      people: { by_person: 'former' },
      tells: { seen: { text: 't.text', at: 't.at' } },
    },
    {
      table: 'moving_on_end',
      title,
      people: { by_person: 'former' },
      tells: { seen: { reason: 't.reason', at: 't.at' } },
    },
  ],
};
