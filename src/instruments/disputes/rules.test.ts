import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isAgreed,
  needsReason,
  nextStep,
  openOffers,
  type Place,
  raiseForm,
  runsOut,
  standingOf,
  steps,
  waitsFor,
  yesTo,
} from './rules.ts';

const sides = ['a', 'b', 'c'];

describe('the ladder', () => {
  it('is climbed one step at a time and ends at the decision', () => {
    const climbed: Place[] = ['raised'];
    for (let next = nextStep('raised'); next; next = nextStep(next)) climbed.push(next);
    expect(climbed).toEqual([...steps]);
    expect(nextStep('ended')).toBeUndefined();
  });

  it('a step ends with its last day by the clocks of the city, also where those are put forward', () => {
    const ends = (now: string, days: number) =>
      runsOut(new Date(now), days, 'Europe/Oslo').toISOString().slice(0, 16);
    expect(ends('2026-03-27T12:00:00Z', 1)).toBe('2026-03-28T22:59');
    expect(ends('2026-03-27T12:00:00Z', 2)).toBe('2026-03-29T21:59');
    expect(ends('2026-03-27T23:30:00Z', 1)).toBe('2026-03-29T21:59');
  });

  it('its time is over from its moment on, and what was only noted begins no step', () => {
    const at = (day: number) => new Date(Date.UTC(2026, 0, day));
    const entries = [
      { kind: 'raised', step: 'raised' as const, dueAt: at(8), at: at(1) },
      { kind: 'moved', step: 'direct' as const, dueAt: at(20), at: at(3) },
      { kind: 'noted', step: 'direct' as const, dueAt: at(20), at: at(9) },
    ];
    expect(standingOf(entries, at(19))).toMatchObject({ step: 'direct', since: at(3), ranOut: false });
    expect(standingOf(entries, at(20)).ranOut).toBe(true);
  });

  it('a reason is wanted by who goes up before the time is over, and by nobody who only begins to talk', () => {
    expect(needsReason({ step: 'raised', ranOut: false })).toBe(false);
    expect(needsReason({ step: 'direct', ranOut: false })).toBe(true);
    expect(needsReason({ step: 'direct', ranOut: true })).toBe(false);
  });
});

describe('what was put to all sides', () => {
  const said = fc.array(
    fc.record({
      offer: fc.constantFrom('x', 'y', 'z'),
      partner: fc.constantFrom(...sides),
      kind: fc.constantFrom('offered', 'agreed', 'declined', 'noted'),
    }),
  );

  it('holds exactly when no side is left that has not said yes to it', () => {
    fc.assert(
      fc.property(said, fc.subarray(sides), (entries, stillIn) => {
        const yes = yesTo('x', entries);
        const missing = stillIn.filter(
          (side) =>
            !entries.some(
              ({ offer, partner, kind }) => offer === 'x' && partner === side && /offered|agreed/.test(kind),
            ),
        );
        expect(isAgreed(stillIn, yes)).toBe(stillIn.length > 0 && missing.length === 0);
      }),
    );
  });

  it('waits at most once of each kind, on its own step, and never after a no', () => {
    const offers = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('x', 'y', 'z'),
        kind: fc.constantFrom('settle', 'time'),
        step: fc.constantFrom('direct', 'mediator'),
      }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(offers, said, (put, entries) => {
        const open = openOffers(put, entries, 'direct');
        expect(new Set(open.map(({ kind }) => kind)).size).toBe(open.length);
        for (const one of open) {
          expect(one.step).toBe('direct');
          expect(entries.some(({ offer, kind }) => offer === one.id && kind === 'declined')).toBe(false);
          expect(put.findLast(({ kind }) => kind === one.kind)).toBe(one);
        }
      }),
    );
  });

  it('what is over has nothing that waits', () => {
    const put = [{ id: 'x', kind: 'settle', step: 'direct' }];
    expect(openOffers(put, [], 'direct')).toEqual(put);
    expect(openOffers(put, [], 'ended')).toEqual([]);
    for (const kind of ['declined', 'extended', 'named', 'ended'])
      expect(openOffers(put, [{ offer: 'x', partner: null, kind }], 'direct')).toEqual([]);
  });
});

describe('what waits for a reader', () => {
  const desk = {
    standing: { step: 'direct' as Place, ranOut: false },
    by: 'a',
    sides: sides.map((partner) => ({ partner, silent: partner === 'c' })),
    offers: [{ id: 'x', yes: new Set(['a']) }],
    ...{ helped: false, helper: false, rated: new Set<string>(), reviewDue: false },
    ...{ speaks: undefined as string | undefined, records: false },
  };

  it('is an answer for who has not given one, and for who writes down that of a side without people', () => {
    expect(waitsFor({ ...desk, speaks: 'a' })).toEqual([]);
    expect(waitsFor({ ...desk, speaks: 'b' })).toEqual([{ what: 'answer', offer: 'x' }]);
    expect(waitsFor({ ...desk, records: true })).toEqual([{ what: 'record', offer: 'x', partner: 'c' }]);
    expect(waitsFor(desk)).toEqual([]);
  });

  it('is the time that is over, for sides; before that, who helps', () => {
    const free = { ...desk, offers: [], speaks: 'b' };
    expect(waitsFor({ ...free, standing: { step: 'direct', ranOut: true } })).toEqual([{ what: 'ran-out' }]);
    const facilitated = { ...free, standing: { step: 'facilitated' as Place, ranOut: false } };
    expect(waitsFor(facilitated)).toEqual([{ what: 'helper' }]);
    expect(waitsFor({ ...facilitated, helped: true })).toEqual([]);
    expect(waitsFor({ ...facilitated, speaks: undefined, helper: true })).toEqual([{ what: 'help' }]);
  });

  it('is the beginning for all sides but the one that raised it', () => {
    const raised = { ...desk, offers: [], standing: { step: 'raised' as Place, ranOut: false } };
    expect(waitsFor({ ...raised, speaks: 'a' })).toEqual([]);
    expect(waitsFor({ ...raised, speaks: 'b' })).toEqual([{ what: 'raised' }]);
  });

  it('is, once it is over, whether it was fair and the day to look again', () => {
    const over = { ...desk, standing: { step: 'ended' as Place, ranOut: false }, speaks: 'b' };
    expect(waitsFor({ ...over, reviewDue: true })).toEqual([{ what: 'review' }, { what: 'fair' }]);
    expect(waitsFor({ ...over, rated: new Set(['b']) })).toEqual([]);
    expect(waitsFor({ ...over, speaks: undefined, records: true })).toEqual([{ what: 'fair', partner: 'c' }]);
  });
});

it('a partner that is named twice is one side', () => {
  const typed = { title: 'x', about: 'money', happened: 'x', wants: 'x', with: ['b', 'b'] };
  expect(raiseForm.parse(typed).with).toEqual(['b']);
  expect(raiseForm.parse({ ...typed, with: 'b' }).with).toEqual(['b']);
});
