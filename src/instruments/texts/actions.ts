import type { Terms } from '../../mechanisms/adoption/rules.ts';
import { type AskedAbout, findTerms, listAsked } from '../../mechanisms/adoption/store.ts';
import { isGoing } from '../../mechanisms/decision/stages.ts';
import {
  type Actor,
  addBlock,
  beginDocument,
  comment,
  type Outcome,
  setCommentSettled,
  setCommentTakenBack,
  setFrame,
  setTakenOut,
  type Writing,
  write,
} from '../../mechanisms/living-document/actions.ts';
import { complaintAboutDay, isHeld, revisitAfter } from '../../mechanisms/living-document/rules.ts';
import {
  type Block,
  isBeingChanged,
  loadStanding,
  numbersOf,
  type Standing,
  standsAt,
} from '../../mechanisms/living-document/standing.ts';
import {
  type Document,
  findComment,
  findDocument,
  findVersion,
  listComments,
  lockDocument,
  type NewBlock,
} from '../../mechanisms/living-document/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import { typedDay } from '../../platform/i18n/dates.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { isId } from '../../platform/id.ts';
import { dayOf } from '../../platform/working-days.ts';
import { type Inside, loadPartnership } from '../partnerships/actions.ts';
import type { Partner } from '../partnerships/store.ts';
import { maySetFrame, mayWrite } from './access.ts';
import { followWords, isByWords } from './actions/adopting.ts';
import { placeOf } from './rules.ts';
import { listPartnerNames } from './store.ts';

/** A text, as all pages about it need it. */
export type Text = {
  inside: Inside;
  document: Document;
  standing: Standing;
  /** Of every partner there ever was. */
  names: ReadonlyMap<string, string>;
  /** Those who adopt. */
  joined: readonly Partner[];
  /** Under which terms it is adopted, and what of it was put to all last. */
  terms: Terms;
  asked: readonly AskedAbout[];
  today: string;
};

type Address = { partnership: string; text: string };

/** Opens a text inside a partnership, or says that there is nothing here. */
export async function loadText(tx: Tx, { partnership, text }: Address, timeZone: string): Promise<Text> {
  const inside = await loadPartnership(tx, partnership);
  const document = isId(text) ? await findDocument(tx, partnership, text) : undefined;
  if (!document) throw new NotFound();
  return {
    inside,
    document,
    standing: await loadStanding(tx, document),
    names: await listPartnerNames(tx, partnership),
    joined: inside.partners.filter(({ joinedAt }) => joinedAt),
    terms: await findTerms(tx, partnership, document.id),
    asked: await listAsked(tx, document.id),
    today: dayOf(tx.now, timeZone),
  };
}

/** A section of it that was not taken out. */
export function sectionOf(text: Text, id: string): Block {
  const block = text.standing.blocks.find((one) => one.id === id);
  if (!block) throw new NotFound();
  return block;
}

export const actorIn = (tx: Tx, { mine }: Inside): Actor => ({
  person: tx.scope.person?.id ?? null,
  partner: mine?.id ?? null,
});

function needWriter(inside: Inside): void {
  if (!mayWrite(inside)) throw new Forbidden('those who contribute');
}

export async function beginText(
  tx: Tx,
  inside: Inside,
  text: {
    kind: string;
    title: string;
    locale: Locale;
    round: string | null;
    element: string | null;
    blocks: readonly NewBlock[];
  },
): Promise<string> {
  needWriter(inside);
  const document = { ...text, space: inside.partnership.id, revisitOn: null };
  return beginDocument(tx, document, text.blocks, actorIn(tx, inside));
}

/** Whether a section is left out by the word of all: as soon as something of the text is agreed. */
export const isLeftOutByAll = ({ standing }: Text): boolean => isHeld(standing.blocks.map(numbersOf));

/** Nothing can be written where nothing stood: an empty section would be agreed to without a word. */
export async function writeSection(tx: Tx, text: Text, block: Block, writing: Writing): Promise<Outcome> {
  needWriter(text.inside);
  if (writing.text === '' && !isLeftOutByAll(text)) throw new Refusal('words.wanted', 'text');
  const outcome = await write(tx, text.document, block.id, writing, actorIn(tx, text.inside));
  if (outcome.done === 'saved') await followWords(tx, text, block.id);
  return outcome;
}

export async function addSection(
  tx: Tx,
  text: Text,
  words: { heading: string; text: string },
): Promise<string> {
  needWriter(text.inside);
  if (words.text === '') throw new Refusal('words.wanted', 'text');
  return addBlock(tx, text.document, words, actorIn(tx, text.inside));
}

