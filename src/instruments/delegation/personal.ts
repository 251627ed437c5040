import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { forgetOldWeeks, weeksKept } from './store.ts';

const title: Personal['rows'][number]['title'] = (locale) => words(locale)('title');
const by = { by_person: 'former' } as const;

/** Who wrote rules, and who decided by them, is named as the partnership remembers them. */
export const personal: Personal = {
  of: 'partnerships',
  rows: [
    { table: 'delegation', title, people: by, tells: { seen: { at: 't.at' } } },
    { table: 'delegation_rule', title, people: by, tells: { seen: { title: 't.area', at: 't.at' } } },
    {
      table: 'delegated_decision',
      title: (locale) => words(locale)('decided'),
      people: by,
      tells: { seen: { title: 't.title', text: 't.text', reason: 't.because', at: 't.at' } },
    },
    {
      table: 'decision_week_told',
      title: (locale) => words(locale)('personal.week'),
      people: { person_id: 'delete' },
      tells: { own: { at: 't.monday' } },
    },
  ],
  keeps: [
    {
      say: (locale, part) => words(locale)(`keeps.weeks.${part}`),
      days: weeksKept,
      forget: (house) => house.database.system(forgetOldWeeks),
    },
  ],
};
