import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooserAnswers, processShape } from './process.ts';
import { findProcess, processes, proposeProcesses } from './processes.ts';
import { type Conditions, outcomeOf, type Voice, type Voter } from './rules.ts';

const free: Conditions = { quorum: 0, sectorQuorum: 0 };
const voters = (n: number): Voter[] => Array.from({ length: n }, (_, i) => ({ id: `v${i}`, sector: 'one' }));
const process = (key: string) => findProcess(key)!;

/** Each of these many voters says this, in the order of the list. */
const saying = (...said: [string, number][]): Voice[] =>
  said
    .flatMap(([stance, n]) => Array.from({ length: n }, () => stance))
    .map((stance, i) => ({ voter: `v${i}`, stance }));
const marking = (...marks: Record<string, number>[]): Voice[] =>
  marks.map((one, i) => ({ voter: `v${i}`, marks: one }));

const resultOf = (key: string, voices: Voice[], n = voices.length, options: string[] = []) => {
  const { result, reason, chosen } = outcomeOf(process(key), voters(n), voices, free, options);
  return { result, reason, ...(chosen.length > 0 && { chosen }) };
};

describe('processes', () => {
  it('are thirteen, each read by the shape', () => {
    expect(processes.map(({ key }) => key)).toEqual([
      ...['consent', 'consensus', 'advice', 'gradients', 'majority', 'supermajority'],
      ...['approval', 'score', 'dots', 'time-poll', 'opt-in', 'sense-check', 'check'],
    ]);
    const { settled } = process('consent');
    expect(settled).toEqual({ by: 'no-block' });
    const gradients = process('gradients').ballot;
    expect(gradients.kind === 'stance' && gradients.stances).toHaveLength(8);
  });

  it('are refused where they cannot end', () => {
    const without = {
      ...process('consent'),
      ballot: {
        kind: 'stance',
        stances: [
          { key: 'yes', counts: 'for', reason: 'welcome' },
          { key: 'no', counts: 'against', reason: 'wanted' },
        ],
      },
    };
    expect(processShape.safeParse(without).success).toBe(false);
    expect(processShape.safeParse({ ...process('majority'), settled: { by: 'most' } }).success).toBe(false);
    expect(processShape.safeParse({ ...process('dots'), settled: { by: 'no-block' } }).success).toBe(false);
  });

  it('are each the one proposed to somebody', () => {
    const first = new Set<string>();
    for (const aim of chooserAnswers.aim)
      for (const stakes of chooserAnswers.stakes)
        for (const carried of chooserAnswers.carried)
          for (const time of chooserAnswers.time)
            first.add(proposeProcesses({ aim, stakes, carried, time })[0]!.process.key);
    expect([...first].sort()).toEqual(processes.map(({ key }) => key).sort());
  });

  it('are proposed by what is wanted, and what they do not fit is said', () => {
    const [best, second] = proposeProcesses({ aim: 'agree', stakes: 'some', carried: 'all', time: 'enough' });
    expect(best).toEqual({ process: process('consent'), unfit: [] });
    expect(second!.unfit.length).toBeGreaterThan(0);
    for (const { process: one } of proposeProcesses({
      aim: 'choose',
      stakes: 'low',
      carried: 'one',
      time: 'little',
    }))
      expect(one.settled.by).toBe('most');
  });
});

