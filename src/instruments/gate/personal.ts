import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';

const title: Personal['rows'][number]['title'] = (locale) => words(locale)('personal.gate');

export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'gate_outcome',
      title,
      people: { by_person: 'former' },
      tells: { seen: { choice: 't.choice', reason: 't.reason', at: 't.at', due: 't.review_on' } },
    },
    {
      table: 'gate_consent',
      title,
      people: { by_person: 'former' },
      tells: { seen: { choice: 't.yes', at: 't.at' } },
    },
  ],
};
