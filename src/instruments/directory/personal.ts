import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { forgetAbsences, forgetSettled } from './store/keeping.ts';
import { forgetContact } from './store/leaving.ts';

export const personal: Personal = {
  of: 'directory',
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
  keeps: [
    {
      say: (locale, part) => words(locale)(`keeps.hints.${part}`),
      days: 365,
      forget: (house, before) => house.database.system((tx) => forgetSettled(tx, before)),
    },
    {
      say: (locale, part) => words(locale)(`keeps.absences.${part}`),
      days: 365,
      forget: (house, before) => house.database.system((tx) => forgetAbsences(tx, before)),
    },
  ],
  processing: (locale, part) => words(locale)(`processing.${part}`),
  erase: forgetContact,
};
