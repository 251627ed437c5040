import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elements } from '../../guide/elements.ts';
import { noReasons } from '../../mechanisms/living-document/rules.ts';
import {
  type Choice,
  choiceForm,
  choices,
  isChosen,
  isSaidDone,
  nextStep,
  offersFor,
  type RoundWork,
  stepsAt,
  type TextWork,
  toWriteFrom,
  type Work,
} from './rules.ts';

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const today = '2026-06-01';

const named = (id: string) => ({ id, title: id, locale: 'en' as const });
const text = (more: Partial<TextWork> = {}): TextWork => ({
  ...named('text'),
  begunAt: day(1),
  agreedAt: null,
  revisitOn: null,
  ...noReasons,
  ...more,
});
const round = (more: Partial<RoundWork> = {}): RoundWork => ({
  ...named('round'),
  previous: null,
  askedAt: day(1),
  dueAt: day(20),
  revealedAt: null,
  withdrawnAt: null,
  asked: 3,
  sealed: 1,
  ready: null,
  ...more,
});
const nothing = { rounds: [], texts: [], rooms: [] };
function work(element: string, more: { agreed?: Date; revisitOn?: string } = {}): Work {
  return {
    element,
    ...nothing,
    texts: [text({ agreedAt: more.agreed ?? null, revisitOn: more.revisitOn ?? null })],
  };
}
const choice = (element: string, says: Choice['says'], at: Date): Choice => ({
  element,
  says,
  reason: '',
  locale: 'en',
  by: null,
  at,
});
const stateOf = (id: string, works: Work[], chosen: Choice[] = []) =>
  stepsAt(works, chosen, today).find((step) => step.id === id)!.state;
const nextOf = (works: Work[], chosen: Choice[] = []) => nextStep(stepsAt(works, chosen, today))?.id;

describe('where a step stands', () => {
  it('is not begun, begun, agreed, or to be looked at again, as its rounds and texts say', () => {
    expect(stateOf('vision', [])).toBe('none');
    expect(stateOf('vision', [{ element: 'vision', ...nothing, rounds: [round()] }])).toBe('begun');
    expect(stateOf('vision', [work('vision')])).toBe('begun');
    expect(stateOf('vision', [work('vision', { agreed: day(2) })])).toBe('agreed');
    expect(stateOf('vision', [work('vision', { agreed: day(2), revisitOn: '2026-06-02' })])).toBe('agreed');
    expect(stateOf('vision', [work('vision', { agreed: day(2), revisitOn: today })])).toBe('revisit');
    for (const one of ['happened', 'joined', 'gone'] as const) {
      const [vision] = [work('vision', { agreed: day(2), revisitOn: '2026-06-02' })];
      const called = { ...vision!, texts: [{ ...vision!.texts[0]!, [one]: 1 }] };
      expect(stateOf('vision', [called]), one).toBe('revisit');
    }
    expect(stateOf('history', [work('vision')])).toBe('none');
  });

  it('stays agreed while another text of it is being written', () => {
    const held = text({ id: 'held', agreedAt: day(3), revisitOn: '2026-07-01' });
    const works = [{ element: 'vision', ...nothing, texts: [text({ begunAt: day(9) }), held] }];
    expect(stateOf('vision', works)).toBe('agreed');
    expect(stepsAt(works, [], today).find(({ id }) => id === 'vision')!.agreed!.text).toBe('held');
  });

  it('is begun or agreed by what another room has of it', () => {
    const room = {
      element: 'history',
      path: 'past',
      label: () => 'The past',
      begunAt: day(2),
      revisitOn: null,
    };
    const of = (agreedAt: Date | null) => [
      { element: 'history', ...nothing, rooms: [{ ...room, agreedAt }] },
    ];
    expect(stateOf('history', of(null))).toBe('begun');
    expect(stateOf('history', of(day(3)))).toBe('agreed');
  });

  it('is done since partners said so, until something of it is agreed, or it is opened again', () => {
    const done = [choice('vision', 'done', day(5))];
    expect(stateOf('vision', [], done)).toBe('agreed');
    expect(stateOf('vision', [work('vision')], done)).toBe('agreed');
    const [said] = stepsAt([], done, today).filter(({ id }) => id === 'vision');
    expect(said!.agreed).toEqual({ agreedAt: day(5), revisitOn: null });
    expect(isSaidDone(said!)).toBe(true);
    const later = stepsAt([work('vision', { agreed: day(6) })], done, today).find(
      ({ id }) => id === 'vision',
    )!;
    expect(isSaidDone(later)).toBe(false);
    expect(stateOf('vision', [], [choice('vision', 'taken-up', day(6))])).toBe('none');
  });

  it('is set aside until it is taken up, chosen or agreed', () => {
    const aside = [choice('vision', 'aside', day(5))];
    expect(stateOf('vision', [], aside)).toBe('aside');
    expect(stateOf('vision', [work('vision', { agreed: day(2) })], aside)).toBe('aside');
    expect(stateOf('vision', [work('vision', { agreed: day(6) })], aside)).toBe('agreed');
    expect(stateOf('vision', [], [choice('vision', 'taken-up', day(6))])).toBe('none');
    expect(stateOf('vision', [], [choice('vision', 'next', day(6))])).toBe('none');
  });
});

