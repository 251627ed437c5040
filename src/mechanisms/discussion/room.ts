import type { Tx } from '../../platform/database/database.ts';
import type { Page } from '../../platform/http/page.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { Crumb } from '../../ui/crumbs.tsx';

/** What a discussion is about: one thing of a room, as its reader may see it. */
export type Topic = {
  id: string;
  partnership: { id: string; name: string; locale: Locale };
  title: string;
  locale: Locale;
  /** The address of its page, and what stands above it. */
  path: string;
  above: readonly Crumb[];
  /** Whether the reader may say something. */
  writes: boolean;
  /** False where the partnership has ended: nothing is written down any more, not even what was read. */
  goesOn: boolean;
};

/** A room in which things are talked about. */
export type Room = {
  /** What the kinds of its entries begin with, and the kind of its comments in the search. */
  name: string;
  /** The pattern of its things' addresses. */
  base: string;
  /** Throws NotFound where there is no such thing for the reader. */
  load: (page: Page, tx: Tx) => Promise<Topic>;
};

/** The page of all that was said about something, at one comment. */
export function talkAt(path: string, number?: number): string {
  return number === undefined ? `${path}/talk` : `${path}/talk?from=${number}#comment-${number}`;
}

/** What comments of a room are called in the search. */
export function commentKind({ name }: Pick<Room, 'name'>): string {
  return `${name}-comment`;
}
