import type { Tx } from '../../platform/database/database.ts';
import { Refusal } from '../../platform/http/problems.ts';
import type { Recording } from '../sealed-round/answers.ts';
import { insertLook } from './occasions.ts';
import { type Answer, isAdopted, isWhole, revisitAfter } from './rules.ts';
import { isBeingChanged, loadStanding, numbersOf } from './standing.ts';
import {
  type Document,
  findVersion,
  insertAdoptions,
  insertAgreement,
  insertEdition,
  lockDocument,
  setHead,
  type Version,
} from './store.ts';

/**
 * The partners who are in, and the day by the clocks of the city. Who counts is held by the caller until the end of the
 * transaction, before the document is: nobody comes in while a text becomes agreed.
 */
export type Around = {
  partners: readonly string[];
  today: string;
  /** Whether everybody's yes adopts; if not, only decisions do. */
  byWords: boolean;
};

export type Saying = { block: string; version: number; answer: Answer; reason: string };

/**
 * What a partner says to the last versions of blocks. A yes belongs to the words that were read: if others are
 * there by now, a Refusal `answer.changed` names the block's field. Tells whether the whole is agreed now.
 */
export async function say(
  tx: Tx,
  document: Document,
  said: {
    partner: string;
    recorded: boolean;
    /** How and when a partner that does not sign in has told it. */
    recording?: Recording | undefined;
    answers: readonly Saying[];
  },
  around: Around,
  person: string | null,
): Promise<{ agreed: boolean }> {
  await lockDocument(tx, document.id);
  const before = await loadStanding(tx, document);
  for (const { block, version } of said.answers) {
    const standing = before.blocks.find(({ id }) => id === block);
    if (standing?.latest?.number !== version) throw new Refusal('answer.changed', `answer-${block}`);
  }
  if (said.answers.length === 0) return { agreed: false };
  await insertAdoptions(
    tx,
    said.answers.map((answer) => ({
      ...answer,
      space: document.space,
      partner: said.partner,
      recorded: said.recorded,
      recording: said.recording,
    })),
    person,
  );
  const out = new Set(before.blocks.filter((block) => block.latest?.text === '').map(({ id }) => id));
  const given = (answer: Answer) => said.answers.filter((one) => one.answer === answer);
  const toLeaveOut = (answer: Answer) => given(answer).filter(({ block }) => out.has(block)).length;
  await tx.record({
    space: document.space,
    kind: 'text.answered',
    subject: document.id,
    content: {
      partner: said.partner,
      yes: given('yes').length,
      notYet: given('not-yet').length,
      // Of these, what was said to leaving a block out.
      ...(out.size > 0 && { leave: toLeaveOut('yes'), keep: toLeaveOut('not-yet') }),
      ...(said.recorded && { recorded: true }),
    },
    personal: { title: document.title, reasons: said.answers.map(({ reason }) => reason).filter(Boolean) },
  });
  return { agreed: await settle(tx, document, around) };
}

/**
 * Writes down what became agreed: blocks whose last version all partners say yes to, and the whole once each of its
 * blocks holds. Called after each word, when partners have left, and once a `decision` has adopted something of it. Tells
 * whether the whole became agreed by it.
 */
export async function settle(
  tx: Tx,
  document: Document,
  { partners, today, byWords }: Around,
  decision: string | null = null,
): Promise<boolean> {
  const { blocks, editions } = await loadStanding(tx, document);
  let adopted = 0;
  const numbers = [];
  for (const block of blocks) {
    const own = numbersOf(block);
    numbers.push(own);
    if (!byWords || !block.latest || !isBeingChanged(block) || !isAdopted(partners, block.said)) continue;
    await insertAgreement(tx, {
      space: document.space,
      block: block.id,
      version: own.latest,
      decision: null,
    });
    own.agreed = own.latest;
    adopted += 1;
    await recordAdopted(tx, document, block.latest, { partners: partners.length });
  }
  const last = editions.at(-1);
  const since = (at: Date) => blocks.some(({ agreed }) => agreed?.agreedAt && agreed.agreedAt > at);
  if (!isWhole(numbers) || (last && adopted === 0 && !since(last.at))) return false;
  const number = (last?.number ?? 0) + 1;
  await insertEdition(tx, {
    space: document.space,
    document: document.id,
    number,
    partners: partners.length,
    decision,
  });
  return agreedNow(tx, document, { number, partners: partners.length, today });
}

function recordAdopted(
  tx: Tx,
  document: Document,
  { block, number, text, heading }: Pick<Version, 'block' | 'number' | 'text' | 'heading'>,
  how: { partners: number } | { decision: string },
): Promise<string> {
  return tx.record({
    space: document.space,
    kind: 'text.adopted',
    subject: document.id,
    content: { block, version: number, ...how, ...(text === '' && { out: true }) },
    personal: { title: document.title, heading },
  });
}

/**
 * Writes down that a decision adopted a version of a block, and the whole once each of its blocks holds. What is adopted
 * already stays so. Past the guards: whether the decision holds is the caller's to know.
 */
export async function adopt(
  tx: Tx,
  document: Document,
  { block, version, decision }: { block: string; version: number; decision: string },
  around: Omit<Around, 'byWords'>,
): Promise<void> {
  await lockDocument(tx, document.id);
  const found = await findVersion(tx, block, version);
  if (!found || found.agreedAt) return;
  await insertAgreement(tx, { space: document.space, block, version, decision });
  await recordAdopted(tx, document, found, { decision });
  await settle(tx, document, { ...around, byWords: false }, decision);
}

/** The same of a decision that all of it holds as it is: it is looked at again on the next usual day. */
export async function keep(tx: Tx, document: Document, decision: string, today: string): Promise<void> {
  const revisitOn = revisitAfter(null, today);
  await setHead(tx, document.id, { revisitOn });
  await insertLook(tx, document, { person: null, partner: null });
  await tx.record({
    space: document.space,
    kind: 'text.kept',
    subject: document.id,
    content: { decision, revisitOn },
    personal: { title: document.title },
  });
}

async function agreedNow(
  tx: Tx,
  document: Document,
  edition: { number: number; partners: number; today: string },
): Promise<true> {
  const revisitOn = revisitAfter(document.revisitOn, edition.today);
  if (revisitOn !== document.revisitOn) await setHead(tx, document.id, { revisitOn });
  await tx.record({
    space: document.space,
    kind: 'text.agreed',
    subject: document.id,
    content: { edition: edition.number, partners: edition.partners, revisitOn },
    personal: { title: document.title },
  });
  return true;
}