describe('the next step', () => {
  it('is the first that is not begun, after what is begun, after what is to be looked at again', () => {
    expect(nextOf([])).toBe('partners');
    expect(nextOf([work('partners', { agreed: day(1) })])).toBe('history');
    expect(nextOf([work('vision')])).toBe('vision');
    expect(nextOf([work('vision'), work('facts', { agreed: day(1), revisitOn: '2026-05-01' })])).toBe(
      'facts',
    );
  });

  it('is the one that partners chose, the latest of several, until it is agreed', () => {
    const wanted = [choice('story', 'next', day(3)), choice('data', 'next', day(4))];
    expect(nextOf([work('vision')], wanted)).toBe('data');
    expect(nextOf([work('data', { agreed: day(5) })], wanted)).toBe('story');
    expect(nextOf([work('data', { agreed: day(2) })], wanted), 'going back is normal').toBe('data');
  });

  it('is said to be chosen only as long as that counts', () => {
    const chosenOf = (works: Work[]) =>
      isChosen(stepsAt(works, [choice('data', 'next', day(4))], today).find(({ id }) => id === 'data')!);
    expect(chosenOf([])).toBe(true);
    expect(chosenOf([work('data', { agreed: day(2) })])).toBe(true);
    expect(chosenOf([work('data', { agreed: day(5), revisitOn: '2026-01-09' })])).toBe(false);
  });

  it('passes over what is set aside, and is none when nothing is left', () => {
    expect(nextOf([], [choice('partners', 'aside', day(1))])).toBe('history');
    const all = elements.map(({ id }) => work(id, { agreed: day(1) }));
    expect(nextOf(all)).toBeUndefined();
  });

  it('is never one that is set aside, and never none while something is not begun', () => {
    const someChoice = fc.record({
      element: fc.constantFrom(...elements.map(({ id }) => id)),
      says: fc.constantFrom(...choices),
      at: fc.integer({ min: 1, max: 200 }).map(day),
      reason: fc.constant(''),
      locale: fc.constant('en' as const),
      by: fc.constant(null),
    });
    const someWork = fc
      .tuple(fc.constantFrom(...elements.map(({ id }) => id)), fc.option(fc.integer({ min: 1, max: 200 })))
      .map(([id, agreed]) => work(id, agreed ? { agreed: day(agreed) } : {}));
    fc.assert(
      fc.property(
        fc.uniqueArray(someWork, { selector: ({ element }) => element }),
        fc.uniqueArray(someChoice, { selector: ({ element }) => element }),
        (works, chosen) => {
          const steps = stepsAt(works, chosen, today);
          const next = nextStep(steps);
          expect(next?.state).not.toBe('aside');
          if (steps.some(({ state }) => state === 'none' || state === 'begun')) expect(next).toBeDefined();
        },
      ),
    );
  });
});

it('wants a reason from who sets a step aside, and from nobody else', () => {
  expect(choiceForm.safeParse({ says: 'aside', reason: ' ' }).error!.issues[0]!.message).toBe(
    'reason.wanted',
  );
  expect(choiceForm.safeParse({ says: 'done', reason: '' }).success).toBe(false);
  expect(choiceForm.safeParse({ says: 'next' }).success).toBe(true);
  expect(choiceForm.safeParse({ says: 'other' }).success).toBe(false);
});

it('makes one text of a round whose answers are open, unless a text was begun since', () => {
  const of = (rounds: RoundWork[], texts: TextWork[] = []) =>
    toWriteFrom({ element: 'facts', ...nothing, rounds, texts }, day(10))?.id;
  expect(toWriteFrom(undefined, day(10))).toBeUndefined();
  expect(of([round()]), 'still sealed').toBeUndefined();
  expect(of([round({ revealedAt: day(9) })])).toBe('round');
  expect(of([round({ dueAt: day(9) })])).toBe('round');
  expect(of([round({ id: 'again', askedAt: day(8) }), round({ revealedAt: day(5) })])).toBeUndefined();
  expect(of([round({ revealedAt: day(9) })], [text({ begunAt: day(9) })])).toBeUndefined();
  expect(of([round({ askedAt: day(5), revealedAt: day(9) })], [text({ begunAt: day(2) })])).toBe('round');
});

it('offers what the rooms have for a step, the best to begin with first', () => {
  const offer = (element: string, order: number) => ({
    element,
    order,
    path: `room-${order}`,
    label: () => '',
    about: () => '',
  });
  const rooms = [
    { steps: { offers: [offer('vision', 20), offer('history', 5)] } },
    {},
    { steps: { offers: [offer('vision', 10)] } },
  ];
  expect(offersFor(rooms, 'vision').map(({ path }) => path)).toEqual(['room-10', 'room-20']);
  expect(offersFor(rooms, 'story')).toEqual([]);
});
