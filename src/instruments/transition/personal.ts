import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { outcomes } from './rules.ts';

type Rows = Personal['rows'][number];
const decisions: Rows['title'] = (locale) => words(locale)('personal.decisions');
const plan: Rows['title'] = (locale) => words(locale)('plan');

/** What was decided and planned stays; who did it is named as its partnership remembers them. */
export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'consent_proposal',
      title: decisions,
      people: { by_person: 'former' },
      tells: { seen: { text: 't.text', note: 't.more', at: 't.at', done: 't.closed_at' } },
    },
    {
      table: 'consent_word',
      title: decisions,
      people: { by_person: 'former' },
      tells: { seen: { choice: 't.choice', reason: 't.reason', at: 't.at' } },
    },
    {
      table: 'transition_check',
      title: (locale) => words(locale)('checks'),
      people: { by_person: 'former' },
      tells: { seen: { at: 't.at' } },
    },
    {
      table: 'milestone',
      title: plan,
      people: { owner_person: 'former', created_by: 'former', settled_by: 'former' },
      tells: {
        seen: {
          title: 't.what',
          text: 't.known_by',
          due: 't.due_on',
          at: 't.created_at',
          choice: 't.settled_as',
          done: 't.settled_at',
          note: 't.settled_note',
        },
      },
    },
    {
      table: 'milestone_move',
      title: plan,
      people: { by_person: 'former' },
      tells: { seen: { reason: 't.reason', due: 't.due_on', at: 't.at' } },
    },
  ],
  reads: {
    consent_word: ({ choice }, { locale }) =>
      choice ? { choice: words(locale)(choice === 'yes' ? 'said.yes' : 'said.objection') } : {},
    milestone: ({ choice }, { locale }) => {
      const as = outcomes.find((one) => one === choice);
      return { choice: as && words(locale)(`as.${as}`) };
    },
  },
};