// Ten partners, of whom six are for it, one lets it pass and three see harm: what they say in the words of each
// process, and what comes of it.
describe('the same ten', () => {
  it('agree by majority, since more are for it than against it', () =>
    expect(resultOf('majority', saying(['yes', 6], ['abstain', 1], ['no', 3]))).toEqual({
      result: 'holds',
      reason: 'share',
    }));
  it('agree by two thirds, exactly', () => {
    expect(resultOf('supermajority', saying(['yes', 6], ['abstain', 1], ['no', 3]))).toEqual({
      result: 'holds',
      reason: 'share',
    });
    expect(resultOf('supermajority', saying(['yes', 5], ['abstain', 2], ['no', 3]))).toEqual({
      result: 'fails',
      reason: 'no-share',
    });
    expect(resultOf('majority', saying(['yes', 5], ['abstain', 2], ['no', 3])).result).toBe('holds');
  });
  it('do not agree by consent while an objection stands; concerns alone do not stop it', () => {
    expect(resultOf('consent', saying(['consent', 6], ['concern', 1], ['objection', 3]))).toEqual({
      result: 'fails',
      reason: 'blocked',
    });
    expect(resultOf('consent', saying(['consent', 6], ['concern', 4]))).toEqual({
      result: 'holds',
      reason: 'no-block',
    });
    expect(resultOf('majority', saying(['yes', 9], ['no', 1])).result).toBe('holds');
    expect(resultOf('consent', saying(['consent', 9], ['objection', 1])).result).toBe('fails');
  });
  it('agree by consent over an objection that all others set aside, and no one fewer', () => {
    const voters = ['a', 'b', 'c', 'd'].map((id) => ({ id, sector: 'public' }));
    const outcome = (asideBy: string[]) =>
      outcomeOf(
        process('consent'),
        voters,
        [
          ...['a', 'b'].map((voter) => ({ voter, stance: 'consent' })),
          { voter: 'c', stance: 'objection', asideBy },
        ],
        { quorum: 1, sectorQuorum: 0 },
      );
    // Who has said nothing on the proposal is asked about the objection all the same.
    expect(outcome(['a', 'b'])).toMatchObject({ result: 'fails', reason: 'blocked' });
    expect(outcome(['a', 'b', 'c'])).toMatchObject({ result: 'fails', reason: 'blocked' });
    expect(outcome(['a', 'b', 'd'])).toMatchObject({
      ...{ result: 'holds', reason: 'set-aside', setAside: ['c'] },
      sides: { for: 2, against: 0, aside: 1, blocks: 0 },
    });
    const alone = [{ voter: 'c', stance: 'objection', asideBy: [] }];
    expect(
      outcomeOf(process('consent'), [voters[2]!], alone, { quorum: 1, sectorQuorum: 0 }).result,
      'nobody sets their own aside',
    ).toBe('fails');
  });
  it('do not agree by consensus while one is silent, where consent would hold', () => {
    expect(resultOf('consensus', saying(['agree', 6], ['stand-aside', 3]), 10)).toEqual({
      result: 'fails',
      reason: 'not-everybody',
    });
    expect(resultOf('consensus', saying(['agree', 6], ['stand-aside', 4]))).toEqual({
      result: 'holds',
      reason: 'everybody',
    });
    expect(resultOf('consent', saying(['consent', 6], ['concern', 3]), 10).result).toBe('holds');
  });
  it('lean towards it by gradients, where a majority of yes and no would tie', () => {
    const leaning = saying(['minor-concerns', 5], ['more-talk', 3], ['do-not-like', 2]);
    expect(resultOf('gradients', leaning)).toEqual({ result: 'holds', reason: 'lean' });
    expect(resultOf('majority', saying(['yes', 5], ['no', 5]))).toEqual({
      result: 'fails',
      reason: 'no-share',
    });
    expect(resultOf('gradients', saying(['whole-hearted', 9], ['veto', 1]))).toEqual({
      result: 'fails',
      reason: 'blocked',
    });
    expect(resultOf('gradients', saying(['agree', 2], ['do-not-like', 2], ['abstain', 6]))).toEqual({
      result: 'fails',
      reason: 'no-lean',
    });
  });
  it('give advice, and who proposes decides: also against most of it', () =>
    expect(resultOf('advice', saying(['go', 1], ['rather-not', 9]))).toEqual({
      result: 'proposer',
      reason: 'proposer',
    }));
  it('are heard by a sense check, a check and an opt-in, and nothing is decided', () => {
    for (const [key, voices] of [
      ['sense-check', saying(['looks-good', 10])],
      ['check', saying(['done', 10])],
      ['opt-in', saying(['in', 4], ['not-now', 6])],
    ] as const)
      expect(resultOf(key, voices), key).toEqual({ result: 'seen', reason: 'seen' });
  });

  it('choose another option by approval, by score and by dots', () => {
    // Four love A and can live with C; three love B and can live with C; two love only A.
    const options = ['a', 'b', 'c'];
    const approve = marking(...Array(4).fill({ a: 1, c: 1 }), ...Array(3).fill({ b: 1, c: 1 }), { a: 1 });
    expect(resultOf('approval', approve, 8, options)).toEqual({
      result: 'chosen',
      reason: 'most',
      chosen: ['c'],
    });
    const score = marking(...Array(4).fill({ a: 5, c: 2 }), ...Array(3).fill({ b: 5, c: 2 }), { a: 5 });
    expect(resultOf('score', score, 8, options)).toEqual({ result: 'chosen', reason: 'most', chosen: ['a'] });
    const dots = marking(...Array(4).fill({ a: 3, c: 2 }), ...Array(3).fill({ b: 5 }), { c: 5 });
    expect(resultOf('dots', dots, 8, options)).toEqual({ result: 'chosen', reason: 'most', chosen: ['b'] });
  });
  it('find the day on which most can come, before the one on which fewer come gladly', () => {
    const poll = marking(...Array(5).fill({ mon: 2, tue: 1 }), ...Array(4).fill({ tue: 1 }));
    expect(resultOf('time-poll', poll, 9, ['mon', 'tue'])).toEqual({
      result: 'chosen',
      reason: 'most',
      chosen: ['tue'],
    });
    expect(resultOf('score', poll, 9, ['mon', 'tue']).chosen).toEqual(['mon']);
  });
});

