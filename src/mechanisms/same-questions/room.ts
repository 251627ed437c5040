import type { VNode } from 'preact';
import type { Tx } from '../../platform/database/database.ts';
import type { Page } from '../../platform/http/page.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { Say } from '../../platform/i18n/words.ts';
import type { FormState } from '../../ui/form-state.ts';
import type { Sector } from '../../ui/org-chip.tsx';
import type { Answerable } from '../sealed-round/answering.ts';
import type { Answer, EarlierDraft, OpenAnswer } from '../sealed-round/answers.ts';
import type { Opening } from '../sealed-round/asking.ts';
import type { Question } from '../sealed-round/rules.ts';
import type { ListedRound } from '../sealed-round/store.ts';

/**
 * A sealed round whose questions are the same everywhere, and the text that partners make of the answers. A room brings
 * the questions, how they read once they are open, and what the text begins with; who asks, answers, writes down for
 * whom, and what everybody sees before the opening is here.
 */

/** Questions that belong together, under a heading of their own. */
export type Part = { title: string; about?: string; questions: readonly Question[] };

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

type RoomKey =
  | 'title'
  | 'lead'
  | 'answer.about'
  | 'compose'
  | 'compose.about'
  | 'compose.do'
  | 'made'
  | 'made.do';

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

export type Room<Own extends At> = {
  /** Its kind of rounds and of texts, and the last part of its address. */
  name: string;
  words: (locale: Locale) => Say<RoomKey>;
  partsIn: (locale: Locale) => readonly Part[];
  door: Door<Own>;
  /** What can be read out of all answers, side by side; each answer in full follows by itself. */
  Opened: (opened: { page: Page; at: Own; answers: readonly OpenAnswer[] }) => VNode;
};

export function questionsOf(room: { partsIn: Room<At>['partsIn'] }, locale: Locale): Question[] {
  return room.partsIn(locale).flatMap(({ questions }) => questions);
}

/** A text that came of it. */
export type Made = { id: string; title: string; locale: Locale; begunAt: Date; agreedAt: Date | null };

export type Again = {
  /** Which form of the page comes back. */
  form: 'new' | 'answer' | 'date' | 'also' | 'other';
  state: FormState;
  /** What a colleague has saved meanwhile. */
  meanwhile?: Answer | undefined;
};

export type Shown<Own extends At> = {
  page: Page;
  room: Room<Own>;
  inside: Own['inside'];
  at: Own;
  rounds: readonly ListedRound[];
  answer: Answer | undefined;
  earlier: readonly EarlierDraft[];
  answers: readonly OpenAnswer[];
  extensions: readonly { wasDueAt: Date; dueAt: Date; reason: string; mover: string | null }[];
  withoutPeople: ReadonlySet<string>;
  made: readonly Made[];
  again: Again | undefined;
};

/** The address of the room inside a partnership. */
export function homeOf({ name }: { name: string }, partnership: string): string {
  return `/partnerships/${partnership}/${name}`;
}
