import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';

const title: Personal['rows'][number]['title'] = (locale) => words(locale)('personal');

/** The page itself names nobody: partners by their names, and those who translated by the name of their partner. */
export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'public_version',
      title,
      people: { by_person: 'former' },
      tells: { seen: { text: 't.what', place: 't.place', note: 't.whom', at: 't.at' } },
    },
    {
      table: 'public_answer',
      title,
      people: { by_person: 'former' },
      tells: { seen: { choice: 't.answer', reason: 't.reason', at: 't.at' } },
    },
    {
      table: 'public_name',
      title,
      people: { by_person: 'former' },
      tells: { seen: { choice: 't.yes', at: 't.at' } },
    },
    {
      table: 'public_translation',
      title,
      people: { by_person: 'former' },
      tells: { seen: { text: 't.text', language: 't.locale', at: 't.at' } },
    },
  ],
  reads: {
    public_answer: ({ choice }, { locale }) =>
      choice ? { choice: words(locale)(choice === 'yes' ? 'answer.yes' : 'answer.objection') } : {},
    public_name: ({ choice }, { locale }) =>
      typeof choice === 'boolean' ? { choice: words(locale)(choice ? 'name.yes' : 'name.no') } : {},
  },
};
