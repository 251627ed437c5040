import { listAdopting } from '../../../mechanisms/adoption/store.ts';
import { mayTakeBack } from '../../../mechanisms/consent/access.ts';
import { count, votersIn } from '../../../mechanisms/decision/counting.ts';
import { mayGoOn } from '../../../mechanisms/decision/fallback.ts';
import { isGoing, isOpen } from '../../../mechanisms/decision/stages.ts';
import {
  countElectorate,
  countVoters,
  type Decision,
  findDecision,
  findFallbacks,
  findPromise,
  findVoter,
  isOpened,
  listAcknowledged,
  listAsides,
  listExtensions,
  listLastWith,
  listMoves,
  listOptions,
  listReopenings,
  listStatements,
  listVersions,
  listVoicesGone,
  listVoicesOf,
  listVoterPart,
  listVoters,
} from '../../../mechanisms/decision/store.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { Forbidden, NotFound } from '../../../platform/http/problems.ts';
import { isId } from '../../../platform/id.ts';
import { sectorOf } from '../../directory/rules.ts';
import { findGroup } from '../../groups/store.ts';
import {
  findVoice,
  type Hearing,
  listSilent,
  loadHearing,
  loadToChange,
} from '../../partnerships/actions/hearing.ts';
import type { Asked } from '../rules.ts';
import { listStepsOf } from '../store.ts';

/** Who would be asked, as far as a form says it. */
export async function loadAsked(tx: Tx, partnership: string, typed: Record<string, unknown>): Promise<Asked> {
  await loadToChange(tx, partnership);
  const voices = typed.voices === 'people' ? 'people' : 'partners';
  const circle = typeof typed.circle === 'string' && isId(typed.circle) ? typed.circle : null;
  return { voices, heads: await countElectorate(tx, partnership, { voices, circle }) };
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
  const going = isGoing(decision, tx.now);
  const moment = going ? tx.now : decision.dueAt;
  const own = tx.scope.person?.id;
  const lines = await listVoterPart(tx, decision, { at: moment, own, after });
  const shown = lines.shown.map((one) => one.id);
  const versions = await listVersions(tx, id);
  const last = versions.at(-1)!.number;
  const asides = await listAsides(tx, id);
  const { asked, spoke } = await countVoters(tx, id, moment);
  const steers = mayTakeBack(tx.scope.person?.id, at.inside, decision);
  const quiet = await listSilent(tx, at);
  const fallbacks = await findFallbacks(tx, id);
  return {
    ...at,
    decision,
    /** Voices are taken. */
    open,
    /** Voices are taken, or will be. */
    going,
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
    /** On the first part what those said to earlier words who have no voice any more. */
    gone: await listVoicesGone(tx, id, after ? 1 : last, moment),
    asides,
    reopenings: await listReopenings(tx, id),
    /** What is adopted once it holds: its words follow that, and it is changed there. */
    adopts: await listAdopting(tx, id),
    extensions: await listExtensions(tx, id),
    moves: await listMoves(tx, id),
    fallbacks,
    promise: await findPromise(tx, id),
    statements: await listStatements(tx, id),
    acknowledged: await listAcknowledged(tx, id),
    opened: await isOpened(tx, id),
    steps: await listStepsOf(tx, [id]),
    // Over and not counted yet by the house, it is counted here, where everybody may read the voices by now.
    outcome:
      going || decision.withdrawnAt || mayGoOn(decision, fallbacks)
        ? undefined
        : (decision.outcome ??
          (await count(tx, decision, votersIn(await listVoters(tx, id, moment), sectorAt)))),
    speaks: await findSpeaker(tx, at, decision, ''),
    /** The partner whose word the reader gives. */
    voice: await findVoice(tx, at, ''),
    /** Partners without people, whose word the reader writes down. */
    quiet,
    silent: open && at.inside.facilitates ? absentIn(tx, decision, lines.shown, quiet) : new Set<string>(),
    steers,
  };
}
export type DecisionView = Awaited<ReturnType<typeof loadDecision>>;

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
function absentIn(
  tx: Tx,
  { voices }: Decision,
  lines: readonly { id: string; spoken: boolean }[],
  quiet: readonly { id: string }[],
): ReadonlySet<string> {
  if (voices === 'people')
    return new Set(lines.filter((one) => one.id !== tx.scope.person?.id).map((one) => one.id));
  const shown = new Set(lines.map((one) => one.id));
  return new Set(quiet.filter(({ id }) => shown.has(id)).map(({ id }) => id));
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

/** Somebody absent, for whom the reader writes down what they say. */
export async function loadAbsent(tx: Tx, partnership: string, id: string, wanted: string): Promise<string> {
  const at = await loadHearing(tx, partnership);
  const decision = await findDecision(tx, partnership, id);
  if (!decision) throw new NotFound();
  const speaks = isId(wanted) ? await findSpeaker(tx, at, decision, wanted) : undefined;
  if (!speaks) throw new Forbidden('those who answer for a partner');
  return speaks.voter.id;
}

/** What a voice is typed into: what is put to all, and what there is to choose from. */
export async function loadBallot(tx: Tx, partnership: string, id: string) {
  const { decision } = await loadTopic(tx, partnership, id);
  return { decision, options: (await listOptions(tx, id)).map((one) => one.id) };
}

/** Throws a Forbidden for who has not proposed it and does not facilitate. */
export async function loadSteering(tx: Tx, partnership: string, id: string): Promise<DecisionView> {
  const at = await loadDecision(tx, partnership, id);
  if (!at.steers) throw new Forbidden('who proposed it, or facilitates');
  return at;
}
