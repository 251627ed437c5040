import type { Answer, EarlierDraft, OpenAnswer } from '../../../mechanisms/sealed-round/answers.ts';
import type { ListedRound } from '../../../mechanisms/sealed-round/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { FormState } from '../../../ui/form-state.ts';
import type { Inside } from '../../partnerships/actions.ts';
import type { InRound } from '../../rounds/actions.ts';
import type { Outcome } from '../store.ts';

export type Again = {
  /** Which form of the page comes back. */
  form: 'new' | 'answer' | 'date' | 'also' | 'other';
  state: FormState;
  /** What a colleague has saved meanwhile. */
  meanwhile?: Answer | undefined;
};

export type GateProps = {
  page: Page;
  inside: Inside;
  gates: readonly ListedRound[];
  at: InRound | undefined;
  /** The latest gate that is open. */
  opened: string | undefined;
  answer: Answer | undefined;
  earlier: readonly EarlierDraft[];
  answers: readonly OpenAnswer[];
  extensions: readonly { wasDueAt: Date; dueAt: Date; reason: string; mover: string | null }[];
  outcomes: readonly Outcome[];
  withoutPeople: ReadonlySet<string>;
  again: Again | undefined;
};
export type Shown = GateProps & { at: InRound };
