import type { Findable } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { parts } from './rules.ts';
import { listStatementsById, listTrialsById } from './store.ts';

/** What partners tell of themselves, and what they try. */
export const found: readonly Findable[] = [
  {
    name: 'statements',
    kinds: { statement: 1 },
    of: 'subjects',
    inside: true,
    order: 48,
    label: (locale) => words(locale)('title'),
    load: async (_, tx, ids) =>
      (await listStatementsById(tx, ids)).map(
        ({ id, partnership, partner, words: held, lang, by, name }) => ({
          id,
          href: `/partnerships/${partnership}/statements/partners/${partner}`,
          title: { text: by },
          texts: parts.flatMap((part) => (held[part] ? [{ text: held[part], lang }] : [])),
          facts: [{ text: name }],
        }),
      ),
  },
  {
    name: 'trials',
    kinds: { trial: 1 },
    of: 'subjects',
    inside: true,
    order: 49,
    label: (locale) => words(locale)('trials'),
    load: async (_, tx, ids) =>
      (await listTrialsById(tx, ids)).map(({ id, partnership, what, who, lang, name }) => ({
        id,
        href: `/partnerships/${partnership}/statements/trials/${id}`,
        title: { text: what, lang },
        texts: [{ text: who, lang }],
        facts: [{ text: name }],
      })),
  },
];
