import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { type Instrument, type StepWork, workInRooms } from '../../platform/instrument.ts';
import { dayOf } from '../../platform/working-days.ts';
import { type Inside, loadPartnership } from '../partnerships/actions.ts';
import { type ChoiceInput, isChosen, isSaidDone, nextStep, type Step, stepsAt } from './rules.ts';
import { insertChoice, listChoices, listWork } from './store.ts';

export type Path = { inside: Inside; steps: Step[]; next: Step | undefined };

/** Of which partnership, by which clock, with which rooms' work; `work` where that is read already. */
export type Asked = {
  partnership: string;
  timeZone: string;
  instruments: readonly Instrument[];
  work?: readonly StepWork[];
};

/** The path of a partnership as it stands. */
export async function loadPath(tx: Tx, asked: Asked): Promise<Path> {
  const { partnership, timeZone, instruments } = asked;
  const inside = await loadPartnership(tx, partnership);
  const today = dayOf(tx.now, timeZone);
  const work = asked.work ?? (await workInRooms(instruments, tx, partnership));
  const steps = stepsAt(await listWork(tx, partnership, work), await listChoices(tx, partnership), today);
  return { inside, steps, next: nextStep(steps) };
}

export async function loadStep(
  tx: Tx,
  { element, ...asked }: Asked & { element: string },
): Promise<Path & { step: Step }> {
  const path = await loadPath(tx, asked);
  const step = path.steps.find(({ id }) => id === element);
  if (!step) throw new NotFound();
  return { ...path, step };
}

/** Overrules the order: this one next, not this one, or as the order says after all. What is so already is said once. */
export async function choose(
  tx: Tx,
  { inside, step, next }: Path & { step: Step },
  input: ChoiceInput,
  locale: Locale,
): Promise<void> {
  if (!inside.contributes) throw new Forbidden('those who contribute');
  const from =
    step.state === 'aside' ? 'aside' : isSaidDone(step) ? 'done' : isChosen(step) ? 'next' : 'order';
  if (input.says === 'next' && from === 'next' && next?.id === step.id) return;
  if (input.says === 'taken-up' && from === 'order') return;
  const space = inside.partnership.id;
  await insertChoice(tx, { space, element: step.id, locale, ...input });
  await tx.record({
    space,
    kind: `path.${input.says}`,
    subject: space,
    content: { element: step.id, from },
    ...(input.reason && { personal: { reason: input.reason } }),
  });
}
