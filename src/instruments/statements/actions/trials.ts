import type { Door } from '../../../mechanisms/same-questions/room.ts';
import { askRound } from '../../../mechanisms/sealed-round/actions.ts';
import { listAnswers } from '../../../mechanisms/sealed-round/answers.ts';
import type { Question } from '../../../mechanisms/sealed-round/rules.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { House } from '../../../platform/house.ts';
import { Forbidden, NotFound, Refusal } from '../../../platform/http/problems.ts';
import { readDay } from '../../../platform/i18n/dates.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { isId } from '../../../platform/id.ts';
import type { Recorded } from '../../../platform/journal/reader.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { lockPeople } from '../../accounts/store.ts';
import { loadPartnership } from '../../partnerships/actions.ts';
import { doorTo } from '../../rounds/actions/sets.ts';
import type { InRound } from '../../rounds/actions.ts';
import { beginText } from '../../texts/actions.ts';
import { mayTry } from '../access.ts';
import { isOver, lookBackDays, resultOf, type TrialInput, trialKind } from '../rules.ts';
import { findTrial, findTrialOf, insertTrial, markTrial, setResult, setRound, type Trial } from '../store.ts';

/** One trial, also one that was taken out. */
export async function loadTrial(tx: Tx, partnership: string, id: string) {
  const inside = await loadPartnership(tx, partnership);
  const trial = isId(id) ? await findTrial(tx, partnership, id) : undefined;
  if (!trial) throw new NotFound();
  return { inside, trial };
}
export type OneTrial = Awaited<ReturnType<typeof loadTrial>>;

/** The look back at a trial, as a round, with the trial. */
export type LookBack = InRound & { trial: Trial | undefined };
const door = doorTo(trialKind);
export const lookBackDoor: Door<LookBack> = {
  ...door,
  load: async (tx, partnership, round) => ({
    ...(await door.load(tx, partnership, round)),
    trial: await findTrialOf(tx, partnership, round),
  }),
};

type Proposing = {
  locale: Locale;
  today: string;
  /** Its text, as all agree it. */
  title: string;
  blocks: readonly { heading: string; question: string; text: string }[];
};

/** Proposes a trial: it is agreed as a text, section by section. Returns its id. */
export async function proposeTrial(
  tx: Tx,
  partnership: string,
  input: TrialInput,
  { locale, today, title, blocks }: Proposing,
): Promise<string> {
  const inside = await loadPartnership(tx, partnership);
  if (!mayTry(inside)) throw new Forbidden('those who contribute');
  const text = { kind: trialKind, title, locale, round: null, element: null, blocks };
  const id = await insertTrial(tx, partnership, {
    what: input.what,
    who: input.who,
    until: readDay(input.until, today)!,
    known_by: input.knownBy,
    locale,
    document_id: await beginText(tx, inside, text),
  });
  await record(tx, 'proposed', partnership, { id, what: input.what });
  return id;
}

function record(
  tx: Tx,
  what: 'proposed' | 'removed' | 'returned',
  partnership: string,
  trial: { id: string; what: string },
): Promise<string> {
  const personal = { what: trial.what };
  return tx.record({ space: partnership, kind: `trial-project.${what}`, subject: trial.id, personal });
}

/** Takes a trial out, or puts it back. What stands like that already stays so. */
export async function takeOutOrBack(
  tx: Tx,
  partnership: string,
  id: string,
  way: 'removed' | 'returned',
): Promise<void> {
  const { inside, trial } = await loadTrial(tx, partnership, id);
  if (!mayTry(inside)) throw new Forbidden('those who contribute');
  if (trial.round) throw new Refusal('looked-back');
  if (await markTrial(tx, id, way)) await record(tx, way, partnership, trial);
}

/** Asks all partners that have joined to look back at a trial whose day has come. Asked once. Returns the id of the round. */
export async function lookBack(
  tx: Tx,
  partnership: string,
  id: string,
  place: { locale: Locale; timeZone: string; title: string; questions: readonly Question[] },
): Promise<string> {
  await lockPeople(tx, partnership);
  const { inside, trial } = await loadTrial(tx, partnership, id);
  if (!mayTry(inside)) throw new Forbidden('those who contribute');
  if (trial.round) return trial.round;
  if (trial.removedAt) throw new Refusal('removed');
  if (!isOver(trial.until, dayOf(tx.now, place.timeZone))) throw new Refusal('too-early');
  const joined = inside.partners.filter(({ joinedAt }) => joinedAt);
  const round = await askRound(tx, {
    space: partnership,
    kind: trialKind,
    title: place.title,
    about: trial.what,
    questions: place.questions,
    locale: place.locale,
    opens: 'all',
    dueAt: new Date(tx.now.getTime() + lookBackDays * 86_400_000),
    partners: joined.map((partner) => partner.id),
    previous: null,
  });
  await setRound(tx, id, round);
  return round;
}

/** Answers to `trial.revealed`: what came of a trial is counted once, as the answers open, and told. */
export async function tellResult(_: House, tx: Tx, entry: Recorded): Promise<void> {
  if (!entry.subject_id) return;
  const answers = await listAnswers(tx, entry.subject_id);
  const result = resultOf(answers.map(({ content }) => content));
  const trial = await setResult(tx, entry.subject_id, result);
  if (!trial) return;
  await tx.record({
    space: trial.partnership,
    kind: 'trial-project.ended',
    subject: trial.id,
    content: result,
    personal: { what: trial.what },
  });
}
