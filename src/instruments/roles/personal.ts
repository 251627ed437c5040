import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { endTermsOf } from './store/leaving.ts';

const title: Personal['rows'][number]['title'] = (locale) => words(locale)('personal.roles');

/** Who was chosen stays known as a former member; what was said for them who were not chosen goes. */
export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'role_nomination',
      title,
      people: { person_id: 'delete', by_person: 'former' },
      tells: { seen: { reason: 't.reason', at: 't.at' } },
    },
    {
      table: 'role_proposal',
      title,
      people: { person_id: 'former', by_person: 'former' },
      tells: { seen: { reason: 't.reason', at: 't.at', choice: 't.outcome', done: 't.closed_at' } },
    },
    {
      table: 'role_consent',
      title,
      people: { by_person: 'former' },
      tells: { seen: { choice: 't.choice', reason: 't.reason', at: 't.at' } },
    },
    {
      table: 'role_term',
      title,
      people: { person_id: 'former' },
      tells: {
        seen: {
          since: 't.since',
          until: 't.until',
          done: 't.ended_at',
          text: 't.hand_over',
          note: 't.growth',
        },
      },
    },
  ],
  reads: {
    role_consent: ({ choice }, { locale }) =>
      choice ? { choice: words(locale)(choice === 'yes' ? 'consent.yes' : 'consent.objection') } : {},
    role_proposal: () => ({ choice: undefined }),
  },
  erase: endTermsOf,
};
