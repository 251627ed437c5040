import { answersInWords, type Content, type Question } from '../../mechanisms/sealed-round/rules.ts';
import type { Personal, Reads } from '../../platform/personal/declared.ts';
import { ownKind } from './actions.ts';
import { words } from './messages/index.ts';
import { forgetDrafts } from './store/keeping.ts';

type Rows = Personal['rows'][number];
const title: Rows['title'] = (locale) => words(locale)('personal.rounds');

/** Something that names who did it for a partner: it stays, as the partner's. */
const done = (table: string, tells: Rows['tells']): Rows => ({
  table,
  title,
  people: { by_person: 'former' },
  tells,
});

/** What was asked stands with what was answered: alone, answers say nothing. */
const answered = `(select jsonb_build_object('kind', r.kind, 'questions', r.questions, 'answers', t.content)
  from round r where r.id = t.round_id)`;
const asked = '(select r.title from round r where r.id = t.round_id)';
export type AnsweredRound = { kind: string; questions: Question[]; answers: Content };

const readAnswers: Reads = ({ text }) => {
  const { kind, questions, answers } = (text ?? {}) as Partial<AnsweredRound>;
  return kind === ownKind ? { text: answersInWords(questions ?? [], answers ?? {}) } : {};
};

/** Answers are a partner's: until a round is open its own people alone read them, and so it is in a download. */
export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'round',
      title,
      people: { asked_by: 'former' },
      tells: { seen: { title: 't.title', text: 't.about', at: 't.asked_at', due: 't.due_at' } },
    },
    {
      table: 'sealed_answer',
      title,
      people: { saved_by: 'former', sealed_by: 'former', recorded_by: 'former' },
      tells: { seen: { title: asked, text: answered, at: 't.saved_at', done: 't.sealed_at' } },
    },
    {
      table: 'earlier_draft',
      title,
      people: { saved_by: 'delete' },
      tells: { seen: { title: asked, text: answered, at: 't.saved_at' } },
    },
    done('round_extension', { seen: { reason: 't.reason', at: 't.at', due: 't.due_at' } }),
    done('round_mark', { seen: { kind: 't.kind', text: 't.label', at: 't.at' } }),
    done('round_voice', { seen: { at: 't.at' } }),
    done('answer_note', { seen: { text: 't.text', at: 't.at' } }),
    done('round_compared', { seen: { at: 't.at' } }),
  ],
  reads: {
    sealed_answer: readAnswers,
    earlier_draft: readAnswers,
    round_mark: ({ kind }, { locale }) =>
      kind ? { kind: words(locale)(kind === 'shared' ? 'kind.shared' : 'kind.differs') } : {},
    round_voice: () => 'nothing',
    round_compared: () => 'nothing',
  },
  keeps: [
    {
      say: (locale, part) => words(locale)(`keeps.drafts.${part}`),
      days: 90,
      forget: (house, before) => house.database.system((tx) => forgetDrafts(tx, before)),
    },
  ],
};
