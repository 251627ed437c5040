import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';

export const personal: Personal = {
  of: 'record',
  rows: [
    {
      table: 'erasure',
      title: (locale) => words(locale)('erasure'),
      people: { person_id: 'delete', asked_by: 'forget' },
      where: 't.person_id = any ($people)',
      tells: { own: { at: 't.asked_at', due: 't.due_at' } },
    },
    {
      table: 'journal_entry',
      title: (locale) => words(locale)('journal'),
      people: { actor_id: { keep: 'goes with the salt, so that the chain stays whole' } },
      tells: { seen: { kind: 't.kind', at: 't.at', text: 't.personal' } },
    },
  ],
  reads: {
    // Its sentence says it; what has none is the house's own.
    journal_entry: ({ title }) => (title ? { kind: undefined, text: undefined } : 'nothing'),
  },
  processing: (locale, part) => words(locale)(`processing.${part}`),
};
