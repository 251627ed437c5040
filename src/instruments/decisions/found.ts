import { listDecisionsById } from '../../mechanisms/decision/store.ts';
import { words as said } from '../../mechanisms/discussion/messages/index.ts';
import { commentKind, talkAt } from '../../mechanisms/discussion/room.ts';
import type { Findable } from '../../platform/instrument.ts';
import { plainText } from '../../ui/markdown.ts';
import { words } from './messages/index.ts';
import { listSaidById } from './store.ts';
import { talk } from './talk.ts';
import { processWords } from './views/parts.tsx';

export const found: Findable = {
  name: 'decisions',
  // What is said about one counts less than what it says itself.
  kinds: { decision: 1, [commentKind(talk)]: 0.5 },
  of: 'subjects',
  inside: true,
  order: 35,
  label: (locale) => words(locale)('title'),
  load: async ({ locale }, tx, ids) => [
    ...(await listDecisionsById(tx, ids)).map((one) => ({
      id: one.id,
      href: `/partnerships/${one.space}/decisions/${one.id}`,
      title: { text: one.title, lang: one.locale },
      texts: [
        { text: one.text, lang: one.textLocale },
        ...(one.statement ? [{ text: one.statement, lang: one.statementLocale! }] : []),
      ],
      facts: [{ text: one.name }, { text: processWords(locale, one.process, 'name') }],
    })),
    ...(await listSaidById(tx, ids)).map((one) => ({
      id: one.id,
      href: talkAt(`/partnerships/${one.space}/decisions/${one.decision}`, one.number),
      title: { text: one.title, lang: one.titleLocale },
      texts: [{ text: plainText(one.text), lang: one.locale }],
      facts: [{ text: one.name }, { text: said(locale)('comment', { n: one.number }) }],
    })),
  ],
};
