import type { Tx } from '../database/database.ts';
import type { House } from '../house.ts';
import type { Locale } from '../i18n/locale.ts';

/** What a row says of somebody, by a name that their download explains in each language. */
export const facts = [
  'name',
  'address',
  'language',
  'kind',
  'title',
  'text',
  'reason',
  'note',
  'role',
  'choice',
  'phone',
  'device',
  'place',
  'at',
  'since',
  'until',
  'day',
  'due',
  'done',
  'used',
  'sent',
  'subject',
] as const;
export type Fact = (typeof facts)[number];

/** Facts that tell when and where, and nothing of what was written. */
export const bareFacts: readonly Fact[] = ['place', 'at', 'since', 'until', 'day', 'due', 'done', 'role'];

/**
 * What becomes of a row that names somebody who is erased. `delete`: the row goes. `former`: it names them by a name that
 * only its space knows. `forget`: it names nobody. `keep`: it stays, because of what is said.
 */
export type Erasing = 'delete' | 'former' | 'forget' | { keep: string };

/** What a room holds of people in one table. */
export type PersonalRows = {
  table: string;
  /** Heading in the download. */
  title: (locale: Locale) => string;
  /** The columns that name a person, and what becomes of each. */
  people: Readonly<Record<string, Erasing>>;
  /**
   * What is told of such a row, in columns (or SQL over them, `t` is the table). `own`: it is about them alone, and told
   * past the guards. `seen`: its words are told as long as the guards let them read the row, else only that it is there.
   * `not`: why it is not told.
   */
  tells: { own: Partial<Record<Fact, string>> } | { seen: Partial<Record<Fact, string>> } | { not: string };
  /** Which rows, where columns that name a person do not say: SQL over `t`, `$people` and `$addresses` (small letters). */
  where?: string;
};

/** Who is erased: all accounts that are one person. */
export type Erased = {
  ids: readonly string[];
  names: readonly string[];
  /** In small letters. */
  addresses: readonly string[];
  /** The name that a space keeps for them, made when it is first asked for. */
  formerIn(space: string): Promise<{ id: string; name: string }>;
};

/** Something that somebody has to hand over before they can go. */
export type HandOver = { say: (locale: Locale) => string; href: string };

/** Where nobody is left once somebody goes: a warning, no hindrance. Said to them, or of them to an administrator. */
export type Gap = { say: (locale: Locale, to: 'them' | 'administrator') => string; href: string };

/** For what the city holds anything of people: the parts of its register. Several rooms may serve one. */
export const activities = ['accounts', 'directory', 'requests', 'partnerships', 'mail', 'record'] as const;
export type Activity = (typeof activities)[number];

/** What the register says of an activity (GDPR, article 30), in the language of its reader. */
export const saidOfActivity = ['name', 'purpose', 'people', 'data', 'recipients', 'safeguards'] as const;
export type SaidOfActivity = (typeof saidOfActivity)[number];

/** Something that is not kept for ever. */
export type Keeping = {
  say: (locale: Locale, part: 'what' | 'why') => string;
  /** How long, from when it has served. */
  days: number;
  /** Once a day; whatever has served since before this moment goes. Past the guards. */
  forget: (house: House, before: Date) => Promise<unknown>;
};

/** A question, and what was answered. */
export type Answered = { asked: string; answer: string };

/**
 * What a row says in words, where its columns speak to programs: stands in for these facts in the copy to read, and
 * undefined leaves one out. `nothing`: the row says nothing to a person.
 */
export type Reads = (
  row: Partial<Record<Fact, unknown>>,
  to: { locale: Locale; url: string },
) => Partial<Record<Fact, unknown>> | 'nothing';

/** What a room holds of people. */
export type Personal = {
  /** For what it holds it. */
  of: Activity;
  rows: readonly PersonalRows[];
  /** By table, also of another room: how it reads. */
  reads?: Readonly<Record<string, Reads>>;
  /** What of it is thrown away by itself. */
  keeps?: readonly Keeping[];
  /** What the register says of the whole activity: one room speaks for all that serve it. */
  processing?: (locale: Locale, part: SaidOfActivity) => string;
  /** What the rules of its rows cannot say: texts that hold a name, and what ends. Before the rows are gone through. */
  erase?: (tx: Tx, erased: Erased) => Promise<void>;
  /** For what the partnership or the city needs them still. Past the guards. */
  handOver?: (tx: Tx, people: readonly string[]) => Promise<HandOver[]>;
  /** What is left without anybody, beyond what has to be handed over. Past the guards. */
  gaps?: (tx: Tx, people: readonly string[]) => Promise<Gap[]>;
};
