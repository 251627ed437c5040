import type { Answer, OpenAnswer } from '../../../mechanisms/sealed-round/answers.ts';
import type { AnswerNote, Mark } from '../../../mechanisms/sealed-round/marks.ts';
import type { Page } from '../../../platform/http/page.ts';
import { listed } from '../../../platform/i18n/names.ts';
import type { FormState } from '../../../ui/form-state.ts';
import type { InRound } from '../actions.ts';
import { words } from '../messages/index.ts';

/** What the page of an open round shows. */
export type Opened = {
  page: Page;
  at: InRound;
  answers: readonly OpenAnswer[];
  /** Answers of the round before, by partner. */
  before: ReadonlyMap<string, OpenAnswer>;
  marks: readonly Mark[];
  notes: readonly AnswerNote[];
  /** When the reader's partner said that it has looked at all answers. */
  compared: Date | undefined;
  /** The round that was asked after this one. */
  next: string | undefined;
  /** What the reader's partner has written and not sealed: it can still come late. */
  late: Answer | undefined;
  lens: 'partner' | 'sector';
  state?: FormState | undefined;
  meanwhile?: Answer | undefined;
  /** Which form on the page the state belongs to: the mark that words are added to, or a name. */
  form?: string | undefined;
};

export function namesOf(page: Page, { inside }: InRound, partners: readonly string[]): string {
  const t = words(page.locale);
  const names = new Map(inside.partners.map(({ id, name }) => [id, name]));
  return listed(
    partners.map((id) => names.get(id) || t('gone')),
    page.locale,
  );
}
