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
};

export function linksWith(secret: string): Links {
  const sign = (purpose: string, body: string) =>
    createHmac('sha256', secret).update(purpose).update('\0').update(body).digest('base64url').slice(0, 32);
  return {
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
