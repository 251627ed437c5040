import type { Tx } from '../../platform/database/database.ts';
import { NotFound, Refusal } from '../../platform/http/problems.ts';
import {
  type Answer,
  type Draft,
  findAnswer,
  findSeal,
  insertAnswer,
  keepEarlier,
  lockAnswer,
  setSealed,
  updateAnswer,
} from './answers.ts';
import { indexAnswers } from './finding.ts';
import { record } from './record.ts';
import { sameContent, stageOf, unanswered } from './rules.ts';
import {
  findRound,
  holdRound,
  insertPartners,
  insertRound,
  listAsked,
  moveDate,
  type NewRound,
  openDue,
  type Round,
  setWithdrawn,
} from './store.ts';

/**
 * What is done with a round. That somebody may act for a partner, or may ask, is the caller's to check first; the
 * database checks it again, and alone decides when a round is open. Nothing of an answer is recorded: an entry tells
 * that a partner has sealed, and a salted trace by which a change would show.
 */

/** Somebody else has saved since: what they wrote, to be shown beside. */
export class Meanwhile extends Error {
  readonly theirs: Answer;
  constructor(theirs: Answer) {
    super('saved by somebody else meanwhile');
    this.theirs = theirs;
  }
}

/** Asks. Throws a Refusal `due.past` where the date is over. Returns the id of the round. */
export async function askRound(tx: Tx, round: NewRound): Promise<string> {
  if (round.dueAt <= tx.now) throw new Refusal('due.past', 'day');
  const id = await insertRound(tx, round);
  await record(tx, { ...round, id }, 'asked', {
    due: round.dueAt.toISOString(),
    opens: round.opens,
    partners: round.partners.length,
  });
  return id;
}

/** Asks others too, while it is closed. */
export async function askAlso(tx: Tx, round: Round, partners: readonly string[]): Promise<void> {
  if ((await holdRound(tx, round.id)) !== false) throw new Refusal('too-late');
  await insertPartners(tx, round, partners);
  await record(tx, round, 'asked-also', { partners });
}

/**
 * Keeps a draft. `seen` is the version that the writer had before them, 0 for none. Throws `Meanwhile` where
 * somebody else has saved other words since, and a Refusal `sealed` where there is nothing more to write.
 * Returns the version that stands now.
 */
export async function saveDraft(tx: Tx, draft: Draft, seen: number): Promise<number> {
  const before = await lockAnswer(tx, draft.round, draft.partner);
  if (!before) {
    if (await insertAnswer(tx, draft)) return 1;
    throw new Meanwhile(await theirs(tx, draft));
  }
  if (before.sealedAt) {
    if (sameContent(before.content, draft.content)) return before.version;
    throw new Refusal('sealed');
  }
  const same = sameContent(before.content, draft.content);
  const ownPage = draft.from !== null && before.savedFrom === draft.from;
  if (before.version !== seen && !ownPage && !same) throw new Meanwhile(await theirs(tx, draft));
  if (same && !draft.recording) return before.version;
  if (before.savedBy !== tx.scope.person?.id && !same) await keepEarlier(tx, draft.round, before);
  await updateAnswer(tx, before.id, before.version + 1, draft);
  return before.version + 1;
}

async function theirs(tx: Tx, draft: Draft): Promise<Answer> {
  const found = await findAnswer(tx, draft.round, draft.partner);
  // There, and not for this reader: somebody who may not read it has no business writing it.
  if (!found) throw new NotFound();
  return found;
}

/**
 * Seals what a partner has saved, as it was shown to who seals it. Throws a Refusal `incomplete`, `changed` (somebody
 * has saved since) or `withdrawn`. Sealed twice it stays sealed once. Tells whether all are open now.
 */
