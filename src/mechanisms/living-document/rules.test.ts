import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAgain, passagesOf } from './places.ts';
import {
  type Answer,
  answers,
  complaintAboutDay,
  isAdopted,
  isWhole,
  noReasons,
  revisitAfter,
  stateOf,
} from './rules.ts';

const partner = fc.constantFrom('city', 'group', 'firm', 'school', 'farm');
const said = fc.array(fc.record({ partner, answer: fc.constantFrom<Answer>(...answers) }), { maxLength: 20 });
const partners = fc.uniqueArray(partner);

describe('a version', () => {
  it('is adopted exactly when the last word of every partner is yes', () => {
    fc.assert(
      fc.property(partners, said, (all, words) => {
        const last = (one: string) => words.findLast((word) => word.partner === one)?.answer;
        expect(isAdopted(all, words)).toBe(all.length > 0 && all.every((one) => last(one) === 'yes'));
      }),
    );
  });

  it('is not adopted by a yes of somebody who has left, nor kept from it by their no', () => {
    expect(isAdopted(['city'], [{ partner: 'firm', answer: 'yes' }])).toBe(false);
    expect(
      isAdopted(
        ['city'],
        [
          { partner: 'city', answer: 'yes' },
          { partner: 'firm', answer: 'not-yet' },
        ],
      ),
    ).toBe(true);
  });
});

describe('a text', () => {
  const whole = { latest: 2, agreed: 2 };

  it('is whole when each block holds as it was last written', () => {
    expect(isWhole([])).toBe(false);
    expect(isWhole([whole, { latest: 0, agreed: 0 }])).toBe(false);
    expect(isWhole([whole, { latest: 3, agreed: 2 }])).toBe(false);
    expect(isWhole([whole, whole])).toBe(true);
  });

  it('stays agreed while a change is talked about, and comes up again on its day', () => {
    const at = (written: boolean, editions: number, revisitOn: string | null, reasons = noReasons) =>
      stateOf({ written, editions, revisitOn, reasons }, '2026-05-13');
    expect(at(false, 0, null)).toBe('none');
    expect(at(true, 0, null)).toBe('begun');
    expect(at(true, 1, '2026-05-14')).toBe('agreed');
    expect(at(true, 1, '2026-05-13')).toBe('revisit');
    for (const one of ['happened', 'joined', 'gone'])
      expect(at(true, 1, '2026-05-14', { ...noReasons, [one]: 1 }), one).toBe('revisit');
    expect(at(true, 0, null, { ...noReasons, happened: 1 }), 'nothing holds yet').toBe('begun');
  });

  it('is looked at again on a day that lies ahead', () => {
    expect(revisitAfter('2026-11-01', '2026-05-13')).toBe('2026-11-01');
    expect(revisitAfter('2026-05-13', '2026-05-13')).toBe('2026-11-11');
    expect(revisitAfter(null, '2026-05-13')).toBe('2026-11-11');
    expect(complaintAboutDay(undefined, '2026-05-13')).toBe('day.unread');
    expect(complaintAboutDay('2026-05-13', '2026-05-13')).toBe('day.past');
    expect(complaintAboutDay('2040-05-13', '2026-05-13')).toBe('day.far');
    expect(complaintAboutDay('2026-05-14', '2026-05-13')).toBeUndefined();
  });
});

describe('a place in a text', () => {
  const word = fc.constantFrom('Cooks', 'decide', 'with', 'us.', 'Half', 'of', 'it?', '\n', 'né', '„Ja!“');
  const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(' '));

  it('can be pointed at: passages stand where they say, in order, and hold every word', () => {
    fc.assert(
      fc.property(text, (written) => {
        let reached = 0;
        for (const { place, text: passage } of passagesOf(written, 'en')) {
          expect(written.slice(place, place + passage.length)).toBe(passage);
          expect(written.slice(reached, place).trim()).toBe('');
          reached = place + passage.length;
        }
        expect(written.slice(reached).trim()).toBe('');
      }),
    );
  });

  it('is found again as long as its words stand somewhere, and said to be gone when they do not', () => {
    fc.assert(
      fc.property(text, text, fc.nat(20), (before, after, place) => {
        const quote = 'Meals from nearby';
        expect(findAgain(quote, place, `${before}${quote}${after}`)).toBe(before.length);
        expect(findAgain(quote, place, before + after)).toBeUndefined();
      }),
    );
  });

  it('is the nearest one where the same words stand twice', () => {
    expect(findAgain('yes', 20, 'yes and then, after all, yes')).toBe(25);
    expect(findAgain('yes', 2, 'yes and then, after all, yes')).toBe(0);
  });
});
