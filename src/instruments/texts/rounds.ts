import { listAnswers } from '../../mechanisms/sealed-round/answers.ts';
import { type Question, scaleSteps, stageOf } from '../../mechanisms/sealed-round/rules.ts';
import { findRound } from '../../mechanisms/sealed-round/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { isId } from '../../platform/id.ts';
import { ownKind } from '../rounds/actions.ts';
import { listPartnerNames } from './store.ts';

/** A round that has been opened, as a text begins from it: its questions, and what each partner answered. */
export type OpenedRound = {
  id: string;
  title: string;
  /** The step of the guide that it belongs to. */
  element: string | null;
  /** The ready questions that it began with. */
  ready: string | null;
  locale: Locale;
  questions: readonly {
    question: string;
    help: string;
    kind: Question['kind'];
    answers: readonly { partner: string; text: string }[];
  }[];
};

/** A round in which each partner has drafted the vision: the text that is made of it is one. */
export function holdsVision({ ready }: Pick<OpenedRound, 'ready'>): boolean {
  return ready === 'vision';
}

/** Whether a section answers a question: it keeps what was asked, or the sentence that explained it. */
export function isAbout(
  section: string | undefined,
  { question, help }: { question: string; help: string },
): boolean {
  return section !== undefined && section !== '' && (section === question || section === help);
}

/** An opened round of a partnership. Undefined for one that is still sealed, or is none. */
export async function findOpenedRound(
  tx: Tx,
  partnership: string,
  id: string,
): Promise<OpenedRound | undefined> {
  const round = isId(id) ? await findRound(tx, id) : undefined;
  if (round?.space !== partnership || round.kind !== ownKind || stageOf(round, tx.now) !== 'open')
    return undefined;
  const names = await listPartnerNames(tx, partnership);
  const answers = await listAnswers(tx, id);
  return {
    id,
    title: round.title,
    element: round.element,
    ready: round.ready,
    locale: round.locale,
    questions: round.questions.map((question) => ({
      question: question.text,
      help: question.help ?? '',
      kind: question.kind,
      answers: answers.flatMap(({ partner, content }) => {
        const text = worded(question, content[question.key] ?? '');
        return text ? [{ partner: names.get(partner) ?? '', text }] : [];
      }),
    })),
  };
}

/** An answer in words: of a choice the chosen option, of a scale the step. */
function worded({ kind, options = [] }: Question, value: string): string {
  if (value === '' || kind === 'text') return value;
  if (kind === 'choice') return options[Number(value)] ?? '';
  return `${value} / ${scaleSteps}`;
}
