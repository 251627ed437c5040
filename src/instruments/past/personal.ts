import type { Personal } from '../../platform/personal/declared.ts';
import { readsOfSet } from '../rounds/actions/sets.ts';
import { words } from './messages/index.ts';
import { ownKind, partsIn } from './rules.ts';

/** Attempts name organisations. Who put one down is named as the partnership remembers them. */
export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'attempt',
      title: (locale) => words(locale)('personal'),
      people: { by_person: 'former', changed_by: 'former', removed_by: 'former' },
      tells: {
        seen: {
          since: 't.since::text',
          until: 't.until::text',
          text: 't.what',
          name: 't.by_whom',
          reason: 't.ended',
          note: 't.remains',
          at: 't.at',
        },
      },
    },
  ],
  reads: readsOfSet(
    ownKind,
    (locale) => words(locale)('hurt'),
    (locale) => partsIn(words(locale)),
  ),
};
