import type { VNode } from 'preact';
import type { z } from 'zod';
import type { CityView } from './city.ts';
import type { Tx } from './database/database.ts';
import type { House } from './house.ts';
import type { PageFrame } from './http/frame.ts';
import type { Page } from './http/page.ts';
import type { Route, Rule } from './http/route.ts';
import type { Locale, Said } from './i18n/locale.ts';
import type { Recorded } from './journal/reader.ts';
import type { Personal } from './personal/declared.ts';
import type { Group } from './search/search.ts';

/** For whom something is put together: a page, or a mail. */
export type Reader = Pick<Page, 'scope' | 'person' | 'locale' | 'city' | 'text'>;

/** Something that waits for the reader, on their desk. */
export type DeskItem = {
  href: string;
  title: string;
  /** What in the title somebody wrote. */
  said?: Said;
  /** One quiet line: where it belongs, what it is about. */
  about: string;
  /** Verb first. */
  action: string;
  due: Date | null;
};

/** A text for people in the file of a partnership: its place there, and Markdown. */
export type Sheet = { path: string; text: string };
export type Exporting = (house: House, tx: Tx, partnership: string, reader: SheetReader) => Promise<Sheet[]>;
/** A row as it stands in the file of a partnership. */
export type CarriedRow = Record<string, unknown>;
export type Fitting = {
  /** Undefined where it fits in as it is. Changes nothing. */
  fit: (tx: Tx, row: CarriedRow) => Promise<CarriedRow | undefined>;
  /** What becomes of it, in a sentence, for those who bring it in. */
  told: (locale: Locale, row: CarriedRow) => string;
};
export type SheetReader = Pick<Page, 'locale' | 'city' | 'day'> & { timeZone: string };

/** An account that goes on in a partnership for a guest, or for another account, that is the same person. */
export type Succession = { partnership: string; guest: string; account: string };

/** From now until the end of a day, by the clocks of the city. */
export type Span = { from: Date; until: Date; firstDay: string; lastDay: string };

/** What a partnership could do next, where nothing waits for the reader. */
export type Proposal = {
  /** The smallest is proposed. */
  order: number;
  title: string;
  about: string;
  /** Without it there is only something to know. */
  step?: { href: string; action: string };
};

/** What a room offers for a step of the guide, on the page of that step. */
export type StepOffer = {
  /** The step, by the name that it has in the guide. */
  element: string;
  /** The first is what a step is best begun with. */
  order: number;
  /** Behind the address of the partnership. */
  path: string;
  /** What one does there, beginning with a verb. */
  label: (locale: Locale) => string;
  /** What comes of it, in one line. */
  about: (locale: Locale) => string;
};

/** What was done in a room about a step of the guide. */
export type StepWork = {
  element: string;
  /** Behind the address of the partnership. */
  path: string;
  label: (locale: Locale) => string;
  begunAt: Date;
  /** Since when the partners hold it for done; null while they are at it. */
  agreedAt: Date | null;
  /** The day on which they look at it again: YYYY-MM-DD. */
  revisitOn: string | null;
};

/** The same, and whether its room says by itself where the partnership stands with it. */
export type RoomWork = StepWork & { stands: boolean };

/** Something that is adopted when a decision holds. What it is says its `kind`; the others are ids. */
export type Adopting = {
  id: string;
  space: string;
  decision: string;
  kind: string;
  document: string | null;
  block: string | null;
  version: number | null;
  terms: string | null;
  limits: string | null;
};
/** How a room adopts a kind of things, and where that is read. */
export type Adoptable = {
  /** Past the guards, once the decision holds; run again, it changes nothing. False where it cannot be adopted. */
  adopt: (house: House, tx: Tx, adopting: Adopting) => Promise<boolean>;
  /** Behind the address of the partnership. */
  path: (adopting: Adopting) => string;
};

/** A page inside a partnership that somebody asks for: its path, and what stands behind it in the address. */
export type AskedPage = { city: CityView; locale: Locale; path: string; query: URLSearchParams };
export type Panel = NonNullable<PageFrame['panel']>;
export type Crumb = NonNullable<PageFrame['way']>[number];

/** An entry of the journal as it is told: with the names that its reader may know. */
export type Happened = {
  id: string;
  space: string;
  kind: string;
  subject: string | null;
  at: Date;
  content: Record<string, unknown>;
  personal: Record<string, unknown> | null;
  /** Who did it; empty where the house did, or where the name is gone. */
  actor: string;
  /** The partner that `content.partner` names, if it names one. */
  partner: string;
};

