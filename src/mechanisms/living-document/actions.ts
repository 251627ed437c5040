import type { Tx } from '../../platform/database/database.ts';
import { Refusal } from '../../platform/http/problems.ts';
import { type Clash, merge, mergeHeading } from './merge.ts';
import { insertLook } from './occasions.ts';
import { isHeld } from './rules.ts';
import { loadStanding, numbersOf } from './standing.ts';
import {
  type Document,
  findLatest,
  findVersion,
  indexDocument,
  insertBlocks,
  insertComment,
  insertDocument,
  insertVersion,
  lockDocument,
  type NewBlock,
  type NewDocument,
  setHead,
  setRemoved,
  setSettled,
  setTakenBack,
  type Version,
} from './store.ts';

/** Who acts, and for which partner. Their right to do so is the caller's to check. */
export type Actor = { person: string | null; partner: string | null };

const byWhom = ({ partner }: Actor) => (partner ? { partner } : {});

/**
 * Begins a document with its blocks in their order; one that has a text gets it as its first version. Returns its
 * id.
 */
export async function beginDocument(
  tx: Tx,
  document: NewDocument,
  blocks: readonly NewBlock[],
  by: Actor,
): Promise<string> {
  const id = await insertDocument(tx, document, by);
  const made = await insertBlocks(tx, { id, space: document.space }, blocks);
  for (const [n, { heading, text }] of blocks.entries()) {
    if (!text) continue;
    const first = { space: document.space, block: made[n]!, number: 1, heading, text, mergedFrom: null };
    await insertVersion(tx, first, by);
  }
  await indexDocument(tx, id);
  await tx.record({
    space: document.space,
    kind: 'text.begun',
    subject: id,
    content: { ...byWhom(by), as: document.kind },
    personal: { title: document.title },
  });
  return id;
}

export type Writing = {
  heading: string;
  text: string;
  /** The version that the writer saw; 0: none. */
  base: number;
  /** The version that the writer began from, where a merge came between. */
  began: number | null;
};

/** What somebody else wrote while one was writing, and both in one. */
export type Meanwhile = {
  before: { heading: string; text: string };
  theirs: Version;
  mine: { heading: string; text: string };
  merged: { heading: string; text: string };
  clashes: readonly Clash[];
};

export type Outcome =
  | { done: 'saved'; number: number }
  /** There was nothing to write: it says that already. */
  | { done: 'same' }
  /** Nothing was written: the writer looks first at what happened meanwhile. */
  | { done: 'meanwhile'; meanwhile: Meanwhile };

/**
 * Writes a new version of a block, if it stands on the last one. Where somebody else wrote meanwhile, nothing is
 * written: both changes in one come back, for the writer to read and to save. So no version is ever written over
 * another one that its writer has not seen.
 */
export async function write(
  tx: Tx,
  document: Document,
  block: string,
  { heading, text, base, began }: Writing,
  by: Actor,
): Promise<Outcome> {
  await lockDocument(tx, document.id);
  const latest = await findLatest(tx, block);
  const number = latest?.number ?? 0;
  const mine = { heading, text };
  if (latest && latest.heading === heading && latest.text === text) return { done: 'same' };
  if (latest && base !== number) {
    const before = (base > 0 && (await findVersion(tx, block, base))) || { heading: '', text: '' };
    if (before.heading === heading && before.text === text) return { done: 'same' };
    const theirs = latest;
    // A heading that came with the block was nobody's writing.
    const title =
      base === 0 ? { text: heading, clashes: [] } : mergeHeading(before.heading, theirs.heading, heading);
    const body = merge(before.text, theirs.text, text);
    return {
      done: 'meanwhile',
      meanwhile: {
        before,
        theirs,
        mine,
        merged: { heading: title.text, text: body.text },
        clashes: [...title.clashes, ...body.clashes],
      },
    };
  }
  const version = { space: document.space, block, number: number + 1, heading, text };
  await insertVersion(tx, { ...version, mergedFrom: began }, by);
  await indexDocument(tx, document.id);
  await tx.record({
    space: document.space,
    kind: 'text.changed',
    subject: document.id,
    content: { ...byWhom(by), block, version: version.number, ...(text === '' && { out: true }) },
    personal: { title: document.title, heading },
  });
  return { done: 'saved', number: version.number };
}

