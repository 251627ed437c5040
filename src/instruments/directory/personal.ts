import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { forgetContact } from './store/leaving.ts';

export const personal: Personal = {
  rows: [
    {
      table: 'absence',
      title: (locale) => words(locale)('personal.absences'),
      people: { person_id: 'delete' },
      tells: { own: { since: 't.from_day', until: 't.until_day' } },
    },
    {
      table: 'claim',
      title: (locale) => words(locale)('personal.claims'),
      people: {},
      where: `t.audience = 'person' and t.audience_id = any ($people)`,
      tells: { own: { text: 't.grounds', at: 't.at', done: 't.decided_at', reason: 't.reason' } },
    },
    {
      table: 'suggestion',
      title: (locale) => words(locale)('personal.suggestions'),
      people: { settled_by: 'forget' },
      tells: { seen: { text: 't.text', done: 't.settled_at' } },
    },
  ],
  erase: forgetContact,
};