export type Narration = {
  /** One sentence, in the past; of the guide in the words of the city. */
  say: (locale: Locale, happened: Happened, city: Pick<CityView, 'guide'>) => string;
  href?: (happened: Happened) => string;
  /** One of the few that newcomers are told from the beginning: begun, joined, agreed. */
  marked?: true;
  /** One of very many, which the page that they are about tells together: to the others it is not told one by one. */
  together?: true;
};

/** Something that was searched for and found. */
export type FoundThing = {
  id: string;
  href: string;
  title: Said;
  /** What it is about, always shown. */
  about?: Said;
  /** What else the search knows it by: shown is the piece in which the words stand that were asked for. */
  texts?: readonly Said[];
  /** Where it belongs, who, when: what tells it from others of its name. */
  facts?: readonly Said[];
};

/** One kind of thing that the search finds. `name` stands in addresses. */
export type Findable = Group & {
  order: number;
  label: (locale: Locale) => string;
  /** How they read. In any order; what the reader may not see is left out. */
  load: (reader: Reader, tx: Tx, ids: readonly string[]) => Promise<FoundThing[]>;
  /** Of what is in no index: the ids of what is meant, by one statement at most, the best first. Its `kinds` are none. */
  lookFor?: (
    tx: Tx,
    asked: { text: string; locale: Locale; most: number; skipped: number },
  ) => Promise<string[]>;
};

/** A section of an import file, and how its items come in. */
export type ImportSection<Item = never> = {
  /** The key of the section in the file. */
  name: string;
  item: z.ZodType<Item>;
  /** Brings one item in and returns what it became. Called again with an item that has changed. */
  load: (tx: Tx, item: Item, importing: Importing) => Promise<{ space: string; subject: string }>;
  /**
   * Called for each item that was loaded, once all items of all sections are in: for references to
   * things that come later in the file. `subject` is what the item became.
   */
  connect?: (tx: Tx, item: Item, importing: Importing, subject: string) => Promise<void>;
};

export type Importing = {
  city: CityView;
  /** What an item that came earlier became; throws an ImportProblem naming the field if there is none. */
  find(section: string, key: string, field: string): string;
  /** The same, where the item is being brought in anew: undefined the first time. */
  before: string | undefined;
  /** Marks what comes in as part of the sample city. */
  demo: boolean;
};

/**
 * The manifest of a room: what it adds to the rest of the house, and what it answers to. This is how
 * rooms work together without knowing each other.
 */
