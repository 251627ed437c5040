import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';

export const personal: Personal = {
  of: 'accounts',
  rows: [
    {
      table: 'tour_declined',
      title: (locale) => words(locale)('title'),
      people: { id: 'delete' },
      tells: { own: { at: 't.at' } },
    },
  ],
};