export async function sealAnswer(
  tx: Tx,
  round: Round,
  partner: string,
  seen: number,
): Promise<{ open: boolean }> {
  const wasOpen = await holdRound(tx, round.id);
  if (wasOpen === null) throw new NotFound();
  // As it stands now that nobody else moves it.
  if ((await findRound(tx, round.id))?.withdrawnAt) throw new Refusal('withdrawn');
  const answer = await lockAnswer(tx, round.id, partner);
  if (!answer) throw new Refusal('incomplete');
  if (answer.sealedAt) return { open: wasOpen };
  if (answer.version !== seen) throw new Refusal('changed');
  if (unanswered(round.questions, answer.content).length > 0) throw new Refusal('incomplete');
  await setSealed(tx, answer.id, true);
  const seal = await findSeal(tx, round.id, partner);
  if (!seal) throw new Error('Sealed, and no seal to show for it');
  await record(tx, round, 'sealed', {
    partner,
    late: seal.late,
    onBehalf: seal.onBehalf,
    trace: seal.commitment.toString('hex'),
  });
  if (wasOpen) {
    await indexAnswers(tx, round.id, partner);
    return { open: true };
  }
  // The last one in has opened it: the database did so as the seal was set.
  const now = await findRound(tx, round.id);
  if (!now?.revealedAt) return { open: false };
  await record(tx, round, 'revealed', { by: 'all' });
  await indexAnswers(tx, round.id);
  return { open: true };
}

/** Opens one's own envelope again. Throws a Refusal `open` once all are open. */
export async function takeBack(tx: Tx, round: Round, partner: string): Promise<void> {
  const open = await holdRound(tx, round.id);
  if (open !== false) throw new Refusal('open');
  const answer = await lockAnswer(tx, round.id, partner);
  if (!answer?.sealedAt) return;
  await setSealed(tx, answer.id, false);
  await record(tx, round, 'taken-back', { partner });
}

/**
 * Writes down and seals what a partner without people has said, or corrects what was written down. Throws the
 * refusals of sealing, and `record.elsewhere` where others have written something down, which stays as it is: who did
 * not write it does not read it before the opening.
 */
export async function recordAnswer(
  tx: Tx,
  round: Round,
  draft: Draft & { recording: NonNullable<Draft['recording']> },
): Promise<{ open: boolean }> {
  const open = await holdRound(tx, round.id);
  if (open === null) throw new NotFound();
  const before = await lockAnswer(tx, round.id, draft.partner);
  if (before?.sealedAt) {
    if (open) throw new Refusal('open');
    await setSealed(tx, before.id, false);
  }
  if (!before && !(await insertAnswer(tx, draft))) throw new Refusal('record.elsewhere');
  const version = before ? await saveDraft(tx, draft, before.version) : 1;
  return sealAnswer(tx, round, draft.partner, version);
}

/** Gives all more time. Throws a Refusal `open`, `due.earlier`. */
export async function extendRound(tx: Tx, round: Round, dueAt: Date, reason: string): Promise<void> {
  if ((await holdRound(tx, round.id)) !== false || stageOf(round, tx.now) !== 'closed')
    throw new Refusal('open');
  const now = await findRound(tx, round.id);
  if (!now || dueAt <= now.dueAt) throw new Refusal('due.earlier', 'day');
  await moveDate(tx, round, dueAt, reason);
  await record(tx, round, 'extended', { due: dueAt.toISOString() }, { reason });
}

/** Takes a round away before anybody has sealed. Throws a Refusal `somebody-sealed`. */
export async function withdrawRound(tx: Tx, round: Round): Promise<void> {
  const open = await holdRound(tx, round.id);
  const sealed = (await listAsked(tx, round.id)).some(({ sealedAt }) => sealedAt);
  if (open !== false || sealed) throw new Refusal('somebody-sealed');
  await setWithdrawn(tx, round.id);
  await record(tx, round, 'withdrawn', {});
}

/**
 * Writes down which rounds the clock has opened, and brings their answers into the search. They are open already:
 * nothing else waits for this.
 */
export async function noteOpened(tx: Tx): Promise<void> {
  for (const round of await openDue(tx)) {
    await record(tx, round, 'revealed', { by: 'date' });
    await indexAnswers(tx, round.id);
  }
}
