import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { ends } from './rules.ts';

const title: Personal['rows'][number]['title'] = (locale) => words(locale)('personal');
const relation = `(select case when q.id is null then partner_called(p.name, p.organisation_id) || ' – ' || r.to_name
  else partner_called(p.name, p.organisation_id) || ' – ' || partner_called(q.name, q.organisation_id) end
  from relation r join partner p on p.id = r.partner_id left join partner q on q.id = r.to_partner
  where r.id = t.relation_id)`;

/**
 * Who is erased holds nothing any more: their rows go, so that a relation is not counted as held by nobody's name. Where
 * they were to follow, nobody is named. What others wrote down names them as the partnership remembers them.
 */
export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'relation_holder',
      title,
      people: {
        person_id: 'delete',
        successor_id: 'forget',
        by_person: 'former',
        changed_by: 'former',
        removed_by: 'former',
      },
      tells: {
        seen: {
          title: relation,
          role: 't.role_name',
          place: 't.department',
          kind: 't.ends',
          until: 't.until::text',
          at: 't.at',
        },
      },
    },
    {
      table: 'relation',
      title,
      people: { by_person: 'former', removed_by: 'former' },
      tells: { seen: { text: 't.to_name', at: 't.at' } },
    },
    {
      table: 'election_day',
      title,
      people: { by_person: 'former', removed_by: 'former' },
      tells: { seen: { text: 't.what', day: 't.day::text', at: 't.at' } },
    },
  ],
  reads: {
    relation_holder: ({ kind }, { locale }) => {
      const end = ends.find((one) => one === kind);
      return { kind: end && words(locale)(`ends.${end}`) };
    },
  },
};
