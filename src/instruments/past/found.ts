import type { Findable } from '../../platform/instrument.ts';
import { askedFound } from '../rounds/actions/asked-found.ts';
import { words } from './messages/index.ts';
import { ownKind, writeYears } from './rules.ts';
import { listAttemptsById } from './store.ts';

/** Attempts; and what partners answered, once all is open. */
export const found: readonly Findable[] = [
  {
    name: 'attempts',
    kinds: { attempt: 1 },
    of: 'subjects',
    inside: true,
    order: 46,
    label: (locale) => words(locale)('attempts'),
    load: async (_, tx, ids) =>
      (await listAttemptsById(tx, ids)).map(({ id, partnership, lang, name, ...attempt }) => ({
        id,
        href: `/partnerships/${partnership}/past#${id}`,
        title: { text: attempt.what, lang },
        texts: [attempt.byWhom, attempt.ended, attempt.remains].map((text) => ({ text, lang })),
        facts: [{ text: writeYears(attempt) }, { text: name }],
      })),
  },
  askedFound({
    kind: ownKind,
    order: 47,
    label: (locale) => words(locale)('hurt'),
    path: 'past/hurt',
  }),
];
