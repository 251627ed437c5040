import { needOwnWords } from '../../mechanisms/adoption/actions.ts';
import {
  endEarly,
  extend,
  propose,
  reopen,
  sayAnew,
  speak,
  takeBack as takeBackDecision,
  writeDown,
} from '../../mechanisms/decision/actions.ts';
import { settleOne } from '../../mechanisms/decision/counting.ts';
import { mayFallBack } from '../../mechanisms/decision/fallback.ts';
import type { Process } from '../../mechanisms/decision/process.ts';
import { holdsBy } from '../../mechanisms/decision/rules.ts';
import { weighsSides } from '../../mechanisms/decision/shares.ts';
import { countElectorate, holdToSpeak } from '../../mechanisms/decision/store.ts';
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
import { listNames } from '../groups/store.ts';
import { seatsOf, takesPart } from '../partnerships/access.ts';
import { loadToChange } from '../partnerships/actions/hearing.ts';
import { type DecisionView, loadAbsent, loadDecision, loadSteering, sectorAt } from './actions/loading.ts';
import { readOpening } from './actions/opening.ts';
import { type OutcomeInput, type ProposalInput, quorumComplaint, shareNamed, usualQuorum } from './rules.ts';

export * from './actions/loading.ts';

export type Place = { locale: Locale; timeZone: string };

type Asked = 'title' | 'text' | 'options' | 'results' | 'day' | 'time';
/** All partners are asked for their voices at once, unless it is said otherwise. */
export type NewProposal = Pick<ProposalInput, Asked> & Partial<Omit<ProposalInput, Asked>>;

export async function putToAll(
  tx: Tx,
  partnership: string,
  process: Process,
  typed: NewProposal,
  { locale, timeZone }: Place,
): Promise<string> {
  // Who has a voice is counted beforehand.
  await lockPeople(tx, partnership);
  await loadToChange(tx, partnership);
  const dueAt = readDate(typed, tx.now, timeZone);
  const { title, text, options, results, sectors, voices = 'partners', circle } = typed;
  const { promise } = typed;
  const opening = readOpening(typed, dueAt, tx.now, timeZone);
  const group = circle ? (await listNames(tx, partnership)).find(({ id }) => id === circle) : undefined;
  if (circle && !group) throw new Refusal('circle.wanted', 'circle');
  const electorate = { voices, circle: circle || null };
  const heads = await countElectorate(tx, partnership, electorate);
  if (heads === 0) throw new Refusal('circle.empty', 'circle');
  const quorum = typed.quorum ?? usualQuorum(heads);
  if (quorum > heads) throw new Refusal(quorumComplaint(voices), 'quorum');
  const fallback = (mayFallBack(process) && typed.fallback) || null;
  if (fallback?.kind === 'above' && !circle) throw new Refusal('fallback.none', 'fallback');
  const [overall, sector] = [shareNamed(typed.share ?? ''), shareNamed(typed.sectorShare ?? '')];
  const thresholds = weighsSides(process) ? { ...(overall && { overall }), ...(sector && { sector }) } : {};
  const conditions = { ...opening, promise, fallback, quorum, sectorQuorum: sectors ? 1 : 0, thresholds };
  return propose(tx, {
    ...{ space: partnership, process, title, text, options, results, dueAt, locale },
    ...electorate,
    ...conditions,
  });
}

/** For whom the reader speaks: themselves and partners for which they answer, or one for whom they write it down. */
async function findSpokenFor(tx: Tx, partnership: string, id: string, wanted: string) {
  if (!takesPart(tx.scope, partnership) || !isId(id)) throw new NotFound();
  const seats = seatsOf(tx.scope);
  if (!seats.contributes.includes(partnership)) throw new Forbidden('those who contribute');
  const own = [...(tx.scope.person ? [tx.scope.person.id] : []), ...seats.answers];
  if (!wanted) return { those: own, recorded: false };
  if (own.includes(wanted)) return { those: [wanted], recorded: false };
  return { those: [await loadAbsent(tx, partnership, id, wanted)], recorded: true };
}

/** What was said last by the one for whom the reader speaks, held until the end of the transaction. */
export async function holdVoice(tx: Tx, partnership: string, id: string, wanted: string) {
  const { those } = await findSpokenFor(tx, partnership, id, wanted);
  const held = await holdToSpeak(tx, { id, space: partnership }, those);
  if (!held?.spoken) return undefined;
  return { stance: held.stance, marks: held.marks, reason: held.reason ?? '' };
}

export async function giveVoice(
  tx: Tx,
  partnership: string,
  id: string,
  { partner: wanted, ...typed }: VoiceInput,
  { locale, timeZone }: Place,
): Promise<void> {
  const { those, recorded } = await findSpokenFor(tx, partnership, id, wanted);
  const { stance, marks, reason, version } = typed;
  const recording = recorded ? recordingOf(typed, dayOf(tx.now, timeZone)) : undefined;
  const said = { stance, marks, reason, version, locale, recording };
  await speak(tx, { id, space: partnership }, those, said);
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
  const { decision, group } = await loadToReopen(tx, partnership, id);
  const { text, because } = typed;
  // Where its group has ended meanwhile, all of the partnership are asked.
  const circle = group && !group.endedAt ? group.id : null;
  const heads = await countElectorate(tx, partnership, { voices: decision.voices, circle });
  return reopen(
    tx,
    decision,
    { heads, circle },
    {
      text,
      because,
      dueAt: readDate(typed, tx.now, timeZone),
      locale,
    },
  );
}

export async function endIt(tx: Tx, partnership: string, id: string): Promise<void> {
  await lockPeople(tx, partnership);
  const { decision } = await loadSteering(tx, partnership, id);
  await endEarly(tx, decision);
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
  const said = {
    ...{ holds, option: typed.option || null, text: typed.text, reviewOn: holds ? reviewOn : null },
    because: last ? typed.because : '',
  };
  const isSame =
    last?.text === said.text &&
    last.holds === holds &&
    last.reviewOn === said.reviewOn &&
    (outcome.result !== 'open' || !holds || last.option === said.option);
  if (last && !isSame && !typed.because) throw new Refusal('because.wanted', 'because');
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
