import type { Tx } from '../../platform/database/database.ts';
import { findReasons } from './occasions.ts';
import { isOpen, type Reasons, type State, stateOf } from './rules.ts';
import {
  type BlockRow,
  type Document,
  type Edition,
  type ListedDocument,
  listBlocks,
  listEditions,
  listSaid,
  listStanding,
  type SaidRow,
} from './store/reading.ts';

type StandingVersion = Awaited<ReturnType<typeof listStanding>>[number];

/** A block, its last version, and those that all adopted. */
export type Block = BlockRow & {
  latest: StandingVersion | undefined;
  /** The one that holds. Its text is empty where all adopted that the block is left out. */
  agreed: StandingVersion | undefined;
  agreements: readonly StandingVersion[];
  /** The last one with words in it. */
  worded: StandingVersion | undefined;
  /** What each partner said last to the last version. */
  said: readonly SaidRow[];
};

export type Standing = {
  document: Document;
  /** In their order, without those that were taken out. */
  blocks: readonly Block[];
  /** With the headings that they had last. */
  removed: readonly BlockRow[];
  editions: readonly Edition[];
  /** What has come since that it is to be looked at again for. */
  reasons: Reasons;
};

/** A document with all that says where it stands. */
export async function loadStanding(tx: Tx, document: Document): Promise<Standing> {
  const blocks = await listBlocks(tx, document.id);
  const versions = Map.groupBy(await listStanding(tx, document.id), ({ block }) => block);
  const said = Map.groupBy(await listSaid(tx, document.id), ({ block }) => block);
  return {
    document,
    blocks: blocks
      .filter((block) => !block.removedAt)
      .map((block) => {
        const own = versions.get(block.id) ?? [];
        const agreements = own.filter(({ agreedAt }) => agreedAt !== null);
        return {
          ...block,
          latest: own.at(-1),
          agreed: agreements.at(-1),
          agreements,
          worded: own.findLast(({ text }) => text !== ''),
          said: said.get(block.id) ?? [],
        };
      }),
    removed: blocks
      .filter((block) => block.removedAt)
      .map((block) => ({ ...block, heading: versions.get(block.id)?.at(-1)?.heading ?? block.heading })),
    editions: await listEditions(tx, document.id),
    reasons: await findReasons(tx, document.id),
  };
}

/** A block as the rules read it. */
export function numbersOf({ latest, agreed }: Pick<Block, 'latest' | 'agreed'>) {
  return { latest: latest?.number ?? 0, agreed: agreed?.number ?? 0 };
}

/** Something in it is written that does not hold yet. */
export function isBeingChanged(block: Block): boolean {
  return isOpen(numbersOf(block));
}

/** The last version says to leave the block out: agreed by all, or proposed. */
export function isToLeaveOut({ latest }: Pick<Block, 'latest'>): boolean {
  return latest?.text === '';
}

/** What goes with a block that is left out: the words that hold, or else those written last. */
export function wordsToLeaveOut({ agreed, worded }: Block): string {
  return agreed?.text || worded?.text || '';
}

/** All agreed to leave it out, and nobody proposes to put it back. */
export function isLeftOut(block: Block): boolean {
  return block.agreed?.text === '' && !isBeingChanged(block);
}

/** The heading that a block had last. */
export function headingOf(block: Block): string {
  return block.latest?.heading ?? block.heading;
}

/** The numbers by which a document stands in a list. */
export function numbered({ document, blocks, editions, reasons }: Standing): ListedDocument {
  const count = (is: (block: Block) => unknown) => blocks.filter(is).length;
  return {
    ...document,
    blocks: blocks.length,
    written: count(({ latest }) => latest),
    agreed: count((block) => block.agreed && !isBeingChanged(block)),
    changing: count(isBeingChanged),
    editions: editions.length,
    ...reasons,
    since: editions.at(-1)?.at ?? null,
  };
}

/** Where a document stands on a day (YYYY-MM-DD). */
export function standsAt({ document, blocks, editions, reasons }: Standing, today: string): State {
  const written = blocks.some(({ latest }) => latest);
  const { revisitOn } = document;
  return stateOf({ written, editions: editions.length, revisitOn, reasons }, today);
}

/** The version of a block that held at a moment, if one did. */
export function heldAt(block: Block, at: Date): StandingVersion | undefined {
  return block.agreements.findLast(({ agreedAt }) => agreedAt !== null && agreedAt <= at);
}
