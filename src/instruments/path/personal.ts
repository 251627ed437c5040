import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';

/** Why a step was left stays: it is the partnership's reason. */
export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'path_choice',
      title: (locale) => words(locale)('personal.choices'),
      people: { by_person: 'former' },
      tells: { seen: { text: 't.reason', at: 't.at' } },
    },
  ],
};
