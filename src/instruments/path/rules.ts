import { z } from 'zod';
import { type Element, type ElementId, elementIds, elements } from '../../guide/elements.ts';
import { isCalledFor, isDue, noReasons, type Reasons } from '../../mechanisms/living-document/rules.ts';
import { stageOf } from '../../mechanisms/sealed-round/rules.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { Instrument, StepOffer, StepWork } from '../../platform/instrument.ts';
import { isOnlyCompared } from '../rounds/rules.ts';

/** A round about a step; `sealed` of the `asked` partners have answered. */
export type RoundWork = {
  id: string;
  title: string;
  locale: Locale;
  previous: string | null;
  askedAt: Date;
  dueAt: Date;
  revealedAt: Date | null;
  withdrawnAt: Date | null;
  asked: number;
  sealed: number;
  ready: string | null;
};
/**
 * A text about a step. `agreedAt`: when all had last agreed to all of it; `revisitOn` a day, YYYY-MM-DD; and what has come
 * since that it is to be looked at again for.
 */
export type TextWork = Reasons & {
  id: string;
  title: string;
  locale: Locale;
  begunAt: Date;
  agreedAt: Date | null;
  revisitOn: string | null;
};
/** What was done about a step, newest first. `rooms`: what other rooms have of it. */
export type Work = {
  element: string;
  rounds: readonly RoundWork[];
  texts: readonly TextWork[];
  rooms: readonly StepWork[];
};

export const choices = ['next', 'aside', 'taken-up', 'done'] as const;
export type Says = (typeof choices)[number];
/** The latest choice about a step. */
export type Choice = {
  element: string;
  says: Says;
  reason: string;
  locale: Locale;
  at: Date;
  by: string | null;
};

/** `none`: not begun. `begun`: something was done. `agreed`: a text of it holds, or a room or partners say so. `revisit`: its day has come. */
export type StepState = 'none' | 'begun' | 'agreed' | 'revisit' | 'aside';

/** `text` is the id of the text that holds; undefined where a room says so, or partners said that it is done. */
type Agreed = Partial<Reasons> & { agreedAt: Date; revisitOn: string | null; text?: string };

export type Step = Element & {
  state: StepState;
  work: Work | undefined;
  /** What was agreed last: a text, or what a room holds. Another that is being written takes nothing from it. */
  agreed: Agreed | undefined;
  choice: Choice | undefined;
};

/**
 * All steps as they stand on a day (YYYY-MM-DD). A step that was set aside stays so until it is taken up again, chosen
 * as the next one, or agreed.
 */
export function stepsAt(works: readonly Work[], chosen: readonly Choice[], today: string): Step[] {
  return elements.map((element) => {
    const work = works.find((one) => one.element === element.id);
    const choice = chosen.find((one) => one.element === element.id);
    const agreed = lastAgreed(work, choice);
    return { ...element, state: stateOf({ work, agreed, choice }, today), work, agreed, choice };
  });
}

function lastAgreed(work: Work | undefined, choice: Choice | undefined): Agreed | undefined {
  const { texts = [], rooms = [] } = work ?? {};
  const said = choice?.says === 'done' ? [{ agreedAt: choice.at, revisitOn: null }] : [];
  const all = [...texts.map(({ id, ...text }) => ({ ...text, text: id })), ...rooms, ...said];
  return all
    .filter((one): one is typeof one & Agreed => one.agreedAt !== null)
    .toSorted((a, b) => b.agreedAt.getTime() - a.agreedAt.getTime())[0];
}

function stateOf(
  { work, agreed, choice }: Pick<Step, 'work' | 'agreed' | 'choice'>,
  today: string,
): StepState {
  if (choice?.says === 'aside' && !(agreed && agreed.agreedAt > choice.at)) return 'aside';
  if (agreed) {
    const called = isCalledFor({ ...noReasons, ...agreed });
    return called || isDue(agreed.revisitOn, today) ? 'revisit' : 'agreed';
  }
  return work ? 'begun' : 'none';
}

/**
 * The step to do now. Partners overrule the order by choosing one, also one that is agreed already (going back is
 * normal); that holds until it is agreed (again). Otherwise: what is to be looked at again, then what is begun, then
 * the first in order that is not. Undefined where all is agreed or set aside.
 */
export function nextStep(steps: readonly Step[]): Step | undefined {
  const wanted = steps.filter(isChosen).toSorted((a, b) => b.choice!.at.getTime() - a.choice!.at.getTime());
  const first = (state: StepState) => steps.find((step) => step.state === state);
  return wanted[0] ?? first('revisit') ?? first('begun') ?? first('none');
}

/** Whether partners said that it is done, and nothing was agreed about it since. */
export function isSaidDone({ choice, agreed }: Pick<Step, 'choice' | 'agreed'>): boolean {
  return choice?.says === 'done' && agreed?.agreedAt.getTime() === choice.at.getTime();
}

/** Whether partners chose it as the next step, and have not agreed on it since. */
export function isChosen({ choice, agreed }: Pick<Step, 'choice' | 'agreed'>): boolean {
  return choice?.says === 'next' && !(agreed && agreed.agreedAt > choice.at);
}

/**
 * The newest round that a text can be made of, if its answers are open and no text was begun after it: of these one can
 * be made.
 */
export function toWriteFrom(work: Work | undefined, now: Date): RoundWork | undefined {
  const newest = work?.rounds.find((round) => !isOnlyCompared(round));
  if (!newest || stageOf(newest, now) !== 'open') return undefined;
  return work!.texts.some(({ begunAt }) => begunAt > newest.askedAt) ? undefined : newest;
}

/** What the rooms of the house offer for a step, the best to begin with first. */
export function offersFor(instruments: readonly Pick<Instrument, 'steps'>[], element: string): StepOffer[] {
  return instruments
    .flatMap(({ steps }) => steps?.offers ?? [])
    .filter((offer) => offer.element === element)
    .toSorted((a, b) => a.order - b.order);
}

/** What others want to know the reason of. */
export const needsReason = (says: Says) => says === 'aside' || says === 'done';

export const choiceForm = z
  .object({
    says: z.enum(choices, 'says.wanted'),
    reason: z.string().trim().max(400, 'reason.long').default(''),
  })
  .refine(({ says, reason }) => !needsReason(says) || reason !== '', {
    message: 'reason.wanted',
    path: ['reason'],
  });
export type ChoiceInput = z.output<typeof choiceForm>;

export function isElement(id: string): id is ElementId {
  return elementIds.includes(id as ElementId);
}
