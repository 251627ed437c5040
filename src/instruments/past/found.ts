import type { Findable } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { writeYears } from './rules.ts';
import { listAttemptsById } from './store.ts';

export const attempts: Findable = {
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
};
