import { answersInWords, type Content } from '../../mechanisms/sealed-round/rules.ts';
import type { Personal, Reads } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { ownKind, questionsIn, standings } from './rules.ts';

const title: Personal['rows'][number]['title'] = (locale) => words(locale)('personal.gate');

const readAnswers: Reads = ({ text }, { locale }) => {
  const { kind, answers } = (text ?? {}) as { kind?: string; answers?: Content };
  const t = words(locale);
  if (kind !== ownKind) return {};
  return { title: t('title'), text: answersInWords(questionsIn(t), answers ?? {}) };
};

export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'gate_outcome',
      title,
      people: { by_person: 'former' },
      tells: { seen: { choice: 't.choice', reason: 't.reason', at: 't.at', due: 't.review_on' } },
    },
    {
      table: 'gate_consent',
      title,
      people: { by_person: 'former' },
      tells: { seen: { choice: 't.yes', role: 't.side', at: 't.at' } },
    },
  ],
  reads: {
    sealed_answer: readAnswers,
    earlier_draft: readAnswers,
    gate_outcome: ({ choice }, { locale }) => {
      const standing = standings.find((one) => one === choice);
      return standing ? { title: words(locale)('standing'), choice: words(locale)(standing) } : {};
    },
    gate_consent: ({ choice, role }, { locale }) => {
      if (typeof choice !== 'boolean') return { role: undefined };
      const side = role === 'facilitator' ? 'facilitator' : 'partner';
      const said = words(locale)(`public.${side}.${choice ? 'do' : 'end'}`);
      return { title: words(locale)('public.title'), choice: said, role: undefined };
    },
  },
};
