import type { Personal, Reads } from '../../platform/personal/declared.ts';
import { readsOfSet } from '../rounds/actions/sets.ts';
import { words } from './messages/index.ts';
import { parts, questionsIn, trialKind, type Words } from './rules.ts';

const title: Personal['rows'][number]['title'] = (locale) => words(locale)('personal');

const readWords: Reads = ({ text }, { locale }) => {
  const t = words(locale);
  const held = (text ?? {}) as Words;
  return {
    text: parts.flatMap((part) => (held[part] ? [{ asked: t(part), answer: held[part] }] : [])),
  };
};

/** A statement is a partner's, and a trial is all partners': who wrote it is named as the partnership remembers them. */
export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'statement',
      title,
      people: { by_person: 'former' },
      tells: { seen: { text: 't.words', at: 't.at' } },
    },
    {
      table: 'statement_draft',
      title,
      people: { saved_by: 'forget' },
      tells: { seen: { text: 't.words', at: 't.saved_at' } },
    },
    {
      table: 'trial',
      title: (locale) => words(locale)('personal.trials'),
      people: { by_person: 'former', removed_by: 'former' },
      tells: {
        seen: { text: 't.what', note: 't.who', reason: 't.known_by', due: 't.until::text', at: 't.at' },
      },
    },
  ],
  reads: {
    statement: readWords,
    statement_draft: readWords,
    ...readsOfSet(
      trialKind,
      (locale) => words(locale)('look-back'),
      (locale) => questionsIn(words(locale)),
    ),
  },
};
