import { needOwnWords } from '../../mechanisms/adoption/actions.ts';
import { listAdopting } from '../../mechanisms/adoption/store.ts';
import { mayTakeBack } from '../../mechanisms/consent/access.ts';
import {
  count,
  endEarly,
  extend,
  propose,
  reopen,
  sayAnew,
  settleOne,
  speak,
  takeBack as takeBackDecision,
  votersIn,
  writeDown,
} from '../../mechanisms/decision/actions.ts';
import type { Fallback } from '../../mechanisms/decision/fallback.ts';
import type { Process } from '../../mechanisms/decision/process.ts';
import { holdsBy } from '../../mechanisms/decision/rules.ts';
import { isGoing, isOpen, type Stage } from '../../mechanisms/decision/stages.ts';
import {
  findDecision,
  findFallbacks,
  findPromise,
  isOpened,
  listAcknowledged,
  listAsides,
  listExtensions,
  listMoves,
  listOptions,
  listReopenings,
  listSpoken,
  listStatements,
  listVersions,
  listVoices,
  listVoters,
} from '../../mechanisms/decision/store.ts';
import type { VoiceInput } from '../../mechanisms/decision/voice.ts';
import { readDate } from '../../mechanisms/sealed-round/asking.ts';
import { recordingOf } from '../../mechanisms/sealed-round/recording.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import { isNoSuchDay, readDay } from '../../platform/i18n/dates.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { isId } from '../../platform/id.ts';
import { dayOf } from '../../platform/working-days.ts';
import { lockPeople } from '../accounts/store.ts';
import { sectorOf } from '../directory/rules.ts';
import { findVoice, listSilent, loadHearing, loadToChange } from '../partnerships/actions/hearing.ts';
import type { OutcomeInput } from './rules.ts';
import { listStepsOf } from './store.ts';

export type Place = { locale: Locale; timeZone: string };

export type NewProposal = {
  title: string;
  text: string;
  options: string[];
  results: Process['results'];
  /** Voices are taken at once, unless it is said otherwise. */
  stage?: Stage;
  promise?: number | undefined;
  fallback?: Fallback | null;
  quorum: number;
  sectors?: 'yes' | undefined;
  day: string;
  time: string;
};

export async function putToAll(
  tx: Tx,
  partnership: string,
  process: Process,
  typed: NewProposal,
  { locale, timeZone }: Place,
): Promise<string> {
  await loadToChange(tx, partnership);
  const dueAt = readDate(typed, tx.now, timeZone);
  const { title, text, options, results, quorum, sectors } = typed;
  const { stage = 'decide', promise, fallback = null } = typed;
  const conditions = { stage, promise, fallback, quorum, sectorQuorum: sectors ? 1 : 0 };
  return propose(tx, {
    space: partnership,
    process,
    title,
    text,
    options,
    results,
    ...conditions,
    dueAt,
    locale,
  });
}

/** A decision and where it is, for what is said about it. */
export async function loadTopic(tx: Tx, partnership: string, id: string) {
  const { inside } = await loadHearing(tx, partnership);
  const decision = isId(id) ? await findDecision(tx, partnership, id) : undefined;
  if (!decision) throw new NotFound();
  return { inside, decision };
}

/** The sector of a partner by its kind. */
export const sectorAt = (kind: string) => sectorOf(kind as Parameters<typeof sectorOf>[0]);

/**
 * One decision as its reader may see it: the voices of others only when that was said. `voters` are those who have a
 * voice now or had one when it ended.
 */
export async function loadDecision(tx: Tx, partnership: string, id: string) {
  const at = await loadHearing(tx, partnership);
  const decision = isId(id) ? await findDecision(tx, partnership, id) : undefined;
  if (!decision) throw new NotFound();
  const open = isOpen(decision, tx.now);
  const going = isGoing(decision, tx.now);
  const voters = await listVoters(tx, partnership, going ? tx.now : decision.dueAt);
  const spoken = await listSpoken(tx, id);
  return {
    ...at,
    decision,
    /** Voices are taken. */
    open,
    /** Voices are taken, or will be. */
    going,
    voters,
    versions: await listVersions(tx, id),
    options: await listOptions(tx, id),
    voices: await listVoices(tx, id),
    /** Who has spoken to the last words, whatever they said. */
    spoken: new Set(voters.filter((one) => spoken.has(one.id)).map((one) => one.id)),
    asides: await listAsides(tx, id),
    reopenings: await listReopenings(tx, id),
    /** What is adopted once it holds: its words follow that, and it is changed there. */
    adopts: await listAdopting(tx, id),
    extensions: await listExtensions(tx, id),
    moves: await listMoves(tx, id),
    fallbacks: await findFallbacks(tx, id),
    promise: await findPromise(tx, id),
    statements: await listStatements(tx, id),
    acknowledged: await listAcknowledged(tx, id),
    opened: await isOpened(tx, id),
    steps: await listStepsOf(tx, [id]),
    // Over and not counted yet by the house, it is counted here: everybody may read the voices by now.
    outcome:
      going || decision.withdrawnAt
        ? undefined
        : (decision.outcome ?? (await count(tx, decision, votersIn(voters, sectorAt)))),
    voice: await findVoice(tx, at, ''),
    silent: await listSilent(tx, at),
    steers: mayTakeBack(tx.scope.person?.id, at.inside, decision),
  };
}
export type DecisionView = Awaited<ReturnType<typeof loadDecision>>;

