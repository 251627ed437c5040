import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tallyOf, wordForm } from './rules.ts';

const partner = fc.constantFrom('a', 'b', 'c', 'd');
const said = fc.array(fc.record({ partner, choice: fc.constantFrom('yes' as const, 'objection' as const) }), {
  maxLength: 12,
});
const partners = fc.uniqueArray(partner, { maxLength: 4 });

it('counts the latest word of each partner that is asked, and each of them once', () => {
  fc.assert(
    fc.property(partners, said, (asked, all) => {
      const { yes, objections, missing, agreed } = tallyOf(asked, all);
      const counted = [...yes, ...objections.map((one) => one.partner), ...missing];
      expect(counted.toSorted()).toEqual(asked.toSorted());
      for (const one of asked) {
        const last = all.findLast((word) => word.partner === one)?.choice;
        expect(yes.includes(one)).toBe(last === 'yes');
        expect(missing.includes(one)).toBe(last === undefined);
      }
      expect(agreed).toBe(asked.length > 0 && yes.length === asked.length);
    }),
  );
});

it('agrees to nothing where nobody is asked', () => {
  expect(tallyOf([], [{ partner: 'a', choice: 'yes' }]).agreed).toBe(false);
});

it('wants a reason with an objection', () => {
  const wrong = wordForm.safeParse({ choice: 'objection', reason: ' ' });
  expect(wrong.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ['reason', 'word.reason'],
  ]);
  expect(wordForm.safeParse({ choice: 'yes' }).success).toBe(true);
});
