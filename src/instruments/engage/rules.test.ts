import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldOf, isDone, namesIn, ratedBy, scale, spreadOf } from './rules.ts';

const steps = fc.array(fc.constantFrom(...scale), { minLength: 1, maxLength: 40 });

describe('the middle of what partners say', () => {
  it('is the one in the middle, or half way between the two', () => {
    expect(spreadOf([])).toBeUndefined();
    expect(spreadOf([4])).toEqual({ median: 4, least: 4, most: 4, of: 1 });
    expect(spreadOf([5, 2])).toEqual({ median: 3.5, least: 2, most: 5, of: 2 });
    expect(spreadOf([5, 1, 2])).toEqual({ median: 2, least: 1, most: 5, of: 3 });
    expect(spreadOf([1, 2, 4, 5])).toEqual({ median: 3, least: 1, most: 5, of: 4 });
  });

  it('has as many below as above it, whatever the order, and moves with its scale', () => {
    fc.assert(
      fc.property(steps, (said) => {
        const { median, least, most, of } = spreadOf(said)!;
        expect(of).toBe(said.length);
        expect(said).toContain(least);
        expect(said).toContain(most);
        expect(least <= median && median <= most).toBe(true);
        expect(Number.isInteger(median * 2)).toBe(true);
        expect(said.filter((one) => one < median).length).toBeLessThanOrEqual(said.length / 2);
        expect(said.filter((one) => one > median).length).toBeLessThanOrEqual(said.length / 2);
        expect(spreadOf(said.toReversed())).toEqual(spreadOf(said));
        expect(spreadOf(said.map((one) => 6 - one))!.median).toBe(6 - median);
      }),
    );
  });

  it('is told of both measures, or of neither', () => {
    expect(ratedBy([])).toBeUndefined();
    const rated = ratedBy([
      { affected: 5, influence: 1 },
      { affected: 4, influence: 2 },
    ])!;
    expect([rated.affected.median, rated.influence.median]).toEqual([4.5, 1.5]);
  });
});

describe('the field of a place', () => {
  it('counts the middle as much', () => {
    expect(fieldOf(3, 3)).toBe('together');
    expect(fieldOf(3, 2.5)).toBe('voice');
    expect(fieldOf(2.5, 3)).toBe('win');
    expect(fieldOf(2.5, 2.5)).toBe('inform');
  });

  it('asks nobody less who is more affected or has more influence', () => {
    const weight = { together: 2, voice: 1, win: 1, inform: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...scale), fc.constantFrom(...scale), (affected, influence) => {
        const now = weight[fieldOf(affected, influence)];
        expect(weight[fieldOf(affected + 1, influence)]).toBeGreaterThanOrEqual(now);
        expect(weight[fieldOf(affected, influence + 1)]).toBeGreaterThanOrEqual(now);
      }),
    );
  });
});

it('is done once there is a group, all have said who is missing, and each group is decided', () => {
  expect(isDone({ groups: 1, unanswered: 0, undecided: 0 })).toBe(true);
  expect(isDone({ groups: 0, unanswered: 0, undecided: 0 })).toBe(false);
  expect(isDone({ groups: 2, unanswered: 1, undecided: 0 })).toBe(false);
  expect(isDone({ groups: 2, unanswered: 0, undecided: 1 })).toBe(false);
});

it('reads names one a line, each once', () => {
  expect(namesIn(' Night  shift\n\nnight shift \nSchool kitchens')).toEqual({
    names: ['Night shift', 'School kitchens'],
    tooLong: [],
  });
  expect(namesIn(`Short\n${'x'.repeat(121)}`)).toEqual({ names: ['Short'], tooLong: [2] });
});
