import fc from 'fast-check';
import { expect, it } from 'vitest';
import { itemForm, sectionOf, stateOf, stillOpen, wordForm } from './rules.ts';

const state = fc.constantFrom('settled' as const, 'open' as const, 'waits' as const, 'nobody' as const);

it('counts as still open what nobody has said a word to, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(state), fc.nat(50), fc.boolean(), fc.boolean(), (items, toDos, agreed, learnt) => {
      const open = new Map(stillOpen({ agreed, items, toDos, learnt }).map(({ key, n }) => [key, n]));
      const waiting = items.filter((one) => one === 'waits').length;
      const nobody = items.filter((one) => one === 'nobody').length;
      expect(open.get('items') ?? 0).toBe(waiting + nobody);
      expect(open.get('to-dos') ?? 0).toBe(toDos);
      expect(open.has('proposal')).toBe(!agreed);
      expect(open.has('learnt')).toBe(!learnt);
      expect([...open.values()].every((n) => n > 0)).toBe(true);
    }),
  );
});

it('is settled by a yes of who takes it on, and by nothing else', () => {
  expect(stateOf({ taker: 'a', says: 'yes' })).toBe('settled');
  expect(stateOf({ taker: null, says: 'yes' })).toBe('nobody');
  expect(stateOf({ taker: null, says: 'open' })).toBe('open');
  expect(stateOf({ taker: 'a', says: 'again' })).toBe('waits');
  expect(stateOf({ taker: null, says: null })).toBe('nobody');
});

it('says of each field what is wrong with it', () => {
  const wrong = itemForm('2026-05-13').safeParse({ kind: 'gold', what: ' ', until: '31.2.2027', taker: 'x' });
  expect(wrong.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ['kind', 'kind.wanted'],
    ['what', 'what.wanted'],
    ['until', 'day.none'],
    ['taker', 'taker.gone'],
  ]);
  expect(itemForm('2026-05-13').safeParse({ kind: 'data', what: 'Addresses' }).success).toBe(true);
  expect(wordForm.safeParse({ says: 'open' }).error?.issues.map(({ message }) => message)).toEqual([
    'open.wanted',
  ]);
});

it('puts what each answered under its name, and leaves out who answered nothing', () => {
  const answers = [
    { partner: 'Office', text: 'Soup ' },
    { partner: 'Group', text: ' ' },
    { partner: 'Company', text: 'Bread' },
  ];
  expect(sectionOf(answers)).toBe('Office:\nSoup\n\nCompany:\nBread');
  expect(sectionOf([{ partner: 'Office', text: 'x'.repeat(20_000) }])).toHaveLength(12_000);
});