/** The partner whose voice the reader gives: their own, or one that they write it down for. */
export async function loadSpeaking(tx: Tx, partnership: string, id: string, wanted: string) {
  const at = await loadDecision(tx, partnership, id);
  const voice = await findVoice(tx, at, isId(wanted) ? wanted : '');
  if (!voice || (wanted && voice.partner.id !== wanted))
    throw new Forbidden('those who answer for a partner');
  const last = at.versions.at(-1)!.number;
  const said = at.voices.findLast(({ partner, version }) => partner === voice.partner.id && version === last);
  return { at, speaks: voice, said };
}

export async function giveVoice(
  tx: Tx,
  partnership: string,
  id: string,
  typed: VoiceInput,
  { locale, timeZone }: Place,
): Promise<void> {
  await lockPeople(tx, partnership);
  const { at, speaks } = await loadSpeaking(tx, partnership, id, typed.partner);
  const recording = speaks.recorded ? recordingOf(typed, dayOf(tx.now, timeZone)) : undefined;
  const { stance, marks, reason, version } = typed;
  await speak(tx, at.decision, {
    partner: speaks.partner.id,
    version,
    stance,
    marks,
    reason,
    locale,
    recording,
  });
}

/** Throws a Forbidden for who has not proposed it and does not facilitate. */
export async function loadSteering(tx: Tx, partnership: string, id: string): Promise<DecisionView> {
  const at = await loadDecision(tx, partnership, id);
  if (!at.steers) throw new Forbidden('who proposed it, or facilitates');
  return at;
}

export async function sayItAnew(
  tx: Tx,
  partnership: string,
  id: string,
  said: { text: string; because: string; base: number; locale: Locale },
): Promise<void> {
  const { decision } = await loadSteering(tx, partnership, id);
  await needOwnWords(tx, id);
  await sayAnew(tx, decision, said);
}

export async function giveTime(
  tx: Tx,
  partnership: string,
  id: string,
  typed: { day: string; time: string; reason: string },
  { locale, timeZone }: Place,
): Promise<void> {
  const { decision } = await loadSteering(tx, partnership, id);
  const dueAt = readDate(typed, tx.now, timeZone);
  await extend(tx, decision, { dueAt, reason: typed.reason, locale });
}

/** What is over, for who may take it up again. */
export async function loadToReopen(tx: Tx, partnership: string, id: string): Promise<DecisionView> {
  await loadToChange(tx, partnership);
  const at = await loadDecision(tx, partnership, id);
  if (!at.decision.settledAt || at.adopts.length > 0) throw new NotFound();
  return at;
}

export async function takeUpAgain(
  tx: Tx,
  partnership: string,
  id: string,
  typed: { text: string; because: string; day: string; time: string },
  { locale, timeZone }: Place,
): Promise<string> {
  const { decision, joined } = await loadToReopen(tx, partnership, id);
  const { text, because } = typed;
  return reopen(tx, decision, joined.length, {
    text,
    because,
    dueAt: readDate(typed, tx.now, timeZone),
    locale,
  });
}

export async function endIt(tx: Tx, partnership: string, id: string): Promise<void> {
  await lockPeople(tx, partnership);
  const { decision, joined } = await loadSteering(tx, partnership, id);
  await endEarly(
    tx,
    decision,
    joined.map((one) => one.id),
  );
}

export async function takeBack(tx: Tx, partnership: string, id: string): Promise<void> {
  const { decision } = await loadSteering(tx, partnership, id);
  await takeBackDecision(tx, decision);
}

/** Writes down what was decided; tells which of the things written down says it. */
export async function writeOutcome(
  tx: Tx,
  partnership: string,
  id: string,
  typed: OutcomeInput,
  { locale, timeZone }: Place,
): Promise<{ at: DecisionView; statement: string }> {
  const at = await loadSteering(tx, partnership, id);
  const { decision } = at;
  const [last] = at.statements;
  const outcome = decision.outcome;
  if (!outcome) throw new Refusal('not-counted');
  const holds = holdsBy(outcome) ?? (typed.holds ? typed.holds === 'yes' : null);
  const reviewOn = reviewIn(typed.review, dayOf(tx.now, timeZone));
  // What holds is looked at again one day; what does not hold has nothing to look at.
  if (holds && !reviewOn) throw new Refusal('review.wanted', 'review');
  const said = { holds, option: typed.option || null, text: typed.text, reviewOn: holds ? reviewOn : null };
  const isSame =
    last?.text === said.text &&
    last.holds === holds &&
    last.reviewOn === said.reviewOn &&
    (outcome.result !== 'open' || !holds || last.option === said.option);
  // What says the same is not asked anew of those who have read it.
  return { at, statement: isSame ? last.id : await writeDown(tx, decision, { ...said, locale }) };
}

function reviewIn(typed: string, today: string): string | null {
  if (!typed) return null;
  const day = readDay(typed, today);
  if (!day) throw new Refusal(isNoSuchDay(typed) ? 'review.none' : 'review.wanted', 'review');
  if (day <= today) throw new Refusal('review.past', 'review');
  return day;
}

/**
 * Counts what is over: all of it, or this one. Each in a transaction of its own: one that fails keeps no other from being
 * counted, and is told at the end.
 */
export async function settleEnded({ database }: Pick<House, 'database'>, id?: string): Promise<void> {
  const failed: { id: string; error: unknown }[] = [];
  for (let going = true; going; ) {
    let begun: string | undefined;
    const which = { id, but: failed.map((one) => one.id) };
    try {
      const counted = database.system((tx) =>
        settleOne(tx, sectorAt, which, (one) => {
          begun = one;
        }),
      );
      going = (await counted) !== undefined;
    } catch (error) {
      if (!begun) throw error;
      failed.push({ id: begun, error });
    }
  }
  if (failed.length > 0)
    throw new AggregateError(
      failed.map(({ error }) => error),
      `Not counted: ${failed.map((one) => one.id).join(', ')}`,
    );
}