export async function takeOut(tx: Tx, text: Text, block: string): Promise<void> {
  needWriter(text.inside);
  await lockDocument(tx, text.document.id);
  const asked = await listAsked(tx, text.document.id);
  if (asked.some((one) => one.block === block && isGoing(one, tx.now))) throw new Refusal('block.asked');
  await setTakenOut(tx, text.document, block, true, actorIn(tx, text.inside));
}

export async function takeBack(
  tx: Tx,
  text: Text,
  block: { id: string; removedAt: Date | null },
): Promise<void> {
  needWriter(text.inside);
  if (!block.removedAt) return;
  await setTakenOut(tx, text.document, block.id, false, actorIn(tx, text.inside));
}

export async function addComment(
  tx: Tx,
  text: Text,
  block: Block,
  said: { text: string; version: number; place: string; answers: string },
): Promise<string> {
  needWriter(text.inside);
  const answered =
    said.answers !== '' && isId(said.answers) ? await findComment(tx, block.id, said.answers) : undefined;
  if (said.answers !== '' && (!answered || answered.answers || answered.takenBackAt)) throw new NotFound();
  const version = answered?.version ?? said.version;
  const { place, length } = placeOf(answered ? '' : said.place);
  // Others may have written since the page was opened; the words are those of the version that was read.
  const read = length > 0 ? await quoted(tx, block, version) : '';
  return comment(
    tx,
    text.document,
    {
      block: block.id,
      version,
      place,
      quote: read.slice(place, place + length),
      answers: answered?.id ?? null,
      text: said.text,
    },
    actorIn(tx, text.inside),
  );
}

async function quoted(tx: Tx, block: Block, number: number): Promise<string> {
  if (block.latest?.number === number) return block.latest.text;
  return (await findVersion(tx, block.id, number))?.text ?? '';
}

export async function settleComment(
  tx: Tx,
  text: Text,
  block: Block,
  id: string,
  settled: boolean,
): Promise<void> {
  needWriter(text.inside);
  const found = isId(id) ? await findComment(tx, block.id, id) : undefined;
  if (!found || found.answers || found.takenBackAt) throw new NotFound();
  await setCommentSettled(tx, text.document, id, settled, actorIn(tx, text.inside));
}

/** Own words are taken back as long as nobody has answered them, and put back at any time. */
export async function takeBackComment(
  tx: Tx,
  text: Text,
  block: Block,
  id: string,
  taken: boolean,
): Promise<void> {
  needWriter(text.inside);
  await lockDocument(tx, text.document.id);
  const comments = await listComments(tx, block.id);
  const found = comments.find((one) => one.id === id);
  if (!found) throw new NotFound();
  if (found.byPerson !== tx.scope.person?.id) throw new Forbidden('who wrote it');
  const answered = comments.some(({ answers, takenBackAt }) => answers === id && !takenBackAt);
  if (taken && answered) throw new Refusal('talk.answered');
  await setCommentTakenBack(tx, text.document, id, taken, actorIn(tx, text.inside));
}

/** Title and day. With `kept`, those who answer say that what was agreed still holds; then a new day is needed. */
export async function frameText(
  tx: Tx,
  text: Text,
  frame: {
    title: string;
    day: string | undefined;
    written: boolean;
    unreal: boolean;
    reason: string;
    kept: boolean;
  },
): Promise<void> {
  if (!maySetFrame(tx.scope, text.inside)) throw new Forbidden('those who answer for a partner');
  if (frame.kept && !isByWords(text)) throw new Refusal('kept.decided', 'kept');
  // Its title belongs to what was agreed.
  if (frame.title !== text.document.title && text.standing.editions.length > 0)
    throw new Refusal('title.agreed', 'title');
  const unchanged = frame.day !== undefined && frame.day === text.document.revisitOn && !frame.kept;
  const wrong = frame.written || frame.kept ? complaintAboutDay(frame.day, text.today) : undefined;
  if (wrong && !unchanged) throw new Refusal(frame.unreal ? 'day.none' : wrong, 'day');
  // What is agreed has a day to look again.
  if (!frame.written && text.standing.editions.length > 0) throw new Refusal('day.wanted', 'day');
  const head = { title: frame.title, revisitOn: frame.day ?? null, revisitReason: frame.reason };
  await setFrame(tx, text.document, head, frame.kept, actorIn(tx, text.inside));
}

/** Title and day as their form shows them. A day that has come is no day to look again: the next one is offered. */
export function typedFrame({ document, standing, today }: Text) {
  const again = standsAt(standing, today) === 'revisit';
  const day = again ? revisitAfter(null, today) : document.revisitOn;
  return { title: document.title, day: day ? typedDay(day) : '', reason: document.revisitReason };
}

/** The sections that a change is proposed for, or that are not agreed yet. */
export function inTalks(text: Text): Block[] {
  return text.standing.blocks.filter(isBeingChanged);
}
