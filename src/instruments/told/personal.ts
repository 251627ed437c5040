import type { Personal, Reads } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { rhythms } from './rules.ts';
import { forgetOldReminders, reminderKept } from './store.ts';

const title: Personal['rows'][number]['title'] = (locale) => words(locale)('personal.told');

const readRhythm: Reads = ({ choice }, { locale }) => {
  const rhythm = rhythms.find((one) => one === choice);
  return { note: undefined, choice: rhythm && words(locale)(`rhythm.${rhythm}`) };
};

export const personal: Personal = {
  of: 'mail',
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
  reads: {
    told_person: readRhythm,
    told_rhythm: readRhythm,
    told_mark: () => 'nothing',
    told_reminder: () => 'nothing',
  },
  keeps: [
    {
      say: (locale, part) => words(locale)(`keeps.reminders.${part}`),
      days: reminderKept,
      forget: (house) => house.database.system(forgetOldReminders),
    },
  ],
};