/** A block more, with its first words. */
export async function addBlock(
  tx: Tx,
  document: Document,
  words: { heading: string; text: string },
  by: Actor,
): Promise<string> {
  await lockDocument(tx, document.id);
  const [block] = await insertBlocks(tx, document, [{ heading: words.heading, question: '' }]);
  await write(tx, document, block!, { ...words, base: 0, began: null }, by);
  return block!;
}

/**
 * Takes a block out, or puts it back. Once something of the text holds, a block is left out by a version that all
 * adopt, and not like this: one alone would make agreed what is left.
 */
export async function setTakenOut(
  tx: Tx,
  document: Document,
  block: string,
  out: boolean,
  by: Actor,
): Promise<void> {
  await lockDocument(tx, document.id);
  const standing = await loadStanding(tx, document);
  if (out && isHeld(standing.blocks.map(numbersOf))) throw new Refusal('block.agreed');
  if (!(await setRemoved(tx, block, out))) return;
  await indexDocument(tx, document.id);
  await tx.record({
    space: document.space,
    kind: out ? 'text.block-removed' : 'text.block-restored',
    subject: document.id,
    content: { ...byWhom(by), block },
    personal: { title: document.title },
  });
}

export type Commenting = {
  block: string;
  version: number;
  quote: string;
  place: number;
  answers: string | null;
  text: string;
};

/**
 * Comments on words of a version: `place` is where `quote` begins in its text, in characters. Throws a Refusal
 * `place.gone` where the words do not stand there. Returns the id of the comment.
 */
export async function comment(tx: Tx, document: Document, said: Commenting, by: Actor): Promise<string> {
  // Nothing is answered that is taken back at the same instant.
  if (said.answers) await lockDocument(tx, document.id);
  const version = await findVersion(tx, said.block, said.version);
  if (!version?.text.startsWith(said.quote, said.place)) throw new Refusal('place.gone', 'place');
  const id = await insertComment(tx, { ...said, space: document.space }, by);
  await tx.record({
    space: document.space,
    kind: 'text.commented',
    subject: document.id,
    content: {
      ...byWhom(by),
      block: said.block,
      comment: id,
      ...(said.answers && { answers: said.answers }),
    },
    personal: { title: document.title, heading: version.heading, text: said.text },
  });
  return id;
}

/** Notes that a comment is settled, or is open again. What stands like that already stays so, and is not told. */
export async function setCommentSettled(
  tx: Tx,
  document: Document,
  comment: string,
  settled: boolean,
  by: Actor,
): Promise<void> {
  if (!(await setSettled(tx, comment, settled))) return;
  await tx.record({
    space: document.space,
    kind: settled ? 'text.comment-settled' : 'text.comment-reopened',
    subject: document.id,
    content: { ...byWhom(by), comment },
  });
}

/** Takes one's own comment back, or puts it back. What stands like that already stays so, and is not told. */
export async function setCommentTakenBack(
  tx: Tx,
  document: Document,
  comment: string,
  takenBack: boolean,
  by: Actor,
): Promise<void> {
  if (!(await setTakenBack(tx, comment, takenBack))) return;
  await tx.record({
    space: document.space,
    kind: takenBack ? 'text.comment-taken-back' : 'text.comment-put-back',
    subject: document.id,
    content: { ...byWhom(by), comment },
  });
}

/** Its title, and when to look again. `kept`: all was looked at, and it holds. */
export async function setFrame(
  tx: Tx,
  document: Document,
  head: { title: string; revisitOn: string | null; revisitReason: string },
  kept: boolean,
  by: Actor,
): Promise<void> {
  await lockDocument(tx, document.id);
  await setHead(tx, document.id, head);
  if (kept) await insertLook(tx, document, by);
  if (head.title !== document.title) await indexDocument(tx, document.id);
  const renamed = head.title !== document.title && { before: document.title };
  await tx.record({
    space: document.space,
    kind: kept ? 'text.kept' : 'text.framed',
    subject: document.id,
    content: { ...byWhom(by), revisitOn: head.revisitOn },
    personal: { title: head.title, ...renamed },
  });
}