describe('an outcome', () => {
  it('names those that are tied instead of one of them', () => {
    expect(resultOf('approval', marking({ a: 1 }, { b: 1 }), 2, ['a', 'b', 'c'])).toEqual({
      result: 'open',
      reason: 'tied',
      chosen: ['a', 'b'],
    });
    expect(resultOf('approval', marking({}, {}), 2, ['a', 'b'])).toEqual({
      result: 'fails',
      reason: 'nobody',
    });
  });

  it('is not reached where fewer heads spoke than were wanted, in all or in one sector', () => {
    const people: Voter[] = [
      ...['c1', 'c2', 'c3'].map((id) => ({ id, sector: 'city' })),
      ...['n1', 'n2'].map((id) => ({ id, sector: 'community' })),
    ];
    const yes = (...ids: string[]) => ids.map((voter) => ({ voter, stance: 'yes' }));
    const under = (conditions: Partial<Conditions>, voices: Voice[]) => {
      const { result, reason, short } = outcomeOf(process('majority'), people, voices, {
        ...free,
        ...conditions,
      });
      return { result, reason, short };
    };
    expect(under({ quorum: 4 }, yes('c1', 'c2', 'c3'))).toEqual({
      result: 'fails',
      reason: 'quorum',
      short: [],
    });
    expect(under({ sectorQuorum: 1 }, yes('c1', 'c2', 'c3'))).toEqual({
      result: 'fails',
      reason: 'sector-quorum',
      short: ['community'],
    });
    // Of a sector of two, three cannot be wanted.
    expect(under({ sectorQuorum: 3 }, yes('c1', 'c2', 'c3', 'n1', 'n2')).result).toBe('holds');
  });

  it('counts no mark that a form would refuse, however it came to be kept', () => {
    const options = ['a', 'b'];
    expect(resultOf('dots', marking({ a: 1000 }, { a: 4, b: 4 }, { b: 1 }), 3, options).chosen).toEqual([
      'b',
    ]);
    expect(resultOf('score', marking({ a: 9, b: -3 }, { b: 1 }), 2, options).chosen).toEqual(['b']);
  });

  it('counts the last word of each who was asked, and nobody else’s', () => {
    const voices = [
      { voter: 'v0', stance: 'no' },
      { voter: 'stranger', stance: 'no' },
      { voter: 'v0', stance: 'yes' },
    ];
    const { stances, asked, spoke, missing } = outcomeOf(process('majority'), voters(2), voices, free);
    expect({ stances, asked, spoke, missing }).toEqual({
      stances: [
        { key: 'yes', heads: 1 },
        { key: 'no', heads: 0 },
        { key: 'abstain', heads: 0 },
      ],
      asked: 2,
      spoke: 1,
      missing: ['v1'],
    });
  });
});

