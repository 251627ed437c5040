import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { random } from '../../platform/id.ts';
import { forgetSubjects } from '../../platform/search/index-subject.ts';
import { readFallback } from './fallback.ts';
import { indexDecision } from './indexing.ts';
import { printOf, wordsOf } from './proof.ts';
import { holdsBy } from './rules.ts';
import { isGoing, isOpen, isUndecided } from './stages.ts';
import {
  countVoters,
  type Decision,
  endNow,
  findDecision,
  findPromise,
  holdToSpeak,
  insertDecision,
  insertPromise,
  insertReopening,
  insertStatement,
  insertVersion,
  insertVoice,
  listOptions,
  listReopenings,
  listVersions,
  lockDecision,
  moveEnd,
  type NewDecision,
  type NewVoice,
  type Reopening,
  setWithdrawn,
} from './store.ts';

/**
 * Putting something to all, speaking, and what comes of it. That somebody may is the caller's to check; the database
 * checks it again. Every function throws a Refusal `over` once voices are not taken any more: the clock of the database
 * decides, whether the program was running at that moment or not.
 */

/** Puts it to all who have a voice; taken up again, with the reason why. Returns its id. */
export async function propose(
  tx: Tx,
  decision: NewDecision & { promise?: number | undefined },
  because?: string,
): Promise<string> {
  const id = await insertDecision(tx, decision);
  const { promise: level, space, locale } = decision;
  if (level) await insertPromise(tx, { id, space }, { level, because: '', locale });
  const { title, process, dueAt } = decision;
  await indexDecision(tx, { id, ...decision }, decision);
  const content = { process: process.key, due: dueAt.toISOString() };
  await tx.record({
    ...{ space: decision.space, subject: id, content, personal: { title, because } },
    kind: because === undefined ? 'decision.proposed' : 'decision.reopened',
  });
  return id;
}

/**
 * Takes up again what is over, in the same way and under the same conditions; at most `heads` have to speak, those of
 * `circle` or of the whole space. What was
 * decided holds until the new one is over. Returns the id of that. Throws a Refusal `not-counted`, or `reopened` where
 * it is being taken up already, or `replaced` where that came to hold.
 */
export async function reopen(
  tx: Tx,
  before: Decision,
  { heads, circle }: { heads: number; circle: string | null },
  asked: { text: string; because: string; dueAt: Date; locale: Locale },
): Promise<string> {
  await lockDecision(tx, before.id, true);
  if (!before.settledAt) throw new Refusal('not-counted');
  const { by } = await listReopenings(tx, before.id);
  if (by.some(isUndecided)) throw new Refusal('reopened');
  if (by.some(replaces)) throw new Refusal('replaced');
  const { space, process, title, results, quorum, sectorQuorum, fallback } = before;
  const { because, ...said } = asked;
  const options = (await listOptions(tx, before.id)).map(({ text }) => text);
  // Above all there is nobody.
  const falls = circle || readFallback(fallback)?.kind !== 'above' ? fallback : null;
  const who = { voices: before.voices, circle, thresholds: before.thresholds };
  const conditions = { ...who, results, quorum: Math.min(quorum, heads), sectorQuorum, fallback: falls };
  const promise = (await findPromise(tx, before.id)).promises.at(-1)?.level;
  const id = await propose(tx, { space, process, title, options, promise, ...conditions, ...said }, because);
  await insertReopening(tx, { space, decision: id, reopens: before.id, because, locale: asked.locale });
  return id;
}

/** Whether what took it up again came to hold: then that holds in its place. */
export function replaces({ outcome, holds }: Pick<Reopening, 'outcome' | 'holds'>): boolean {
  return outcome !== null && (holdsBy(outcome) ?? holds) === true;
}

/** Held alone until the end of the transaction, as long as voices are taken (or as it `may`). */
export async function hold(tx: Tx, { id, space }: Decision, may: typeof isOpen = isOpen): Promise<Decision> {
  await lockDecision(tx, id, true);
  const now = await findDecision(tx, space, id);
  if (!now) throw new NotFound();
  if (!may(now, tx.now)) throw notOpen(now, tx.now);
  return now;
}

const notOpen = (one: Parameters<typeof isGoing>[0], now: Date) =>
  new Refusal(isGoing(one, now) ? 'stage.no-voices' : 'over');

/**
 * A voice of the first of `those` (people or partners) who has one. Throws a Forbidden where nobody of them has, a Refusal
 * `said-anew` where it is not about the last version, and `spoken-self` where somebody writes it down for a person who has
 * spoken themselves.
 */
export async function speak(
  tx: Tx,
  decision: Pick<Decision, 'id' | 'space'>,
  those: readonly string[],
  voice: Omit<NewVoice, 'voter'>,
): Promise<void> {
  const held = await holdToSpeak(tx, decision, those);
  if (!held) throw new NotFound();
  const { voter, name, title, voices, version, spoken, recorded } = held;
  if (!voter) throw new Forbidden('those who have a voice');
  if (!isOpen(held, tx.now)) throw notOpen(held, tx.now);
  if (version !== voice.version) throw new Refusal('said-anew');
  const people = voices === 'people';
  if (people && voice.recording && spoken && !recorded) throw new Refusal('spoken-self');
  // Said twice it is told once. What was written down for somebody becomes their own once they say the same.
  if (spoken && !recorded && !voice.recording && isSame(held, voice)) return;
  const { id, space } = decision;
  await insertVoice(tx, { id, space, voices }, { ...voice, voter });
  // What was said is not told: who may read it, reads it there.
  const said = { onBehalf: voice.recording !== undefined, again: spoken };
  // Very many may speak; that somebody's voice was written down for them is told to all.
  const own = voice.recording ? 'decision.person-recorded' : 'decision.person-spoken';
  const kind = people ? own : 'decision.spoken';
  await tx.record({
    ...{ space, kind, subject: id },
    // Who a person is, can be erased.
    content: people ? said : { ...said, partner: voter },
    personal: { title, ...(people && { name }) },
  });
}

