import { answersInWords, type Content } from '../../mechanisms/sealed-round/rules.ts';
import type { Personal, Reads } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { ownKind, questionsIn } from './rules.ts';

const readAnswers: Reads = ({ text }, { locale }) => {
  const { kind, answers } = (text ?? {}) as { kind?: string; answers?: Content };
  const t = words(locale);
  if (kind !== ownKind) return {};
  return { title: t('hurt'), text: answersInWords(questionsIn(t), answers ?? {}) };
};

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
  reads: { sealed_answer: readAnswers, earlier_draft: readAnswers },
};