describe('any voices', () => {
  const size = 12;
  const keys = (key: string) => {
    const { ballot } = process(key);
    return ballot.kind === 'stance' ? ballot.stances.map((one) => one.key) : [];
  };
  const ballots = (key: string) =>
    fc.array(
      fc.record({ voter: fc.nat(size + 2).map((n) => `v${n}`), stance: fc.constantFrom(...keys(key)) }),
      { maxLength: 40 },
    );

  it('come to what a plain count says', () => {
    for (const key of ['consent', 'consensus', 'gradients', 'majority', 'supermajority'])
      fc.assert(
        fc.property(ballots(key), fc.nat(size), (voices, quorum) => {
          const outcome = outcomeOf(process(key), voters(size), voices, { ...free, quorum });
          // The oracle: a walk from behind, each voter once.
          const seen: Record<string, string> = {};
          for (const { voter, stance } of voices.toReversed())
            if (Number(voter.slice(1)) < size && !(voter in seen)) seen[voter] = stance;
          const said = Object.values(seen);
          const heads = (...names: string[]) => said.filter((one) => names.includes(one)).length;
          const rule: Record<string, () => boolean> = {
            consent: () => heads('objection') === 0 && heads('consent', 'concern') > 0,
            consensus: () => said.length === size && heads('disagree') === 0 && heads('agree') > 0,
            gradients: () =>
              heads('veto') === 0 &&
              heads('whole-hearted', 'agree', 'minor-concerns') >
                heads('do-not-like', 'serious-disagreement'),
            majority: () => heads('yes') > heads('no'),
            supermajority: () => heads('yes') > 0 && heads('yes') >= 2 * heads('no'),
          };
          expect(outcome.spoke).toBe(said.length);
          expect(outcome.result).toBe(said.length >= quorum && rule[key]!() ? 'holds' : 'fails');
        }),
      );
  });

  it('come to the same in any order of voters, and of options but for ties', () => {
    const marks = fc.array(fc.record({ a: fc.nat(5), b: fc.nat(5), c: fc.nat(5) }), { maxLength: 10 });
    fc.assert(
      fc.property(marks, fc.constantFrom('score'), (given, key) => {
        const voices = marking(...given);
        const one = outcomeOf(process(key), voters(10), voices, free, ['a', 'b', 'c']);
        const other = outcomeOf(process(key), voters(10).toReversed(), voices.toReversed(), free, [
          'c',
          'b',
          'a',
        ]);
        expect(other.chosen.toSorted()).toEqual(one.chosen.toSorted());
        expect(other.result).toBe(one.result);
        const sum = (id: 'a' | 'b' | 'c') => given.reduce((all, mark) => all + mark[id], 0);
        for (const { option, total } of one.options) expect(total).toBe(sum(option as 'a'));
      }),
    );
  });

  it('never hold with one more against it where they did not hold before', () => {
    fc.assert(
      fc.property(ballots('majority'), (voices) => {
        const before = outcomeOf(process('majority'), voters(size + 1), voices, free);
        const more = [...voices, { voter: `v${size}`, stance: 'no' }];
        const after = outcomeOf(process('majority'), voters(size + 1), more, free);
        if (before.result === 'fails') expect(after.result).toBe('fails');
      }),
    );
  });

  it('of a process with sectors count every head in one sector', () => {
    const sectors = fc.array(fc.constantFrom('x', 'y', 'z'), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sectors, ballots('consent'), (those, voices) => {
        const people = those.map((sector, i) => ({ id: `v${i}`, sector }));
        const outcome = outcomeOf(process('consent'), people, voices, free);
        const total = (pick: (one: (typeof outcome.sectors)[number]) => number) =>
          outcome.sectors.reduce((sum, one) => sum + pick(one), 0);
        expect(total(({ asked }) => asked)).toBe(outcome.asked);
        expect(total(({ spoke }) => spoke)).toBe(outcome.spoke);
        expect(total((one) => one.for)).toBe(outcome.sides.for);
        expect(total(({ against }) => against)).toBe(outcome.sides.against + outcome.sides.blocks);
      }),
    );
  });
});