export type Instrument = {
  name: string;
  routes: readonly Route[];
  /** Destinations in the header. */
  nav?: readonly {
    href: string;
    may: Rule;
    label: (locale: Locale) => string;
    order: number;
    /** Where else this is the destination that one is in. */
    covers?: readonly string[];
  }[];
  /** What waits for the reader. */
  desk?: (reader: Reader, tx: Tx) => Promise<DeskItem[]>;
  /**
   * The partnerships in which something that `desk` shows somebody may be due in a span: one or two statements for
   * the whole city, past the guards, so that only desks on which something can be due are read for reminders. Without
   * it, that may be any.
   */
  dueIn?: (tx: Tx, span: Span) => Promise<string[]>;
  /** Kinds of sealed rounds that are asked here: who gets one onto their desk is told of it at once. */
  asks?: readonly string[];
  /** Pages of every partnership: `path` stands behind its address. */
  inside?: readonly { path: string; label: (locale: Locale) => string; order: number }[];
  /** What it is for on the path, and what came of it: at most two statements for a partnership. Texts and rounds of a step count by themselves. */
  steps?: {
    offers: readonly StepOffer[];
    work?: (tx: Tx, partnership: string) => Promise<readonly StepWork[]>;
  };
  /** What a partnership could do next, for somebody who takes part in it. `work`: what was done in its rooms, read already. */
  next?: (
    reader: Reader,
    tx: Tx,
    partnership: string,
    work: readonly RoomWork[],
  ) => Promise<Proposal | undefined>;
  /** Where a partnership stands with what is done here: up to three lines of its overview, what counts most first. */
  standing?: { order: number; lines: (page: Page, tx: Tx, partnership: string) => Promise<VNode[]> };
  /** What is read first of a partnership that has ended, in the place of where it stands. */
  archive?: (page: Page, tx: Tx, partnership: string) => Promise<VNode>;
  /** A section beside the overview of every partnership. */
  insideAside?: (page: Page, tx: Tx, partnership: string) => Promise<VNode | undefined>;
  /** How kinds of entries read in a timeline, in a digest, and among what somebody did lately. */
  narrates?: Readonly<Record<string, Narration>>;
  /** What the search finds here. Its words are brought into the index in the transaction of each change. */
  found?: readonly Findable[];
  /** The way from a partnership to the room of a page inside it. Asks no database, either. */
  way?: (asked: AskedPage) => readonly Crumb[];
  /** What stands above a page inside a partnership, for who takes part in it. Asks no database: every page waits for it. */
  panel?: (asked: AskedPage) => Panel | undefined;
  /** A section at the end of the desk, that waits for nobody. */
  deskSection?: (page: Page, tx: Tx) => Promise<VNode | undefined>;
  /** A section of the public home page. */
  home?: {
    order: number;
    place: 'main' | 'aside';
    section: (page: Page, tx: Tx) => Promise<VNode | undefined>;
  };
  /** What another room knows of an organisation, as a section of its public page. */
  organisationPage?: (page: Page, tx: Tx, organisation: string) => Promise<VNode | undefined>;
  /** What another room knows of one of the city's goals, as a section of its public page. */
  goalPage?: (page: Page, tx: Tx, goal: string) => Promise<VNode | undefined>;
  /** Median working days to the first answer, for those of the organisations that have one. */
  usualReply?: (tx: Tx, organisations: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** Advice beside the form in which somebody writes to the city. */
  besideBrief?: (page: Page) => VNode | undefined;
  /** A section for administrators on the settings page. */
  settings?: readonly {
    href: string;
    label: (locale: Locale) => string;
    about: (locale: Locale) => string;
  }[];
  /** Another way to sign in, as a section of that page. `next` is where it leads. */
  signIn?: (page: Page, next: string) => Promise<VNode | undefined>;
  /** Answers to kinds of journal entries. Each runs once for each entry; run again, it changes nothing. */
  reactions?: Readonly<Record<string, (house: House, tx: Tx, entry: Recorded) => Promise<void>>>;
  /** What decisions adopt here, by its kind. */
  adopts?: Readonly<Record<string, Adoptable>>;
  /** What somebody holds here or is to do becomes another account's. Past the guards; run again, it changes nothing. */
  passesOn?: (tx: Tx, succession: Succession) => Promise<void>;
  /** Work by the clock, with pg-boss's cron words (UTC). */
  jobs?: readonly { name: string; cron: string; run: (house: House) => Promise<void> }[];
  /** What it holds of people: told to them, and erased when they go. */
  personal?: Personal;
  /** Rows of a partnership that comes in, by table, as they fit in here: what is unique in a city is given anew. */
  fits?: Readonly<Record<string, Fitting>>;
  /**
   * Texts for people in the file of a partnership. Read as somebody of whom only one thing is known: they take part. So
   * it is the same for whoever fetches it.
   */
  exporting?: Exporting;
  // biome-ignore lint/suspicious/noExplicitAny: each section has an item type of its own, checked by its zod schema
  importing?: readonly ImportSection<any>[];
};

/** What was done in the rooms of a partnership about steps of the guide. */
export async function workInRooms(
  instruments: readonly Instrument[],
  tx: Tx,
  partnership: string,
): Promise<RoomWork[]> {
  const done: RoomWork[] = [];
  for (const { steps, standing } of instruments)
    for (const work of (await steps?.work?.(tx, partnership)) ?? [])
      done.push({ ...work, stands: standing !== undefined });
  return done;
}

/** The pages of a partnership, with the one that the path `at` is on. The first one is its overview. */
export function pagesInside(
  instruments: readonly Instrument[],
  locale: Locale,
  at: string,
  partnership: string,
): { href: string; label: string; current: boolean }[] {
  const base = `/partnerships/${partnership}`;
  return instruments
    .flatMap(({ inside = [] }) => inside)
    .toSorted((a, b) => a.order - b.order)
    .map(({ path, label }) => {
      const href = path ? `${base}/${path}` : base;
      return {
        href,
        label: label(locale),
        current: at === href || (path !== '' && at.startsWith(`${href}/`)),
      };
    });
}
