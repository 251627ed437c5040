import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';

const title: Personal['rows'][number]['title'] = (locale) => words(locale)('personal');
const people = { by_person: 'former' } as const;

/** What was decided stays; who proposed and said it is named as its partnership remembers them. */
export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'decision',
      title,
      people,
      tells: { seen: { title: 't.title', at: 't.at', done: 't.settled_at' } },
    },
    {
      table: 'decision_version',
      title,
      people,
      tells: { seen: { text: 't.text', note: 't.because', at: 't.at' } },
    },
    {
      table: 'decision_voice',
      title,
      people,
      tells: { seen: { choice: 't.stance', reason: 't.reason', at: 't.at' } },
    },
    { table: 'decision_extension', title, people, tells: { seen: { reason: 't.reason', at: 't.at' } } },
    { table: 'decision_statement', title, people, tells: { seen: { text: 't.text', at: 't.at' } } },
  ],
};
