import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../platform/working-days.ts';
import {
  areasOf,
  complaintOf,
  type Decider,
  decide,
  deciders,
  flags,
  kinds,
  lastMonday,
  linesOf,
  type Rule,
  weekBefore,
  weekLines,
} from './rules.ts';

const reach = (decider: Decider) => deciders.indexOf(decider);

/** Rules as they can come to stand beside each other: what does not fit is refused one by one. */
const ruleSets = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      area: fc.constantFrom('Food', 'food', 'Posters', 'Press'),
      upTo: fc.integer({ min: 1, max: 1_000 }),
      decider: fc.constantFrom(...deciders),
      stands: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((wanted) => {
    const rules: Rule[] = [];
    for (const [n, { upTo, ...one }] of wanted.entries()) {
      const isStep = one.kind === 'money' && one.decider !== 'all';
      const rule = { ...one, id: String(n), upTo: isStep ? upTo : null };
      if (!complaintOf(rules, rule)) rules.push(rule);
    }
    return rules;
  });
const area = fc.constantFrom('Food', 'Posters', 'Press', 'Something else');
const amount = fc.option(fc.integer({ min: 1, max: 1_200 }));

describe('who decides', () => {
  it('is exactly one for every area and amount, and never somebody who is not there', () => {
    fc.assert(
      fc.property(ruleSets, area, amount, (rules, area, amount) => {
        const { decider, rule, because } = decide(rules, { area, amount, flags: [] });
        expect(deciders).toContain(decider);
        if (!rule) {
          expect(decider).toBe('all');
          return;
        }
        expect(because).toBe('rule');
        expect(rule.stands).toBe(true);
        if (rule.upTo !== null) expect(amount).toBeLessThanOrEqual(rule.upTo);
        // No other step of the area is as near, so that nobody else decides as well.
        const nearer = rules.filter(
          (one) =>
            one !== rule &&
            one.stands &&
            one.area.toLowerCase() === area.toLowerCase() &&
            (one.upTo ?? Infinity) >= (amount ?? (one.kind === 'money' ? Infinity : 0)) &&
            (one.upTo ?? Infinity) <= (rule.upTo ?? Infinity),
        );
        expect(nearer).toEqual([]);
      }),
    );
  });

  it('reaches no less far when the amount is raised', () => {
    fc.assert(
      fc.property(ruleSets, area, amount, fc.nat(1_200), (rules, area, amount, more) => {
        const asked = { area, flags: [] };
        const before = decide(rules, { ...asked, amount: amount ?? 1 });
        const after = decide(rules, { ...asked, amount: (amount ?? 1) + more });
        expect(reach(after.decider)).toBeGreaterThanOrEqual(reach(before.decider));
      }),
    );
  });

  it('is all partners with a red flag, whatever the rules say', () => {
    const some = fc.subarray([...flags], { minLength: 1 });
    fc.assert(
      fc.property(ruleSets, area, amount, some, (rules, area, amount, flags) => {
        const answer = decide(rules, { area, amount, flags });
        expect(answer).toEqual({ decider: 'all', rule: undefined, because: 'flags' });
      }),
    );
  });

  it('is said with why: by a rule, above all of them, because nobody is there, or because none names it', () => {
    const step = (upTo: number, decider: Decider, stands = true): Rule => ({
      ...{ id: decider, kind: 'money', area: 'Food', upTo, decider, stands },
    });
    const rules = [step(500, 'group'), step(100, 'role')];
    const because = (amount: number | null, area = 'food') =>
      decide(rules, { area, amount, flags: [] }).because;
    expect([because(100), because(101), because(501), because(null), because(5, 'Press')]).toEqual([
      ...['rule', 'rule', 'above', 'above', 'nothing'],
    ]);
    expect(decide(rules, { area: 'Food', amount: 100, flags: [] }).decider).toBe('role');
    expect(decide(rules, { area: 'Food', amount: 101, flags: [] }).decider).toBe('group');
    const vacant = [step(100, 'role', false), step(500, 'group')];
    expect(decide(vacant, { area: 'Food', amount: 5, flags: [] }).decider).toBe('group');
    const nobody = [step(100, 'role', false)];
    expect(decide(nobody, { area: 'Food', amount: 5, flags: [] })).toMatchObject({
      ...{ decider: 'all', because: 'vacant' },
    });
  });
});

describe('a rule that is added', () => {
  const food = { kind: 'money', area: 'Food', upTo: 500, decider: 'group' } as const;

  it('is refused where the step is taken, the area is of another kind, or more would reach less far', () => {
    expect(complaintOf([food], { ...food, area: ' food' })).toBe('step.taken');
    expect(complaintOf([food], { ...food, kind: 'daily', upTo: null })).toBe('area.other-kind');
    expect(complaintOf([food], { ...food, upTo: 501, decider: 'role' })).toBe('step.lower');
    expect(complaintOf([food], { ...food, upTo: 499, decider: 'role' })).toBeUndefined();
    expect(complaintOf([food], { ...food, upTo: null, decider: 'all' })).toBeUndefined();
    expect(complaintOf([food], { ...food, area: 'Press' })).toBeUndefined();
  });

  it('names its area once in the list of areas', () => {
    const areas = areasOf([food, { ...food, area: 'Press' }, { ...food, area: 'FOOD' }]);
    expect(areas.map(({ area }) => area)).toEqual(['Food', 'Press']);
  });
});

describe('a week', () => {
  it('has one page of lines at most, and all of them where there are fewer', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), (decided, open) => {
        const lines = linesOf(decided, open);
        expect(lines.decided + lines.open).toBe(Math.min(weekLines, decided + open));
        expect(lines.decided).toBeLessThanOrEqual(decided);
        expect(lines.open).toBeLessThanOrEqual(open);
      }),
    );
  });

  it('goes from Monday to Sunday by the clocks of the city, also where these jump', () => {
    const { from, until } = weekBefore('2026-03-30', 'Europe/Berlin');
    expect(from.toISOString()).toBe('2026-03-22T23:00:00.000Z');
    expect(until.toISOString()).toBe('2026-03-29T22:00:00.000Z');
    expect(dayOf(from, 'Europe/Berlin')).toBe('2026-03-23');
  });

  it('is told once its hour has struck on Monday, and until then the one before', () => {
    const at = (moment: string) => lastMonday(new Date(moment), 8, 'Europe/Berlin');
    expect(at('2026-11-30T06:59:00Z').monday).toBe('2026-11-23');
    expect(at('2026-11-30T07:00:00Z')).toEqual({
      monday: '2026-11-30',
      struck: new Date('2026-11-30T07:00:00Z'),
    });
    expect(at('2026-12-06T20:00:00Z').monday).toBe('2026-11-30');
  });
});
