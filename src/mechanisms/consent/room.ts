import type { Tx } from '../../platform/database/database.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { Say } from '../../platform/i18n/words.ts';

/**
 * A question that is put to all partners of a partnership, by a room that knows the ways in which it can be answered. The
 * room brings those, in its own words, and the door by which it loads who is there; proposing, the page of a word, saying
 * it and taking the proposal back are here.
 */

export type Partner = { id: string; name: string };
/** Who is here, and who has a say: those who have joined. */
export type Hearing = {
  inside: {
    partnership: { id: string; name: string; locale: Locale };
    facilitates: boolean;
    contributes: boolean;
  };
  joined: readonly Partner[];
};

/** Whose word somebody gives; `recorded`: they write it down for a partner without people. */
export type Voice = { partner: Partner; recorded: boolean };

/** What the house knows of the people of a partnership. It gets back the hearing that it gave. */
export type Door = {
  /** Throws NotFound for who takes no part in it. */
  enter(tx: Tx, partnership: string): Promise<Hearing>;
  /** Holds until the end of the transaction who is in. */
  hold(tx: Tx, partnership: string): Promise<void>;
  /** The voice for the partner that is wanted (an id), or for the reader's own (''); undefined where they have none. */
  findVoice(tx: Tx, at: Hearing, wanted: string): Promise<Voice | undefined>;
  /** Partners without people whose word the reader writes down. */
  listSilent(tx: Tx, at: Hearing): Promise<readonly Partner[]>;
  /** Ids of those who have joined, whoever asks. Past the guards. */
  listJoined(tx: Tx, partnership: string): Promise<string[]>;
};

/** Sentences of the room: what is asked, which ways there are, and how it is told that one was proposed and agreed. */
export type RoomKey<Way extends string> =
  | 'title'
  | 'proposed'
  | 'proposed.about'
  | 'proposed.rule'
  | 'more'
  | 'more.help'
  | 'more.wanted'
  | 'word.told.agreed'
  | 'desk.word'
  | `way.${Way}`
  | `way.${Way}.help`
  | `told.proposed.${Way}`
  | `told.agreed.${Way}`
  | 'told.said-yes'
  | 'told.objected'
  | 'told.withdrawn';

export type Room<Way extends string> = {
  /** The kind of its proposals and entries, and the last part of its address. */
  name: string;
  words: (locale: Locale) => Say<RoomKey<Way>>;
  ways: readonly Way[];
  /** The way that is proposed without saying more than why. */
  bare: Way;
  door: Door;
};

/** The address of the room inside a partnership. */
export function homeOf({ name }: { name: string }, partnership: string): string {
  return `/partnerships/${partnership}/${name}`;
}

/** Where a partner says its word to a proposal. */
export function wordAt(
  room: { name: string },
  at: { partnership: string; proposal: string; partner: string },
) {
  return `${homeOf(room, at.partnership)}/proposals/${at.proposal}/words?partner=${at.partner}`;
}

/** One of the ways that the room knows; what is kept of an unknown one reads as the last. */
export function wayIn<Way extends string>({ ways }: { ways: readonly Way[] }, kept: unknown): Way {
  return ways.find((one) => one === kept) ?? ways.at(-1)!;
}
