import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Act,
  acts,
  actsOpenTo,
  isAnswer,
  isClosed,
  missingWords,
  type Side,
  stateAfter,
  stateOf,
  states,
  voidQuestion,
} from './rules.ts';

/** Written by hand, not derived: state, side, and the acts that are possible there with the state they lead to. */
const expected: Record<string, Record<Side, Partial<Record<Act, string>>>> = {
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
    unit: { accepted: 'promised', declined: 'declined', countered: 'countered', forwarded: 'with-unit' },
  },
  countered: {
    asker: { 'counter-accepted': 'promised', added: 'with-unit', withdrawn: 'withdrawn' },
    unit: { accepted: 'promised', countered: 'countered', declined: 'declined' },
  },
  promised: { asker: { added: 'promised', withdrawn: 'withdrawn' }, unit: { done: 'done' } },
  declined: { asker: { reopened: 'with-unit' }, unit: {} },
  withdrawn: { asker: { reopened: 'with-unit' }, unit: {} },
  done: { asker: { 'confirmed-done': 'confirmed', reopened: 'promised' }, unit: {} },
  confirmed: { asker: {}, unit: {} },
};

describe('a request', () => {
  const everything = states.flatMap((state) =>
    (['asker', 'unit'] as const).flatMap((side) => acts.map((act) => ({ state, side, act }))),
  );

  it.each(everything)(
    'that is $state: the $side and "$act" are as the table says',
    ({ state, side, act }) => {
      expect(stateAfter(state, side, act)).toBe(expected[state]?.[side]?.[act]);
      expect(actsOpenTo(state, side).includes(act)).toBe(expected[state]?.[side]?.[act] !== undefined);
    },
  );

  it('begins by being sent by the asker, and in no other way', () => {
    for (const act of acts) {
      expect(stateAfter(null, 'asker', act)).toBe(act === 'sent' ? 'with-unit' : undefined);
      expect(stateAfter(null, 'unit', act)).toBeUndefined();
    }
    expect(stateOf([])).toBeNull();
    expect(() => stateOf([{ side: 'unit', act: 'accepted' }])).toThrow(/not there yet/);
  });

  it('is never silently lost: whoever is to act next can act, until both have said that it is over', () => {
    const turn: Record<string, Side | null> = {
      'with-unit': 'unit',
      'with-asker': 'asker',
      countered: 'asker',
      promised: 'unit',
      declined: 'asker',
      withdrawn: 'asker',
      done: 'asker',
      confirmed: null,
    };
    for (const state of states) {
      const side = turn[state];
      if (side) expect(actsOpenTo(state, side).length).toBeGreaterThan(0);
      else expect([...actsOpenTo(state, 'asker'), ...actsOpenTo(state, 'unit')]).toEqual([]);
    }
  });

  it('can never be done by anyone but the one who promised, nor confirmed by anyone but the asker', () => {
    const walk = fc.array(
      fc.record({ side: fc.constantFrom<Side>('asker', 'unit'), act: fc.constantFrom(...acts) }),
      {
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(walk, (tried) => {
        const happened: { side: Side; act: Act }[] = [{ side: 'asker', act: 'sent' }];
        for (const one of tried) {
          const state = stateOf(happened);
          if (state && stateAfter(state, one.side, one.act)) happened.push(one);
        }
        expect(states).toContain(stateOf(happened));
        for (const [n, { side, act }] of happened.entries()) {
          if (act === 'done') expect(stateOf(happened.slice(0, n))).toBe('promised');
          if (act === 'done' || isAnswer(act) || act === 'forwarded') expect(side).toBe('unit');
          if (act === 'confirmed-done' || act === 'counter-accepted') expect(side).toBe('asker');
          if (act === 'confirmed-done') expect(n).toBe(happened.length - 1);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is not declined without a reason and what would change it', () => {
    expect(missingWords('declined', {})).toEqual(['note', 'wouldChange']);
    expect(missingWords('declined', { note: 'Two bus lines', wouldChange: '  \n' })).toEqual(['wouldChange']);
    expect(missingWords('declined', { note: 'Two bus lines', wouldChange: 'A Sunday' })).toEqual([]);
    expect(missingWords('forwarded', { note: '' })).toEqual(['note']);
    expect(missingWords('accepted', {})).toEqual([]);
  });

  it('leaves no question open that nobody waits for: a forward makes it void', () => {
    const one = (side: Side, act: Act) => ({ side, act });
    const asked = [one('asker', 'sent'), one('unit', 'asked-back')];
    expect(voidQuestion(asked)).toBeUndefined();
    const passedOn = [...asked, one('unit', 'forwarded')];
    expect(voidQuestion(passedOn)).toBe(asked[1]);
    expect(voidQuestion([...passedOn, one('unit', 'forwarded')])).toBe(asked[1]);
    expect(voidQuestion([...passedOn, one('asker', 'added')])).toBeUndefined();
    expect(voidQuestion([...passedOn, one('unit', 'declined')])).toBeUndefined();
    expect(voidQuestion([one('asker', 'sent'), one('unit', 'forwarded')])).toBeUndefined();
  });

  it('closes the unit’s links where no act of the unit leads on', () => {
    for (const state of states) expect(isClosed(state)).toBe(actsOpenTo(state, 'unit').length === 0);
  });
});
