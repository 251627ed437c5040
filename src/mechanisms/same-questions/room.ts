import type { ComponentChildren, VNode } from 'preact';
import type { Tx } from '../../platform/database/database.ts';
import type { Page } from '../../platform/http/page.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { Crumb } from '../../ui/crumbs.tsx';
import type { FormState } from '../../ui/form-state.ts';
import type { Sector } from '../../ui/org-chip.tsx';
import type { Answerable } from '../sealed-round/answering.ts';
import type { Answer, EarlierDraft, OpenAnswer } from '../sealed-round/answers.ts';
import type { Opening } from '../sealed-round/asking.ts';
import type { Question } from '../sealed-round/rules.ts';
import type { ListedRound } from '../sealed-round/store.ts';

/** A question as its room asks it. What is only shown of it is not kept with the round. */
export type OwnQuestion = Question & {
  /** What it is called where answers stand side by side: those that have such a name are laid out in a table. */
  short?: string;
  /** What each option means, in the order of the options. */
  meanings?: readonly string[];
};

/** Questions that belong together, under a heading of their own where there are several such parts. */
export type Part = { title?: string; about?: string; questions: readonly OwnQuestion[] };

type Partner = { id: string; name: string; joinedAt: Date | null };
export type Inside = {
  partnership: { id: string; name: string; locale: Locale };
  partners: readonly Partner[];
  mine: Partner | undefined;
  facilitates: boolean;
  contributes: boolean;
};
/** A round of the room as its reader has it before them. `moves`: who asked, or facilitates. */
export type At = Answerable & { inside: Inside; mine: Partner | undefined; moves: boolean };

/** What the house does with rounds, by which a room is let in. */
export type Door<Own extends At> = {
  enter: (tx: Tx, partnership: string) => Promise<Own['inside']>;
  load: (tx: Tx, partnership: string, round: string) => Promise<Own>;
  list: (tx: Tx, inside: Own['inside']) => Promise<ListedRound[]>;
  ask: (
    tx: Tx,
    partnership: string,
    typed: Opening,
    place: { locale: Locale; timeZone: string; title: string; questions: readonly Question[] },
  ) => Promise<string>;
  askAlso: (tx: Tx, at: Own, who: readonly string[]) => Promise<void>;
  giveTime: (
    tx: Tx,
    at: Own,
    typed: { day: string; time: string; reason: string },
    timeZone: string,
  ) => Promise<Date>;
  withdraw: (tx: Tx, at: Own) => Promise<void>;
  loadRecording: (tx: Tx, at: Own, partner: string) => Promise<Partner>;
  listWithoutPeople: (tx: Tx, partners: readonly string[]) => Promise<ReadonlySet<string>>;
  sectorOf: (inside: Own['inside'], partner: string) => Sector;
};

/** What a room shows of its own around a round: what came of those before, and what follows from this one. */
export type Around = { above?: VNode | undefined; below?: VNode | undefined };

export type Room<Own extends At> = {
  /** Its kind of rounds. */
  kind: string;
  /** The pattern of a round's address, `/partnerships/:id/gate/:gate`; without its last part it is the room's. */
  address: string;
  title: (locale: Locale) => string;
  /** What stands below the title; the round is the one that is shown, if there is one. */
  lead: (page: Page, at: Own | undefined) => ComponentChildren;
  partsIn: (locale: Locale) => readonly Part[];
  door: Door<Own>;
  /** Pages between the partnership and those of a round. */
  above?: (page: Page, at: Own) => readonly Crumb[];
  /** What stands above the form of an answer, where the usual words do not fit. */
  answering?: (locale: Locale) => string;
  /** A short lesson that helps whoever answers. */
  lesson?: (locale: Locale) => { href: string; title: string };
  /** What stands where nobody has asked yet: the questions, if it is nothing else. */
  Before?: (before: { page: Page }) => VNode;
  /** What can be read out of all answers; each answer in full follows by itself. */
  Opened?: (opened: { page: Page; at: Own; answers: readonly OpenAnswer[] }) => VNode;
  around?: (
    page: Page,
    tx: Tx,
    given: { inside: Own['inside']; rounds: readonly ListedRound[]; at: Own | undefined },
  ) => Promise<Around>;
};

/** The questions of some parts, as they are kept with a round. */
export function questionsOf(parts: readonly Part[]): Question[] {
  return parts.flatMap(({ questions }) =>
    questions.map(({ short: _, meanings: __, ...question }): Question => question),
  );
}

/** What a question is called where its answer is missing: a sentence belongs to the choice that it follows. */
export function calledIn(parts: readonly Part[], key: string): string {
  const questions = parts.find((part) => part.questions.some((one) => one.key === key))?.questions ?? [];
  const n = questions.findIndex((one) => one.key === key);
  const before = questions[n - 1];
  return (questions[n]?.kind === 'text' && before?.kind === 'choice' ? before : questions[n])?.text ?? '';
}

export type Again = {
  /** Which form of the page comes back. */
  form: 'new' | 'answer' | 'date' | 'also' | 'other';
  state: FormState;
  /** What a colleague has saved meanwhile. */
  meanwhile?: Answer | undefined;
};

/** A round as its page shows it. */
export type Shown<Own extends At> = {
  page: Page;
  room: Room<Own>;
  at: Own;
  answer: Answer | undefined;
  earlier: readonly EarlierDraft[];
  answers: readonly OpenAnswer[];
  extensions: readonly { wasDueAt: Date; dueAt: Date; reason: string; mover: string | null }[];
  /** Those for whom nobody signs in. */
  withoutPeople: ReadonlySet<string>;
  again: Again | undefined;
};

type Placed = { address: string };

/** The address of the room inside a partnership. */
export function homeOf({ address }: Placed, partnership: string): string {
  return address.replace(':id', partnership).replace(/\/:\w+$/, '');
}

/** The address of one of its rounds. */
export function addressOf(room: Placed, round: { space: string; id: string }): string {
  return `${homeOf(room, round.space)}/${round.id}`;
}
