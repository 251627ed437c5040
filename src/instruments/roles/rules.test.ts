import fc from 'fast-check';
import { expect, it } from 'vitest';
import { consentForm, endOfTerm, outcomeOf, roleForm, type Said, termState } from './rules.ts';

it('ends a term on the same day of the month, or on its last', () => {
  expect(endOfTerm('2026-01-15', 12)).toBe('2027-01-15');
  expect(endOfTerm('2026-01-31', 1)).toBe('2026-02-28');
  expect(endOfTerm('2027-11-30', 3)).toBe('2028-02-29');
  expect(endOfTerm('2026-03-31', 6)).toBe('2026-09-30');
});

it('holds on the last day, and asks for the hand-over a month before', () => {
  expect(termState('2026-06-30', '2026-05-30')).toBe('held');
  expect(termState('2026-06-30', '2026-05-31')).toBe('ending');
  expect(termState('2026-06-30', '2026-06-30')).toBe('ending');
  expect(termState('2026-06-30', '2026-07-01')).toBe('over');
});

const partners = ['a', 'b', 'c'];
const saying = fc.array(
  fc.record<Said>({
    partner: fc.constantFrom(...partners),
    choice: fc.constantFrom('yes' as const, 'objection' as const),
  }),
);

it('appoints exactly when the candidate is willing and the latest word of every partner is yes', () => {
  fc.assert(
    fc.property(fc.boolean(), saying, (willing, said) => {
      const last = partners.map((partner) => said.filter((one) => one.partner === partner).at(-1)?.choice);
      expect(outcomeOf(willing, partners, said).appointed).toBe(
        willing && last.every((choice) => choice === 'yes'),
      );
    }),
  );
});

it('wants a reason with an objection, and a term in months', () => {
  expect(consentForm.safeParse({ choice: 'objection', reason: ' ' }).error?.issues[0]?.message).toBe(
    'objection.reason',
  );
  for (const months of ['0', '61', '-3', '1.5', 'x', ''])
    expect(roleForm.safeParse({ title: 't', purpose: 'p', months }).success, months).toBe(false);
});
