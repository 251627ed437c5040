import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { verdicts } from './rules.ts';

/** What was claimed and found stays the partnership's; who was to check it is found anew. */
export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'benefit',
      title: (locale) => words(locale)('personal.benefits'),
      people: { created_by: 'former', removed_by: 'former', checker_person: 'former' },
      tells: { seen: { text: 't.claim', at: 't.created_at', due: 't.check_on' } },
    },
    {
      table: 'benefit_earlier',
      title: (locale) => words(locale)('personal.benefits'),
      people: { by_person: 'former' },
      tells: { seen: { text: `t.said->>'claim'`, at: 't.at' } },
    },
    {
      table: 'benefit_check',
      title: (locale) => words(locale)('personal.checks'),
      people: { by_person: 'former' },
      tells: {
        seen: {
          choice: 't.verdict',
          text: 't.measured_words',
          reason: 't.evidence',
          note: 't.learnt',
          at: 't.at',
        },
      },
    },
  ],
  reads: {
    benefit_check: ({ choice }, { locale }) => {
      const verdict = verdicts.find((one) => one === choice);
      return verdict ? { choice: words(locale)(`state.${verdict}`) } : {};
    },
  },
};
