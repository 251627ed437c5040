import { listDecisionsById } from '../../mechanisms/decision/store.ts';
import type { Findable } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { processWords } from './views/parts.tsx';

export const found: Findable = {
  name: 'decisions',
  kinds: { decision: 1 },
  of: 'subjects',
  inside: true,
  order: 35,
  label: (locale) => words(locale)('title'),
  load: async ({ locale }, tx, ids) =>
    (await listDecisionsById(tx, ids)).map((one) => ({
      id: one.id,
      href: `/partnerships/${one.space}/decisions/${one.id}`,
      title: { text: one.title, lang: one.locale },
      texts: [
        { text: one.text, lang: one.textLocale },
        ...(one.statement ? [{ text: one.statement, lang: one.statementLocale! }] : []),
      ],
      facts: [{ text: one.name }, { text: processWords(locale, one.process, 'name') }],
    })),
};
