import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { arrivalsKept } from './rules.ts';
import { forgetArrivals } from './store.ts';

export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'partnership_arrival',
      title: (locale) => words(locale)('personal.imports'),
      people: { by_person: 'forget' },
      tells: { own: { name: "t.about ->> 'name'", at: 't.at' } },
    },
  ],
  keeps: [
    {
      say: (locale, part) => words(locale)(`keeps.${part}`),
      days: arrivalsKept,
      forget: (house, before) => house.database.system((tx) => forgetArrivals(tx, before)),
    },
  ],
};
