import { removedKept } from '../../platform/files/files.ts';
import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { forgetRemoved } from './store.ts';

export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'moment',
      title: (locale) => words(locale)('personal.moments'),
      people: { added_by: 'former', changed_by: 'former', removed_by: 'former' },
      tells: { seen: { text: 't.text', note: 't.shows', day: 't.day', at: 't.added_at' } },
    },
    {
      // It belongs to those for whom it was brought, and stays until they take it away.
      table: 'file',
      title: (locale) => words(locale)('personal.pictures'),
      people: { uploaded_by: 'forget', removed_by: 'forget' },
      tells: { seen: { kind: 't.type', at: 't.uploaded_at', text: `'/files/' || t.id` } },
    },
  ],
  reads: {
    file: ({ text }, { url }) => ({ kind: undefined, text: text && `${url}${text}` }),
  },
  keeps: [
    {
      say: (locale, part) => words(locale)(`keeps.removed.${part}`),
      days: removedKept,
      async forget(house) {
        await forgetRemoved(house.database);
        await house.files.sweep();
      },
    },
  ],
};
