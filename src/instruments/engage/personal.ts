import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';

const title: Personal['rows'][number]['title'] = (locale) => words(locale)('personal');

/** Groups and organisations stand here, no persons; who named and rated them is named as the partnership remembers them. */
export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'concerned',
      title,
      people: { by_person: 'former', removed_by: 'former' },
      tells: { seen: { name: 't.name', at: 't.at', done: 't.removed_at' } },
    },
    {
      table: 'concerned_rating',
      title,
      people: { by_person: 'former' },
      tells: {
        seen: {
          title: '(select c.name from concerned c where c.id = t.concerned_id)',
          choice: `t.affected || ' / ' || t.influence`,
          reason: 't.why',
          at: 't.at',
        },
      },
    },
    {
      table: 'concerned_missing',
      title,
      people: { by_person: 'former' },
      tells: { seen: { at: 't.at' } },
    },
    {
      table: 'concerned_decision',
      title,
      people: { by_person: 'former' },
      tells: {
        seen: {
          title: '(select c.name from concerned c where c.id = t.concerned_id)',
          choice: 't.does',
          reason: 't.why',
          at: 't.at',
        },
      },
    },
  ],
  reads: {
    concerned_missing: () => 'nothing',
    concerned_decision: ({ choice }, { locale }) => {
      const t = words(locale);
      const does = (['invite', 'talk', 'inform', 'nothing'] as const).find((one) => one === choice);
      return does ? { choice: t(`does.${does}`) } : {};
    },
  },
};