type Said = Pick<NewVoice, 'stance' | 'marks'> & { reason: string | null };

function isSame(a: Said, b: Said): boolean {
  const marks = (one: Said) => JSON.stringify(Object.entries(one.marks ?? {}).sort());
  return a.stance === b.stance && a.reason === b.reason && marks(a) === marks(b);
}

/** Says the proposal in other words, of which all are asked anew; voices to earlier ones stay to be read. */
export async function sayAnew(
  tx: Tx,
  decision: Decision,
  said: { text: string; because: string; base: number; locale: Locale },
): Promise<void> {
  const held = await hold(tx, decision, isGoing);
  if (held.stage === 'explore') throw new Refusal('stage.no-words');
  const last = (await listVersions(tx, held.id)).at(-1)!;
  if (last.number !== said.base) throw new Refusal('said-anew');
  if (last.text === said.text) throw new Refusal('text.same', 'text');
  const { text, because, locale } = said;
  const number = last.number + 1;
  await insertVersion(tx, held, { number, text, because, locale });
  await indexDecision(tx, held, { text, locale });
  await tx.record({
    ...{ space: held.space, kind: 'decision.reworded', subject: held.id, content: { number } },
    personal: { title: held.title, because },
  });
}

/** Gives all more time. Throws a Refusal `due.earlier` where it is not later than now. */
export async function extend(
  tx: Tx,
  decision: Decision,
  later: { dueAt: Date; reason: string; locale: Locale },
): Promise<void> {
  const held = await hold(tx, decision, isGoing);
  if (later.dueAt <= held.dueAt) throw new Refusal('due.earlier', 'day');
  await moveEnd(tx, held, later);
  await tx.record({
    ...{
      space: held.space,
      kind: 'decision.extended',
      subject: held.id,
      content: { due: later.dueAt.toISOString() },
    },
    personal: { title: held.title, reason: later.reason },
  });
}

/** Ends it before its moment, once all who have a voice have spoken. Throws a Refusal `not-all` before that. */
export async function endEarly(tx: Tx, decision: Decision): Promise<void> {
  const held = await hold(tx, decision);
  const { asked, spoke } = await countVoters(tx, held.id, tx.now);
  if (asked === 0 || spoke < asked) throw new Refusal('not-all');
  await endNow(tx, held.id);
}

/** Takes it back: nothing is decided, and nobody is asked any more. */
export async function takeBack(tx: Tx, decision: Decision): Promise<void> {
  const held = await hold(tx, decision, isGoing);
  await setWithdrawn(tx, held.id);
  await forgetSubjects(tx, [held.id]);
  await tx.record({
    ...{ space: held.space, kind: 'decision.withdrawn', subject: held.id },
    personal: { title: held.title },
  });
}

/**
 * Writes down what was decided and when it is looked at again; said anew, the last one counts. `holds` and `option` are
 * asked for where the count leaves them open, and taken from it everywhere else. Throws a Refusal `not-counted`,
 * `holds.wanted`, `option.wanted`. Returns its id. Its words go into the journal as a fingerprint, by which they are proved.
 */
export async function writeDown(
  tx: Tx,
  decision: Decision,
  said: {
    holds: boolean | null;
    option: string | null;
    text: string;
    /** What has changed, and why: empty the first time. */
    because?: string;
    reviewOn: string | null;
    locale: Locale;
  },
): Promise<string> {
  await lockDecision(tx, decision.id, true);
  const outcome = (await findDecision(tx, decision.space, decision.id))?.outcome;
  if (!outcome) throw new Refusal('not-counted');
  const holds = holdsBy(outcome) ?? said.holds;
  if (holds === null) throw new Refusal('holds.wanted', 'holds');
  // Several are equal: one of them, and none that fewer wanted.
  const option =
    outcome.result === 'open' ? outcome.chosen.find((id) => id === said.option) : outcome.chosen[0];
  if (outcome.result === 'open' && holds && !option) throw new Refusal('option.wanted', 'option');
  const salt = random(16).toString('hex');
  const statement = { ...said, holds, option: (holds && option) || null, salt };
  const id = await insertStatement(tx, decision, statement);
  const { text, locale } = (await listVersions(tx, decision.id)).at(-1)!;
  await indexDecision(tx, decision, { text, locale }, said);
  const options = await listOptions(tx, decision.id);
  const words = wordsOf({ ...decision, outcome }, text, options, statement);
  const again = Boolean(said.because);
  const content = { holds, reviewOn: said.reviewOn, words: printOf(salt, words), ...(again && { again }) };
  await tx.record({
    ...{ space: decision.space, kind: 'decision.written-down', subject: decision.id, content },
    personal: { title: decision.title, text: said.text, ...(again && { because: said.because }) },
  });
  return id;
}
