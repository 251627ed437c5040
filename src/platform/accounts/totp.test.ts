import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressFor, codeAt, newSecret, stepOf, stepOfCode } from './totp.ts';

/** "12345678901234567890" in base32: the secret of the examples in both standards. */
const known = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('codes of an app', () => {
  it('are those of RFC 4226, appendix D', () => {
    const expected = [
      '755224',
      '287082',
      '359152',
      '969429',
      '338314',
      '254676',
      '287922',
      '162583',
      '399871',
      '520489',
    ];
    expect(expected.map((_, step) => codeAt(known, step))).toEqual(expected);
  });

  it('are those of RFC 6238, appendix B, in their last six digits', () => {
    const moments = {
      59: '287082',
      1111111109: '081804',
      1111111111: '050471',
      1234567890: '005924',
      2000000000: '279037',
      20000000000: '353130',
    };
    for (const [second, code] of Object.entries(moments))
      expect(codeAt(known, stepOf(new Date(Number(second) * 1000)))).toBe(code);
  });

  it('count half a minute early and late, with spaces or without, and never a second time', () => {
    const at = new Date('2026-03-01T12:00:10Z');
    const now = stepOf(at);
    for (const step of [now - 1, now, now + 1]) {
      const code = codeAt(known, step);
      expect(stepOfCode(`${code.slice(0, 3)} ${code.slice(3)}`, known, { at, after: 0 })).toBe(step);
      expect(stepOfCode(code, known, { at, after: step }), 'used').toBeUndefined();
    }
    for (const step of [now - 2, now + 2])
      expect(stepOfCode(codeAt(known, step), known, { at, after: 0 })).toBeUndefined();
    for (const typed of ['', '12345', '1234567', 'abcdef', '१२३४५६'])
      expect(stepOfCode(typed, known, { at, after: 0 })).toBeUndefined();
  });

  it('of a new secret are found again, and of no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 2 ** 36 }), (step) => {
        const [secret, other] = [newSecret(), newSecret()];
        expect(secret).toMatch(/^[A-Z2-7]{32}$/);
        const at = new Date(step * 30_000);
        const code = codeAt(secret, step);
        expect(stepOfCode(code, secret, { at, after: step - 1 })).toBe(step);
        if (![-1, 0, 1].some((n) => codeAt(other, step + n) === code))
          expect(stepOfCode(code, other, { at, after: 0 })).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it('are set up by an address that every app reads', () => {
    expect(addressFor(known, 'Bad: Testby', 'ada@people.test')).toBe(
      `otpauth://totp/Bad%20%20Testby:ada%40people.test?secret=${known}&issuer=Bad%20%20Testby&digits=6&period=30`,
    );
  });
});
