import type { Personal } from '../../platform/personal/declared.ts';
import { readsOfSet } from '../rounds/actions/sets.ts';
import { words } from './messages/index.ts';
import { ownKind, partsIn } from './rules.ts';

/** Its answers are rows of rounds, which the rooms of those declare: here is how they read. */
export const personal: Personal = {
  of: 'partnerships',
  rows: [],
  reads: readsOfSet(
    ownKind,
    (locale) => words(locale)('title'),
    (locale) => partsIn(words(locale)),
  ),
};
