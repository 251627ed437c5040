import type { VNode } from 'preact';
import type { z } from 'zod';
import type { CityView } from './city.ts';
import type { Tx } from './database/database.ts';
import type { House } from './house.ts';
import type { Page } from './http/page.ts';
import type { Route, Rule } from './http/route.ts';
import type { Locale } from './i18n/locale.ts';
import type { Recorded } from './journal/reader.ts';

/** Something that waits for the reader, on their desk. */
export type DeskItem = {
  href: string;
  title: string;
  /** One quiet line: where it belongs, what it is about. */
  about: string;
  /** Verb first. */
  action: string;
  due: Date | null;
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
  desk?: (page: Page, tx: Tx) => Promise<DeskItem[]>;
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
  /** Answers to kinds of journal entries. Each runs once for each entry; run again, it changes nothing. */
  reactions?: Readonly<Record<string, (house: House, tx: Tx, entry: Recorded) => Promise<void>>>;
  /** Work by the clock, with pg-boss's cron words (UTC). */
  jobs?: readonly { name: string; cron: string; run: (house: House) => Promise<void> }[];
  // biome-ignore lint/suspicious/noExplicitAny: each section has an item type of its own, checked by its zod schema
  importing?: readonly ImportSection<any>[];
};
