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
    (await listDecisionsById(tx, ids)).map(
      ({ id, space, title, locale: lang, text, statement, process, name }) => ({
        id,
        href: `/partnerships/${space}/decisions/${id}`,
        title: { text: title, lang },
        texts: [{ text, lang }, ...(statement ? [{ text: statement, lang }] : [])],
        facts: [{ text: name }, { text: processWords(locale, process, 'name') }],
      }),
    ),
};
