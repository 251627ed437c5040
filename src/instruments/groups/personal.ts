import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { endPartsOf } from './store.ts';

const title: Personal['rows'][number]['title'] = (locale) => words(locale)('title');
const by = { by_person: 'former' } as const;
/** The group that a row is about. */
const name = '(select c.name from working_group c where c.id = t.circle_id)';

/** Who set up a group stays known as a former member; who was in it, too. */
export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'working_group',
      title,
      people: by,
      tells: { seen: { title: 't.name', text: 't.purpose', at: 't.at' } },
    },
    { table: 'circle_link', title, people: by, tells: { seen: { title: name, at: 't.at' } } },
    {
      table: 'circle_part',
      title,
      people: { ...by, person_id: 'former' },
      tells: { seen: { title: name, since: 't.at', until: 't.ended_at' } },
    },
  ],
  erase: endPartsOf,
};
