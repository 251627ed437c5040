import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { locales } from '../../platform/i18n/locale.ts';
import { addDays, dayOf, endOfDay } from '../../platform/working-days.ts';
import {
  heldOn,
  isStale,
  noteForm,
  readAmount,
  sayings,
  staleAfterDays,
  standingOf,
  textsOf,
  typedAmount,
  writeAmount,
} from './rules.ts';

const dayFrom = fc.integer({ min: 0, max: 3650 }).map((days) => addDays('2020-01-01', days));

describe('a confirmation', () => {
  // Clocks go forward and back in all of them, on different days, at different hours; in one by half an hour.
  const zone = fc.constantFrom('Europe/Oslo', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia');

  test('is stale on the 181st day by the calendar, whatever the clocks did in between', () => {
    fc.assert(
      fc.property(zone, dayFrom, fc.boolean(), fc.boolean(), (timeZone, day, atEnd, lateToday) => {
        const lastMoment = endOfDay(day, timeZone);
        const firstMoment = new Date(endOfDay(addDays(day, -1), timeZone).getTime() + 1);
        const confirmed = dayOf(atEnd ? lastMoment : firstMoment, timeZone);
        expect(confirmed).toBe(day);
        const on = (days: number) => {
          const then = addDays(day, days);
          const last = endOfDay(then, timeZone).getTime();
          return dayOf(new Date(lateToday ? last : last - 60_000), timeZone);
        };
        expect(isStale(confirmed, on(staleAfterDays))).toBe(false);
        expect(isStale(confirmed, on(staleAfterDays + 1))).toBe(true);
      }),
    );
  });
});

describe('of the versions of a provision', () => {
  const version = fc.record({ validFrom: dayFrom });
  const versions = fc
    .array(version, { maxLength: 8 })
    .map((all) => all.map((one, n) => ({ ...one, number: n + 1 })));

  it('the one holds that was written last of those whose day has come, in whatever order they are read', () => {
    fc.assert(
      fc.property(versions, dayFrom, fc.boolean(), (all, day, turned) => {
        const held = heldOn(turned ? all.toReversed() : all, day);
        const due = all.filter(({ validFrom }) => validFrom <= day).map(({ number }) => number);
        expect(held?.number).toBe(due.length > 0 ? Math.max(...due) : undefined);
      }),
    );
  });

  it('a change that is decided ahead waits, and a correction counts at once', () => {
    const old = { number: 1, validFrom: '2026-01-01' };
    const ahead = { number: 2, validFrom: '2027-01-01' };
    const correction = { number: 3, validFrom: '2026-01-01' };
    expect(heldOn([old, ahead], '2026-12-31')).toBe(old);
    expect(heldOn([old, ahead], '2027-01-01')).toBe(ahead);
    expect(heldOn([old, ahead, correction], '2027-06-01')).toBe(correction);
  });
});

describe('a note', () => {
  it('counts as long as the city has written nothing since, and never once the provision is retired', () => {
    const said = fc.constantFrom(...sayings, 'taken-back' as const);
    const number = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(said, number, number, fc.boolean(), (says, version, more, retired) => {
        const latest = version + more - 1;
        const standing = standingOf({ says, version }, { latest, retired });
        if (says === 'taken-back') expect(standing).toBe('open');
        else if (retired) expect(standing).toBe('gone');
        else expect(standing).toBe(latest > version ? 'changed' : says);
      }),
    );
    expect(standingOf(undefined, { latest: 1, retired: true })).toBe('open');
  });

  it('says how and by whose leave, or why not; and keeps nothing that belongs to another choice', () => {
    const bare = noteForm.safeParse({ version: '1', says: 'differs' });
    expect(bare.error?.issues.map(({ message }) => message)).toEqual([
      'words.wanted.differs',
      'allowedBy.wanted',
    ]);
    const why = noteForm.safeParse({ version: '1', says: 'not-ours', allowedBy: 'The mayor' });
    expect(why.error?.issues.map(({ message }) => message)).toEqual(['words.wanted.not-ours']);
    expect(noteForm.parse({ version: '1', says: 'as-is', words: 'But', allowedBy: 'The mayor' })).toEqual({
      version: 1,
      says: 'as-is',
      words: '',
      allowedBy: '',
    });
  });
});

describe('an amount of money', () => {
  const amount = fc
    .tuple(fc.bigInt({ min: 0n, max: 999_999_999_999_999n }), fc.integer({ min: 0, max: 99 }))
    .map(([whole, cents]) => (cents === 0 ? `${whole}` : `${whole}.${String(cents).padStart(2, '0')}`));
  const locale = fc.constantFrom(...locales);

  it('is read as it was typed and as it is written, in every language, to the last figure', () => {
    fc.assert(
      fc.property(amount, locale, (exact, said) => {
        expect(readAmount(typedAmount(exact, said), said)).toBe(exact);
        const written = writeAmount(exact, 'EUR', said).replace('€', '');
        expect(readAmount(written, said)).toBe(exact);
      }),
    );
  });

  it('is read however thousands are marked, and refused where it could be two', () => {
    for (const typed of ['1300000', '1 300 000', '1’300’000', '1.300.000', '01300000,00'])
      expect(readAmount(typed, 'de'), typed).toBe('1300000');
    expect(readAmount('1.300', 'de')).toBe('1300');
    expect(readAmount('1,300', 'en')).toBe('1300');
    expect(readAmount('12.5', 'de')).toBe('12.50');
    expect(readAmount('12,5', 'en')).toBe('12.50');
    for (const typed of ['1.300', '1,30,000', '-5', '1e6', 'a million', '1234567890123456', '', ','])
      expect(readAmount(typed, 'en'), typed).toBeUndefined();
    expect(readAmount('1,300', 'nb')).toBeUndefined();
  });
});

test('lines are put together without losing one, in no more texts than hold them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1, maxLength: 40 }).map((line) => line.replaceAll('\n', ' '))),
      fc.integer({ min: 1, max: 200 }),
      (lines, most) => {
        const texts = textsOf(lines, most);
        expect(texts.flatMap((text) => text.split('\n'))).toEqual(lines);
        for (const text of texts) expect(text.length <= most || !text.includes('\n')).toBe(true);
        for (const [n, text] of texts.slice(1).entries())
          expect(texts[n]!.length + 1 + text.split('\n')[0]!.length).toBeGreaterThan(most);
      },
    ),
  );
});
