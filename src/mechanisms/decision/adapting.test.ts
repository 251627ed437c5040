import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adapt, changesTo, isHalf, shares } from './adapting.ts';
import { chooserAnswers, type Process } from './process.ts';
import { findProcess, processes } from './processes.ts';
import { outcomeOf } from './rules.ts';

const majority = findProcess('majority')!;
const heads = (n: number) => Array.from({ length: n }, (_, id) => ({ id: String(id), sector: 'one' }));
const came = (process: Process, yes: number, no: number) =>
  outcomeOf(
    process,
    heads(yes + no),
    heads(yes + no).map(({ id }, n) => ({ voter: id, stance: n < yes ? 'yes' : 'no' })),
    { quorum: 0, sectorQuorum: 0 },
  ).result;

describe('a copy of a process', () => {
  it('that changes nothing decides as the house does', () => {
    for (const process of processes) {
      expect(adapt(process, {})).toEqual(process);
      const { days, results, fits } = process;
      expect(changesTo(process, { days, results, fits, without: [] })).toEqual({});
    }
  });

  it('keeps only what is otherwise, in whatever order answers come, and follows the house in the rest', () => {
    const { days, results, fits } = majority;
    const turned = { ...fits, stakes: fits.stakes.toReversed() };
    const changes = changesTo(majority, { days: days + 3, results, fits: turned, without: ['abstain'] });
    expect(changes).toEqual({ days: days + 3, without: ['abstain'] });
    const later: Process = { ...majority, results: 'open' };
    expect(adapt(later, changes)).toMatchObject({ days: days + 3, results: 'open' });
  });

  it('with another share holds with it and not below, and more than half is more', () => {
    for (const share of shares) {
      const process = adapt(majority, { share })!;
      const all = share.in * 10;
      const enough = share.of * 10 + (isHalf(share) ? 1 : 0);
      expect(came(process, enough, all - enough), `${share.of} in ${share.in}`).toBe('holds');
      expect(came(process, enough - 1, all - enough + 1), `${share.of} in ${share.in}`).toBe('fails');
    }
  });

  it('without a stance counts nobody who says it', () => {
    const process = adapt(findProcess('gradients')!, { without: ['veto'] })!;
    const outcome = outcomeOf(
      process,
      heads(3),
      [
        { voter: '0', stance: 'agree' },
        { voter: '1', stance: 'agree' },
        { voter: '2', stance: 'veto' },
      ],
      { quorum: 0, sectorQuorum: 0 },
    );
    expect(outcome.stances.map(({ key }) => key)).not.toContain('veto');
    expect(outcome.result).toBe('holds');
  });

  it('is none where it could not work: nothing in favour, nothing against, no objection to a consent, one thing to say', () => {
    for (const key of ['majority', 'supermajority'])
      expect(adapt(findProcess(key)!, { without: ['no'] }), key).toBeUndefined();
    expect(adapt(findProcess('consent')!, { without: ['objection'] })).toBeUndefined();
    expect(adapt(findProcess('consent')!, { without: ['consent', 'concern'] })).toBeUndefined();
    expect(adapt(majority, { without: ['no', 'abstain'] })).toBeUndefined();
    expect(adapt(findProcess('score')!, { to: 11 })).toBeUndefined();
  });

  it('made of any changes is a process that works, or none; and its changes make it again', () => {
    const some = <Value>(among: readonly Value[]) => fc.subarray([...among], { minLength: 1 });
    const anyChanges = fc.constantFrom(...processes).chain((process) =>
      fc.record({
        process: fc.constant(process),
        wanted: fc.record({
          days: fc.integer({ min: 1, max: 90 }),
          results: fc.constantFrom('voted', 'closed', 'open'),
          fits: fc.record({
            aim: some(chooserAnswers.aim),
            stakes: some(chooserAnswers.stakes),
            carried: some(chooserAnswers.carried),
            time: some(chooserAnswers.time),
          }),
          without: fc.subarray(
            process.ballot.kind === 'stance' ? process.ballot.stances.map(({ key }) => key) : [],
          ),
        }),
      }),
    );
    fc.assert(
      fc.property(anyChanges, ({ process, wanted }) => {
        const whole = adapt(process, wanted as Parameters<typeof adapt>[1]);
        const kept = adapt(process, changesTo(process, wanted as Parameters<typeof changesTo>[1]));
        if (!whole) {
          expect(kept).toBeUndefined();
          return;
        }
        const sorted = ({ fits, ...more }: Process) => ({
          ...more,
          fits: Object.fromEntries(Object.entries(fits).map(([name, all]) => [name, all.toSorted()])),
        });
        expect(sorted(kept!)).toEqual(sorted(whole));
        if (whole.ballot.kind === 'stance') expect(whole.ballot.stances.length).toBeGreaterThan(1);
      }),
    );
  });
});
