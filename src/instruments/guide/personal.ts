import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';

/** The city's words in the guide stay: they are the city's. */
export const personal: Personal = {
  of: 'directory',
  rows: [
    {
      table: 'guide_change',
      title: (locale) => words(locale)('personal.changes'),
      people: { by_person: 'forget' },
      tells: { seen: { text: 't.text', at: 't.at' } },
    },
  ],
};
