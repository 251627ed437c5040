import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';

/** What somebody was to do stays to be done: whoever facilitates finds it on their desk. */
export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'to_do',
      title: (locale) => words(locale)('personal.toDos'),
      people: { owner_person: 'former', created_by: 'former', done_by: 'former', removed_by: 'former' },
      tells: { seen: { text: 't.text', at: 't.created_at', due: 't.due_on', done: 't.done_at' } },
    },
  ],
};
