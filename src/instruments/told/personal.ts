import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';

const title: Personal['rows'][number]['title'] = (locale) => words(locale)('personal.told');

export const personal: Personal = {
  rows: [
    {
      table: 'told_person',
      title,
      people: { id: 'delete' },
      tells: { own: { choice: 't.rhythm', note: 't.hour', at: 't.daily_at' } },
    },
    {
      table: 'told_rhythm',
      title,
      people: { audience_id: 'delete' },
      tells: { own: { choice: 't.rhythm' } },
    },
    {
      table: 'told_mark',
      title,
      people: { person_id: 'delete' },
      tells: { own: { note: 't.position' } },
    },
    {
      table: 'told_reminder',
      title,
      people: { person_id: 'delete' },
      tells: { own: { at: 't.at' } },
    },
  ],
};
