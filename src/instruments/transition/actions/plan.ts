import type { Tx } from '../../../platform/database/database.ts';
import { NotFound, Refusal } from '../../../platform/http/problems.ts';
import { readDay } from '../../../platform/i18n/dates.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { isId } from '../../../platform/id.ts';
import { loadToChange } from '../../partnerships/actions/hearing.ts';
import { loadPartnership } from '../../partnerships/actions.ts';
import { beginText } from '../../texts/actions.ts';
import { addToDo, ownerOf } from '../../to-dos/actions.ts';
import { isLate, type ToDoInput } from '../../to-dos/rules.ts';
import { type MilestoneInput, type Outcome, planKind } from '../rules.ts';
import {
  findMilestone,
  insertMilestone,
  insertStep,
  listMilestones,
  lockMilestone,
  type Milestone,
  moveMilestone,
  settleMilestone,
  updateMilestone,
} from '../store.ts';

type Place = { locale: Locale; today: string };

export async function loadMilestone(tx: Tx, partnership: string, id: string) {
  const inside = await loadPartnership(tx, partnership);
  const milestone = isId(id) ? await findMilestone(tx, partnership, id) : undefined;
  if (!milestone) throw new NotFound();
  return { inside, milestone };
}

/** For somebody who changes it; held until the end of the transaction. */
async function holdMilestone(tx: Tx, partnership: string, id: string) {
  await loadToChange(tx, partnership);
  if (isId(id)) await lockMilestone(tx, id);
  return loadMilestone(tx, partnership, id);
}

function dueIn(typed: string, today: string): string {
  const due = readDay(typed, today)!;
  if (isLate(due, today)) throw new Refusal('due.past', 'due');
  return due;
}

export async function addMilestone(
  tx: Tx,
  partnership: string,
  input: MilestoneInput & { due: string },
  { locale, today }: Place,
): Promise<void> {
  const { inside } = await loadToChange(tx, partnership);
  const due = dueIn(input.due, today);
  const owner = await ownerOf(tx, inside, input.owner);
  const fields = { what: input.what, known_by: input.known, locale, ...owner };
  const id = await insertMilestone(tx, partnership, { ...fields, due_on: due });
  await record(tx, 'added', { partnership, id, what: input.what }, { due });
}

export async function changeMilestone(
  tx: Tx,
  partnership: string,
  id: string,
  input: MilestoneInput,
  { locale }: Place,
): Promise<void> {
  const { inside, milestone } = await holdMilestone(tx, partnership, id);
  const owner = await ownerOf(tx, inside, input.owner);
  await updateMilestone(tx, milestone, { what: input.what, known_by: input.known, locale, ...owner });
  await record(tx, 'changed', { partnership, id, what: input.what });
}

/** Its day is moved, and why. The day that it has already is no other one. */
export async function changeDay(
  tx: Tx,
  partnership: string,
  id: string,
  input: { due: string; reason: string },
  { locale, today }: Place,
): Promise<void> {
  const { milestone } = await holdMilestone(tx, partnership, id);
  if (milestone.settledAs) throw new Refusal('settled-already');
  const due = dueIn(input.due, today);
  if (due === milestone.due) throw new Refusal('due.same', 'due');
  await moveMilestone(tx, milestone, { due, reason: input.reason, locale });
  await record(tx, 'moved', milestone, { due, was: milestone.due }, { reason: input.reason });
}

export async function settle(
  tx: Tx,
  partnership: string,
  id: string,
  { as, note }: { as: Outcome; note: string },
): Promise<Milestone> {
  const { milestone } = await holdMilestone(tx, partnership, id);
  if (milestone.settledAs) throw new Refusal('settled-already');
  await settleMilestone(tx, id, as, note);
  await record(tx, 'settled', milestone, { as }, note ? { note } : {});
  return milestone;
}

/** What was said of it was too early. What is open already stays so, and nothing is told twice. */
export async function reopen(tx: Tx, partnership: string, id: string): Promise<Milestone> {
  const { milestone } = await holdMilestone(tx, partnership, id);
  if (!milestone.settledAs) return milestone;
  await settleMilestone(tx, id, null, '');
  await record(tx, 'reopened', milestone, { as: milestone.settledAs });
  return milestone;
}

/** A step is a to-do among the others, which leads to this milestone. */
export async function addStep(
  tx: Tx,
  partnership: string,
  id: string,
  input: ToDoInput,
  today: string,
): Promise<void> {
  const { milestone } = await holdMilestone(tx, partnership, id);
  if (milestone.settledAs) throw new Refusal('settled-already');
  await insertStep(tx, milestone, await addToDo(tx, partnership, input, today));
}

/** The plan as a text that all agree to: a section for each milestone that was not dropped. */
export async function putDownPlan(
  tx: Tx,
  partnership: string,
  words: { title: string; locale: Locale; section: (milestone: Milestone) => string },
): Promise<string> {
  const { inside } = await loadToChange(tx, partnership);
  const { shown } = await listMilestones(tx, partnership);
  const planned = shown.filter(({ settledAs }) => settledAs !== 'dropped');
  if (planned.length === 0) throw new Refusal('plan.none');
  return beginText(tx, inside, {
    kind: planKind,
    title: words.title,
    locale: words.locale,
    round: null,
    element: 'commitments',
    blocks: planned.map((one) => ({
      heading: one.what.slice(0, 120),
      question: '',
      text: words.section(one),
    })),
  });
}

function record(
  tx: Tx,
  what: 'added' | 'changed' | 'moved' | 'settled' | 'reopened',
  { partnership, id, what: title }: Pick<Milestone, 'partnership' | 'id' | 'what'>,
  content: Record<string, unknown> = {},
  personal: Record<string, unknown> = {},
) {
  return tx.record({
    space: partnership,
    kind: `milestone.${what}`,
    subject: id,
    content,
    personal: { what: title, ...personal },
  });
}
