import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isAgreed, proposalForm, tallyOf, wordForm } from './rules.ts';

const partner = fc.constantFrom('a', 'b', 'c', 'd');
const said = fc.array(fc.record({ partner, choice: fc.constantFrom('yes' as const, 'objection' as const) }), {
  maxLength: 12,
});
const partners = fc.uniqueArray(partner, { maxLength: 4 });

const isYes = ({ choice }: { choice: string }) => choice === 'yes';
const namesOf = (words: readonly { partner: string }[]) => words.map((one) => one.partner);

it('counts the latest word of each partner that is asked, and each of them once', () => {
  fc.assert(
    fc.property(partners, said, (asked, all) => {
      const { yes, others, silent, agreed } = tallyOf(asked, all, isYes);
      const counted = [...namesOf(yes), ...namesOf(others), ...silent];
      expect(counted.toSorted()).toEqual(asked.toSorted());
      for (const one of asked) {
        const last = all.findLast((word) => word.partner === one)?.choice;
        expect(namesOf(yes).includes(one)).toBe(last === 'yes');
        expect(namesOf(others).includes(one)).toBe(last === 'objection');
        expect(silent.includes(one)).toBe(last === undefined);
      }
      expect(agreed).toBe(asked.length > 0 && yes.length === asked.length);
      expect(isAgreed(asked, all)).toBe(agreed);
    }),
  );
});

it('is agreed whatever those say who are not asked, and whatever was said before', () => {
  fc.assert(
    fc.property(partners, said, said, (asked, before, others) => {
      const strangers = others.filter(({ partner }) => !(asked as string[]).includes(partner));
      const anew = asked.map((one) => ({ partner: one, choice: 'yes' as const }));
      expect(isAgreed(asked, [...before, ...anew, ...strangers])).toBe(asked.length > 0);
    }),
  );
});

it('agrees to nothing where nobody is asked', () => {
  expect(isAgreed([], [{ partner: 'a', choice: 'yes' }])).toBe(false);
});

it('wants to know why, and of each way but the bare one what more', () => {
  const form = proposalForm(['go', 'hold'], 'go');
  const wrong = (typed: object) =>
    form.safeParse(typed).error?.issues.map(({ path, message }) => [path[0], message]);
  expect(wrong({ choice: 'hold', text: 'Too early' })).toEqual([['more', 'more.wanted']]);
  expect(wrong({ choice: 'stay', text: ' ' })).toEqual([
    ['choice', 'choice.wanted'],
    ['text', 'why.wanted'],
  ]);
  expect(wrong({ choice: 'go', text: 'We can' })).toBeUndefined();
});

it('wants a reason with an objection', () => {
  const wrong = wordForm.safeParse({ choice: 'objection', reason: ' ' });
  expect(wrong.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ['reason', 'word.reason'],
  ]);
  expect(wordForm.safeParse({ choice: 'yes' }).success).toBe(true);
});
