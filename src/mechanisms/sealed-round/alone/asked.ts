import type { Tx } from '../../../platform/database/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import { writeDate } from '../../../platform/i18n/dates.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { FormState } from '../../../ui/form-state.ts';
import type { Answerable } from '../answering.ts';
import {
  type Answer,
  type EarlierDraft,
  findAnswer,
  listAnswers,
  listEarlier,
  type OpenAnswer,
} from '../answers.ts';
import type { Content, Question } from '../rules.ts';

/**
 * A round whose questions are the room's own and the same for everybody. What is here asks, seals, takes down and lays
 * side by side for any such room: it gives the questions, in the words of the reader, and where its pages are.
 */
export type AskedAt = Answerable & {
  inside: {
    partnership: { id: string; name: string; locale: Locale };
    partners: readonly { id: string; name: string }[];
    facilitates: boolean;
    contributes: boolean;
  };
  mine: { id: string; name: string } | undefined;
  /** Who asked, and who facilitates. */
  moves: boolean;
};

export type Again = { form: string; state: FormState; meanwhile?: Answer | undefined };

/** A round as its page shows it. */
export type Shown = {
  page: Page;
  at: AskedAt;
  /** The address of the round. */
  base: string;
  questions: readonly Question[];
  answer: Answer | undefined;
  earlier: readonly EarlierDraft[];
  answers: readonly OpenAnswer[];
  /** Those for whom nobody signs in. */
  withoutPeople: ReadonlySet<string>;
  again: Again | undefined;
};

/** What is read of a round: one's own answer, and once all are open those of all. */
export async function readAsked(tx: Tx, at: AskedAt): Promise<Pick<Shown, 'answer' | 'earlier' | 'answers'>> {
  const { round, mine, stage } = at;
  return {
    answer: mine && (await findAnswer(tx, round.id, mine.id)),
    earlier: mine ? await listEarlier(tx, round.id, mine.id) : [],
    answers: stage === 'open' ? await listAnswers(tx, round.id) : [],
  };
}

/** What was kept under the key of a question, in words; empty where nothing was. */
export function readable({ key, kind, options }: Question, content: Content): string {
  const kept = content[key] ?? '';
  return kind === 'choice' && kept !== '' ? (options?.[Number(kept)] ?? '') : kept;
}

export function moment(page: Page, at: Date): string {
  return writeDate(at, 'moment', { locale: page.locale, timeZone: page.city.timeZone });
}

export function dayOfMoment(page: Page, at: Date | string): string {
  return writeDate(at, 'long', { locale: page.locale, timeZone: page.city.timeZone });
}
