import { mayTakeBack } from '../../mechanisms/consent/access.ts';
import {
  count,
  endEarly,
  extend,
  isOpen,
  propose,
  reopen,
  sayAnew,
  settleOne,
  speak,
  takeBack as takeBackDecision,
  votersIn,
  writeDown,
} from '../../mechanisms/decision/actions.ts';
import type { Process } from '../../mechanisms/decision/process.ts';
import { holdsBy, weighsSides } from '../../mechanisms/decision/rules.ts';
import {
  countElectorate,
  countVoters,
  type Decision,
  findDecision,
  findVoter,
  listAsides,
  listExtensions,
  listLastWith,
  listOptions,
  listReopenings,
  listStatements,
  listVersions,
  listVoicesOf,
  listVoterPart,
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
import { findGroup, listNames } from '../groups/store.ts';
import {
  findVoice,
  type Hearing,
  listSilent,
  loadHearing,
  loadToChange,
} from '../partnerships/actions/hearing.ts';
import {
  type Asked,
  type OutcomeInput,
  type ProposalInput,
  quorumComplaint,
  shareNamed,
  usualQuorum,
} from './rules.ts';

export type Place = { locale: Locale; timeZone: string };

/** Who would be asked, as far as a form says it. */
export async function loadAsked(tx: Tx, partnership: string, typed: Record<string, unknown>): Promise<Asked> {
  await loadToChange(tx, partnership);
  const voices = typed.voices === 'people' ? 'people' : 'partners';
  const circle = typeof typed.circle === 'string' && isId(typed.circle) ? typed.circle : null;
  return { voices, heads: await countElectorate(tx, partnership, { voices, circle }) };
}

export async function putToAll(
  tx: Tx,
  partnership: string,
  process: Process,
  typed: ProposalInput,
  { locale, timeZone }: Place,
): Promise<string> {
  // Who has a voice is counted beforehand.
  await lockPeople(tx, partnership);
  await loadToChange(tx, partnership);
  const dueAt = readDate(typed, tx.now, timeZone);
  const { title, text, options, results, sectors, voices, circle } = typed;
  const group = circle ? (await listNames(tx, partnership)).find(({ id }) => id === circle) : undefined;
  if (circle && !group) throw new Refusal('circle.wanted', 'circle');
  const electorate = { voices, circle: circle || null };
  const heads = await countElectorate(tx, partnership, electorate);
  if (heads === 0) throw new Refusal('voices.none', 'circle');
  const quorum = typed.quorum ?? usualQuorum(heads);
  if (quorum > heads) throw new Refusal(quorumComplaint(voices), 'quorum');
  const [overall, sector] = [shareNamed(typed.share), shareNamed(typed.sectorShare)];
  const thresholds = weighsSides(process) ? { ...(overall && { overall }), ...(sector && { sector }) } : {};
  const conditions = { quorum, sectorQuorum: sectors ? 1 : 0, thresholds };
  return propose(tx, {
    ...{ space: partnership, process, title, text, options, results, dueAt, locale },
    ...electorate,
    ...conditions,
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

/** The one whose voice the reader gives: themselves or their partner, or one for whom they write it down. */
export type Speaker = { voter: { id: string; name: string }; recorded: boolean; spoken: boolean };

/** Whose voice the reader gives in a decision; `wanted` is somebody for whom they write it down, or empty. */
async function findSpeaker(
  tx: Tx,
  at: Hearing,
  decision: Decision,
  wanted: string,
): Promise<Speaker | undefined> {
  const me = tx.scope.person?.id;
  const someone = async (id: string, recorded: boolean) => {
    const found = await findVoter(tx, decision, id);
    return found && { voter: { id, name: found.name ?? '' }, recorded, spoken: found.spoken };
  };
  if (decision.voices === 'people') {
    if (!wanted || wanted === me) return me && at.inside.contributes ? someone(me, false) : undefined;
    return at.inside.facilitates ? someone(wanted, true) : undefined;
  }
  const voice = await findVoice(tx, at, wanted);
  return voice && someone(voice.partner.id, voice.recorded);
}

/**
 * One decision as its reader may see it: the voices of others only when that was said. `lines` are a part of those who
 * have a voice now or had one when it ended, and `voices` what they said.
 */
export async function loadDecision(tx: Tx, partnership: string, id: string, after?: string) {
  const at = await loadHearing(tx, partnership);
  const decision = isId(id) ? await findDecision(tx, partnership, id) : undefined;
  if (!decision) throw new NotFound();
  const open = isOpen(decision, tx.now);
  const moment = open ? tx.now : decision.dueAt;
  const own = tx.scope.person?.id;
  const lines = await listVoterPart(tx, decision, { at: moment, own, after });
  const shown = lines.shown.map((one) => one.id);
  const versions = await listVersions(tx, id);
  const last = versions.at(-1)!.number;
  const asides = await listAsides(tx, id);
  const { asked, spoke } = await countVoters(tx, id, moment);
  const steers = mayTakeBack(tx.scope.person?.id, at.inside, decision);
  return {
    ...at,
    decision,
    open,
    lines,
    asked,
    spoke,
    /** All have spoken, and an objection stands against it. */
    heard: asked > 0 && spoke === asked,
    blocked: steers && open && (await isBlocked(tx, decision, last, asked, asides)),
    group: decision.circle ? await findGroup(tx, partnership, decision.circle) : undefined,
    versions,
    options: await listOptions(tx, id),
    voices: await listVoicesOf(tx, id, shown, last),
    asides,
    reopenings: await listReopenings(tx, id),
    extensions: await listExtensions(tx, id),
    statements: await listStatements(tx, id),
    // Over and not counted yet by the house, it is counted here: everybody may read the voices by now.
    outcome:
      open || decision.withdrawnAt
        ? undefined
        : (decision.outcome ??
          (await count(tx, decision, votersIn(await listVoters(tx, id, moment), sectorAt)))),
    speaks: await findSpeaker(tx, at, decision, ''),
    silent: await listAbsent(tx, at, decision, open, lines.shown),
    steers,
  };
}
export type DecisionView = Awaited<ReturnType<typeof loadDecision>>;
export type VoterLine = DecisionView['lines']['shown'][number];

async function isBlocked(
  tx: Tx,
  { id, process: { ballot } }: Decision,
  last: number,
  asked: number,
  asides: readonly { voice: string; agreed: number }[],
): Promise<boolean> {
  const blocks = ballot.kind === 'stance' ? ballot.stances.filter(({ counts }) => counts === 'blocks') : [];
  const keys = blocks.map(({ key }) => key);
  const agreed = new Map(asides.map((one) => [one.voice, one.agreed]));
  const standing = await listLastWith(tx, id, keys, last);
  return standing.some((voice) => asked < 2 || (agreed.get(voice.id) ?? 0) < asked - 1);
}

/** Those of these for whom the reader may write down what they say: partners without people, or people who have not spoken. */
async function listAbsent(
  tx: Tx,
  at: Hearing,
  { voices }: Decision,
  open: boolean,
  lines: readonly { id: string; spoken: boolean }[],
): Promise<ReadonlySet<string>> {
  if (!open || !at.inside.facilitates) return new Set();
  if (voices === 'people')
    return new Set(lines.filter((one) => one.id !== tx.scope.person?.id).map((one) => one.id));
  const shown = new Set(lines.map((one) => one.id));
  const joined = at.joined.filter(({ id }) => shown.has(id));
  return new Set((await listSilent(tx, { ...at, joined })).map(({ id }) => id));
}

/** The one whose voice the reader gives: their own, or one that they write it down for. */
export async function loadSpeaking(tx: Tx, partnership: string, id: string, wanted: string) {
  const at = await loadDecision(tx, partnership, id);
  const speaks = await findSpeaker(tx, at, at.decision, isId(wanted) ? wanted : '');
  if (!speaks || (wanted && speaks.voter.id !== wanted))
    throw new Forbidden('those who answer for a partner');
  const last = at.versions.at(-1)!.number;
  const theirs = await listVoicesOf(tx, id, [speaks.voter.id], last);
  const said = theirs.findLast(({ version }) => version === last);
  const earlier = theirs.some((one) => one.voter === speaks.voter.id && one.version < last);
  return { at, speaks, said, earlier };
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
  const { id: voter, name } = speaks.voter;
  await speak(tx, at.decision, { voter, version, stance, marks, reason, locale, recording }, name);
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
  if (!at.decision.settledAt) throw new NotFound();
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

export async function writeOutcome(
  tx: Tx,
  partnership: string,
  id: string,
  typed: OutcomeInput,
  { locale, timeZone }: Place,
): Promise<void> {
  const { decision } = await loadSteering(tx, partnership, id);
  const outcome = decision.outcome;
  if (!outcome) throw new Refusal('not-counted');
  const holds = holdsBy(outcome) ?? (typed.holds ? typed.holds === 'yes' : null);
  const reviewOn = reviewIn(typed.review, dayOf(tx.now, timeZone));
  // What holds is looked at again one day; what does not hold has nothing to look at.
  if (holds && !reviewOn) throw new Refusal('review.wanted', 'review');
  await writeDown(tx, decision, {
    ...{ holds, option: typed.option || null, text: typed.text },
    ...{ reviewOn: holds ? reviewOn : null, locale },
  });
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
