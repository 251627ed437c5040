/**
 * Who asks whom for what by when, and what becomes of it. A request is a list of acts that is only ever
 * added to; where it stands follows from them. After Winograd and Flores' conversation for action (request,
 * promise, counter, decline, report, declare complete), with forwarding and asking back as they are usual
 * in a town hall. Source of the ending: "how we will both know it is done".
 */

/** All that can be done with a request, in the order in which it is offered. */
export const acts = [
  'sent',
  'forwarded',
  'asked-back',
  'added',
  'countered',
  'counter-accepted',
  'accepted',
  'declined',
  'withdrawn',
  'done',
  'confirmed-done',
  'reopened',
] as const;
export type Act = (typeof acts)[number];

/** The two sides of a request: who asks, and the unit that has it now. */
export type Side = 'asker' | 'unit';

/**
 * - `with-unit`: the unit has to answer; the only state in which the clock runs.
 * - `with-asker`: the unit asked back and waits.
 * - `countered`: the unit offered something else; the asker decides.
 * - `promised`: the unit said yes, or the asker took its offer; it is to be done.
 * - `done`: the unit says that it is done; the asker confirms.
 * - `declined`, `withdrawn`, `confirmed`: at an end, the first two until somebody opens it again.
 */
export const states = [
  'with-unit',
  'with-asker',
  'countered',
  'promised',
  'declined',
  'withdrawn',
  'done',
  'confirmed',
] as const;
export type State = (typeof states)[number];

type Moves = Partial<Record<Act, State>>;

/** state → side → act → state after it. What is not here is not possible. */
const moves: Record<State, Record<Side, Moves>> = {
  'with-unit': {
    asker: { added: 'with-unit', withdrawn: 'withdrawn' },
    unit: {
      accepted: 'promised',
      declined: 'declined',
      countered: 'countered',
      'asked-back': 'with-asker',
      forwarded: 'with-unit',
    },
  },
  'with-asker': {
    asker: { added: 'with-unit', withdrawn: 'withdrawn' },
    // A unit need not wait for the reply, and may see that it belongs elsewhere.
    unit: { accepted: 'promised', declined: 'declined', countered: 'countered', forwarded: 'with-unit' },
  },
  countered: {
    // Adding to a request after an offer means: not like this, but …
    asker: { 'counter-accepted': 'promised', added: 'with-unit', withdrawn: 'withdrawn' },
    unit: { accepted: 'promised', countered: 'countered', declined: 'declined' },
  },
  promised: {
    asker: { added: 'promised', withdrawn: 'withdrawn' },
    unit: { done: 'done' },
  },
  declined: { asker: { reopened: 'with-unit' }, unit: {} },
  withdrawn: { asker: { reopened: 'with-unit' }, unit: {} },
  // Not done after all: the promise stands again.
  done: { asker: { 'confirmed-done': 'confirmed', reopened: 'promised' }, unit: {} },
  confirmed: { asker: {}, unit: {} },
};

/** The state after an act, or undefined where the act is not possible there. `state` is null before the first act. */
export function stateAfter(state: State | null, side: Side, act: Act): State | undefined {
  if (state === null) return act === 'sent' && side === 'asker' ? 'with-unit' : undefined;
  return moves[state][side][act];
}

/** What a side can do now, in the order in which it is offered. */
export function actsOpenTo(state: State, side: Side): Act[] {
  return acts.filter((act) => stateAfter(state, side, act) !== undefined);
}

/** Whether an act is a side's at all, whatever the state. */
export function belongsToSide(side: Side, act: Act): boolean {
  return states.some((state) => stateAfter(state, side, act) !== undefined);
}

/** Where a request stands after these acts (in their order); null before the first. Throws on a list that cannot have happened. */
export function stateOf(done: readonly { side: Side; act: Act }[]): State | null {
  let state: State | null = null;
  for (const { side, act } of done) {
    const next = stateAfter(state, side, act);
    if (!next) throw new Error(`Nobody could have "${act}" a request that was ${state ?? 'not there yet'}`);
    state = next;
  }
  return state;
}

/** States from which no act of the unit leads on: links that let it answer end here. */
export function isClosed(state: State): boolean {
  return state === 'declined' || state === 'withdrawn' || state === 'done' || state === 'confirmed';
}

/** The acts that count as an answer: a forward is none, nor is a question back, nor silence. */
const answers: readonly Act[] = ['accepted', 'declined', 'countered'];

/** Whether an act answers a request, for the statistics of how long askers waited. */
export function isAnswer(act: Act): boolean {
  return answers.includes(act);
}

/**
 * The question of a unit that has sent the request on since, while the asker has not replied: the unit that has
 * it now did not ask it. Undefined where there is none. Works on acts in their order.
 */
export function voidQuestion<A extends { side: Side; act: Act }>(done: readonly A[]): A | undefined {
  const asked = done.findLastIndex(({ act }) => act === 'asked-back');
  const since = done.slice(asked + 1);
  const isVoid = since.length > 0 && since.every(({ act }) => act === 'forwarded');
  return asked >= 0 && isVoid ? done[asked] : undefined;
}

/** Which words an act has to come with: a no without its reason, or without what would change it, is none. */
const wanted: Partial<Record<Act, readonly ('note' | 'wouldChange')[]>> = {
  forwarded: ['note'],
  'asked-back': ['note'],
  added: ['note'],
  countered: ['note'],
  declined: ['note', 'wouldChange'],
  reopened: ['note'],
};

export type Words = { note?: string | undefined; wouldChange?: string | undefined };

/** The words that an act still lacks, in the order of its form. */
export function missingWords(act: Act, words: Words): ('note' | 'wouldChange')[] {
  return (wanted[act] ?? []).filter((name) => !words[name]?.trim());
}

/** Whether an act has to come with these words. */
export function wantsWords(act: Act, name: 'note' | 'wouldChange'): boolean {
  return wanted[act]?.includes(name) ?? false;
}
