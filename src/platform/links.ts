import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Links that open a door: signed, not stored. Whoever holds the database holds none of them.
 * A link names its purpose, so that one made for reading opens nothing else, and the row it is about,
 * which knows whether the link still counts (used, withdrawn, expired).
 */
export type Links = {
  make(purpose: string, ...facts: string[]): string;
  /** The facts of a good link of this purpose, else undefined. */
  open(purpose: string, token: string): string[] | undefined;
  /** A code to be read off one screen and typed into another: 80 bits, as four times four signs. */
  code(purpose: string, ...facts: string[]): string;
  /** Whether this is that code, however it was spaced, dashed or cased. */
  isCode(given: string, purpose: string, ...facts: string[]): boolean;
};

/** 32 signs that nobody takes for another: no I and 1, no O and 0. */
const signs = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

export function linksWith(secret: string): Links {
  const sign = (purpose: string, body: string) =>
    createHmac('sha256', secret).update(purpose).update('\0').update(body).digest('base64url').slice(0, 32);
  const codeOf = (purpose: string, facts: string[]) => {
    const digest = createHmac('sha256', secret)
      .update(`code ${purpose}`)
      .update('\0')
      .update(facts.join('\n'))
      .digest();
    return [...digest.subarray(0, 16)].map((byte) => signs[byte % signs.length]).join('');
  };
  return {
    code: (purpose, ...facts) => codeOf(purpose, facts).match(/.{4}/g)!.join('-'),
    isCode(given, purpose, ...facts) {
      const typed = Buffer.from(given.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''));
      const expected = Buffer.from(codeOf(purpose, facts));
      return typed.length === expected.length && timingSafeEqual(typed, expected);
    },
    make(purpose, ...facts) {
      const body = Buffer.from(facts.join('\n')).toString('base64url');
      return `${body}.${sign(purpose, body)}`;
    },
    open(purpose, token) {
      const [body, signature, more] = token.split('.');
      if (!body || !signature || more !== undefined) return undefined;
      const expected = Buffer.from(sign(purpose, body));
      const given = Buffer.from(signature);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      return Buffer.from(body, 'base64url').toString().split('\n');
    },
  };
}