describe('shares that have to be in favour', () => {
  const sides = fc.record({ for: fc.nat(6), against: fc.nat(6), aside: fc.nat(3) });
  const share = fc.constantFrom({ of: 1, in: 2 }, { of: 2, in: 3 }, { of: 3, in: 4 }, { of: 1, in: 1 });
  type Sides = { for: number; against: number; aside: number };
  const held = (sectors: Sides[], thresholds: Conditions['thresholds'], key = 'majority') => {
    const said = sectors.flatMap((one, sector) =>
      (['for', 'against', 'aside'] as const).flatMap((side) =>
        Array.from({ length: one[side] }, () => ({ side, sector: `s${sector}` })),
      ),
    );
    const stances = { for: 'yes', against: 'no', aside: 'abstain' };
    return outcomeOf(
      process(key),
      said.map(({ sector }, i) => ({ id: `v${i}`, sector })),
      said.map(({ side }, i) => ({ voter: `v${i}`, stance: stances[side] })),
      { ...free, ...(thresholds && { thresholds }) },
    );
  };

  it('hold only where they are reached in each sector and overall, and say where they are not', () => {
    fc.assert(
      fc.property(
        fc.array(sides, { minLength: 1, maxLength: 4 }),
        share,
        share,
        (sectors, overall, sector) => {
          const bare = held(sectors, undefined);
          const { result, reason, short } = held(sectors, { overall, sector });
          const reached = (one: Sides, { of, in: all }: typeof sector) =>
            one.for > 0 && one.for * all >= (one.for + one.against) * of;
          const asked = sectors.map((one, n) => ({ ...one, name: `s${n}` }));
          const there = asked.filter((one) => one.for + one.against + one.aside > 0);
          const sum = (side: 'for' | 'against') => sectors.reduce((n, one) => n + one[side], 0);
          const all = reached({ for: sum('for'), against: sum('against'), aside: 0 }, overall);
          const missing = there.filter((one) => !reached(one, sector)).map(({ name }) => name);
          expect(result === 'holds').toBe(bare.result === 'holds' && all && missing.length === 0);
          if (bare.result !== 'holds') expect(reason).toBe(bare.reason);
          else if (!all) expect(reason).toBe('threshold');
          else if (missing.length > 0)
            expect({ reason, short }).toEqual({ reason: 'sector-threshold', short: missing });
        },
      ),
    );
  });

  it('ask for nothing where nothing is weighed, and for nothing where they are not set', () => {
    const outcome = held([{ for: 1, against: 3, aside: 0 }], { overall: { of: 1, in: 1 } }, 'sense-check');
    expect(outcome.thresholds).toBeUndefined();
    expect(held([{ for: 2, against: 1, aside: 0 }], {}).thresholds).toBeUndefined();
  });

  it('are exact: two of three are two thirds, and one of two is half', () => {
    const third = { sector: { of: 2, in: 3 } };
    expect(held([{ for: 2, against: 1, aside: 5 }], third).result).toBe('holds');
    const half = { sector: { of: 1, in: 2 } };
    const uneven = [
      { for: 3, against: 0, aside: 0 },
      { for: 1, against: 1, aside: 0 },
    ];
    expect(held(uneven, half).result).toBe('holds');
    expect(held([...uneven, { for: 0, against: 0, aside: 2 }], half)).toMatchObject({
      ...{ result: 'fails', reason: 'sector-threshold', short: ['s2'] },
    });
  });
});
