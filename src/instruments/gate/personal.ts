import type { Personal } from '../../platform/personal/declared.ts';
import { readsOfSet } from '../rounds/actions/sets.ts';
import { words } from './messages/index.ts';
import { ownKind, partsIn, standings } from './rules.ts';

const title: Personal['rows'][number]['title'] = (locale) => words(locale)('personal.gate');

export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'gate_outcome',
      title,
      people: { by_person: 'former' },
      tells: { seen: { choice: 't.choice', reason: 't.reason', at: 't.at', due: 't.review_on' } },
    },
    {
      table: 'gate_consent',
      title,
      people: { by_person: 'former' },
      tells: { seen: { choice: 't.yes', role: 't.side', at: 't.at' } },
    },
  ],
  reads: {
    ...readsOfSet(
      ownKind,
      (locale) => words(locale)('title'),
      (locale) => partsIn(words(locale)),
    ),
    gate_outcome: ({ choice }, { locale }) => {
      const standing = standings.find((one) => one === choice);
      return standing ? { title: words(locale)('standing'), choice: words(locale)(standing) } : {};
    },
    gate_consent: ({ choice, role }, { locale }) => {
      if (typeof choice !== 'boolean') return { role: undefined };
      const side = role === 'facilitator' ? 'facilitator' : 'partner';
      const said = words(locale)(`public.${side}.${choice ? 'do' : 'end'}`);
      return { title: words(locale)('public.title'), choice: said, role: undefined };
    },
  },
};
