import { findProcess } from '../../mechanisms/decision/processes.ts';
import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { wayWords } from './views/list.tsx';

const title: Personal['rows'][number]['title'] = (locale) => words(locale)('title');

/** What was put to all stays; who put it there is named as its partnership remembers them. */
export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'adoption_terms',
      title,
      people: { by_person: 'former' },
      tells: { seen: { choice: `t.process ->> 'key'`, at: 't.at' } },
    },
    {
      table: 'adoption',
      title,
      people: { by_person: 'former' },
      tells: {
        seen: {
          title: '(select d.title from decision d where d.id = t.decision_id)',
          at: 't.at',
          done: 't.adopted_at',
        },
      },
    },
  ],
  reads: {
    adoption_terms: ({ choice }, { locale }) => {
      const process = typeof choice === 'string' ? findProcess(choice) : undefined;
      return { choice: wayWords(locale, { process: process ?? null }) };
    },
  },
};
