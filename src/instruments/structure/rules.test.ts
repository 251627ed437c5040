import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  aspects,
  type Counted,
  choiceForm,
  fits,
  fitsOf,
  groupOf,
  madeFor,
  madeForIn,
  roles,
  spans,
  structures,
  whoIsForWhat,
  whos,
} from './rules.ts';

const step = fc.constantFrom('', '0', '1', '2', '3', '4');
const content = fc.record(Object.fromEntries(aspects.map((aspect) => [aspect, step]))) as fc.Arbitrary<
  Record<string, string>
>;
const answers: fc.Arbitrary<Counted[]> = fc
  .array(content, { maxLength: 10 })
  .map((all) => all.map((one, n) => ({ partner: `p${n}`, content: one })));

const said = (role: string, span: string) => ({
  ...Object.fromEntries(roles.map((one) => [one, String(whos.indexOf(role as 'business'))])),
  long: String(spans.indexOf(span as 'year')),
});

it('points lie between none and most, and are those of all partners together', () => {
  fc.assert(
    fc.property(answers, (given) => {
      for (const { points, most, partners } of fitsOf(given)) {
        expect(points).toBeGreaterThanOrEqual(0);
        expect(points).toBeLessThanOrEqual(most);
        expect(points).toBe(partners.reduce((sum, one) => sum + one.points, 0));
        expect(most).toBe(partners.reduce((sum, one) => sum + one.most, 0));
      }
    }),
  );
});

it('each partner counts the same, whoever answered first', () => {
  fc.assert(
    fc.property(answers, (given) => {
      const short = (all: Counted[]) =>
        fitsOf(all).map(({ structure, points, most }) => ({ structure, points, most }));
      expect(short([...given].reverse())).toEqual(short(given));
      const twice = short([...given, ...given.map((one) => ({ ...one, partner: `${one.partner}x` }))]);
      expect(twice).toEqual(
        short(given).map((one) => ({ ...one, points: 2 * one.points, most: 2 * one.most })),
      );
    }),
  );
});

it('stand in their fixed order, whatever the answers are', () => {
  fc.assert(
    fc.property(answers, (given) => {
      expect(fitsOf(given).map(({ structure }) => structure)).toEqual([...structures]);
    }),
  );
});

it('who answers as a structure is made for fits it wholly, and none other as well', () => {
  for (const structure of structures) {
    const ideal = Object.fromEntries(
      aspects.map((aspect) => {
        const [first] = madeFor(structure, aspect);
        return [aspect, String((aspect === 'long' ? spans : whos).indexOf(first as never))];
      }),
    );
    const all = fitsOf([{ partner: 'a', content: ideal }]);
    expect(all.find((one) => one.structure === structure)).toMatchObject({ points: 12, most: 12 });
    for (const other of all) if (other.structure !== structure) expect(other.points).toBeLessThan(12);
  }
});

it('counts two, one and none; who cannot say is in neither number', () => {
  const points = (content: Record<string, string>) =>
    Object.fromEntries(
      fitsOf([{ partner: 'a', content }]).map((one) => [one.structure, [one.points, one.most]]),
    );
  expect(points(said('together', 'ten'))).toEqual({
    private: [7, 12],
    'public-private': [8, 12],
    'public-community': [6, 12],
    joint: [12, 12],
  });
  expect(points(said('business', 'longer')).private).toEqual([12, 12]);
  expect(points(said('unknown', 'unknown')).joint).toEqual([0, 0]);
  expect(points({}).joint).toEqual([0, 0]);
});

it('tells who is for what, each partner once where it answered', () => {
  fc.assert(
    fc.property(answers, (given) => {
      for (const { aspect, said } of whoIsForWhat(given)) {
        const named = said.flatMap(({ partners }) => partners);
        expect(named.toSorted()).toEqual(
          given
            .filter(({ content }) => content[aspect])
            .map(({ partner }) => partner)
            .toSorted(),
        );
      }
    }),
  );
});

it('each structure is made for something in each respect, in words', () => {
  for (const structure of structures)
    for (const aspect of aspects) {
      expect(Object.keys(fits[structure][aspect]).length).toBeGreaterThan(0);
      expect(madeForIn((key) => key, [structure], aspect)).toMatch(/^(who|long)\.\w+/);
    }
  expect(madeForIn((key) => key, ['private', 'joint'], 'own')).toBe('who.business / who.together');
});

it('a mix says what is taken from which, and a choice says why', () => {
  const form = choiceForm(['a']);
  const wrong = (typed: object) => form.safeParse(typed).error?.issues.map(({ message }) => message);
  expect(wrong({})).toEqual(['chosen.wanted', 'reasons.wanted']);
  expect(wrong({ chosen: ['joint', 'private'] })).toEqual(['mix.wanted', 'reasons.wanted']);
  expect(wrong({ reasons: 'x' })).toEqual(['chosen.wanted']);
  expect(wrong({ chosen: 'joint' })).toEqual(['reasons.wanted']);
  expect(wrong({ chosen: ['joint', 'private'], reasons: 'x' })).toEqual(['mix.wanted']);
  expect(
    form.parse({ chosen: ['joint', 'joint'], mix: 'left over', reasons: 'x', 'for-a': 'pays', 'for-b': 'x' }),
  ).toEqual({
    chosen: ['joint'],
    mix: '',
    reasons: 'x',
    meanings: new Map([['a', 'pays']]),
  });
});

it('schools and universities work beside people, as groups do', () => {
  expect((['public', 'business', 'community', 'knowledge'] as const).map(groupOf)).toEqual([
    'public',
    'business',
    'community',
    'community',
  ]);
});
