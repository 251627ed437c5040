import { createHmac, timingSafeEqual } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { magicLink } from 'better-auth/plugins';
import { parse, serialize } from 'hono/utils/cookie';
import { Kysely, PostgresDialect } from 'kysely';
import type { Config } from '../../config.ts';
import type { Database } from '../database/database.ts';

/** How long a session lasts after it was last made longer, and how often that is done, in seconds. */
export const sessionLifetime = 30 * 86_400;
export const sessionRenewal = 3_600;
/** How long a session lasts at most, however often it is used, in days: then somebody signs in anew. */
export const sessionLongest = 180;

/** How long a sign-in link counts, in seconds, by the database's clock. */
export const linkLifetime = 20 * 60;

/**
 * better-auth keeps logins, passwords and sessions. Our own routes call its `api`; its catch-all
 * handler, which would open sign-up and fifty other doors, is not mounted.
 */
export function authWith({
  config,
  secret,
  database,
}: {
  config: Config;
  secret: string;
  database: Database;
}) {
  const auth = betterAuth({
    appName: 'Samvirke',
    baseURL: config.url,
    secret,
    telemetry: { enabled: false },
    database: {
      db: new Kysely({ dialect: new PostgresDialect({ pool: database.outer as never }) }),
      type: 'postgres',
    },
    user: { modelName: 'auth_user' },
    session: {
      modelName: 'auth_session',
      expiresIn: sessionLifetime,
      updateAge: sessionRenewal,
      // A session is looked up each time: a member who was removed is out at the next click.
      cookieCache: { enabled: false },
    },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    // Counted by ourselves, for each account and address (`limits.ts`).
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'samvirke',
      // What HTTPS asks of cookies is said once for all of them (`http/security.ts`).
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    plugins: [
      magicLink({
        storeToken: 'hashed',
        // By the clock of this machine, which may be wrong: whether a link still counts is decided before (`redeem`).
        expiresIn: linkLifetime + 86_400,
        sendMagicLink: async ({ token, metadata }) => {
          (metadata?.minted as ((token: string) => void) | undefined)?.(token);
        },
      }),
    ],
    logger: { disabled: true },
  });

  const signatureOf = (token: string) => createHmac('sha256', secret).update(token).digest();

  return {
    api: auth.api,
    context: auth.$context,
    /** The cookie of a session, as better-auth writes it. */
    async sessionCookie(token: string): Promise<Headers> {
      const { name, attributes } = (await auth.$context).authCookies.sessionToken;
      const value = `${token}.${signatureOf(token).toString('base64')}`;
      return new Headers({ 'Set-Cookie': serialize(name, value, attributes as never) });
    },
    /** The token of a session in a cookie that we signed, as better-auth writes it. */
    async signedToken(cookies: string): Promise<string | undefined> {
      const { name } = (await auth.$context).authCookies.sessionToken;
      const value = parse(cookies, name)[name] ?? '';
      const at = value.lastIndexOf('.');
      const token = value.slice(0, Math.max(at, 0));
      const given = Buffer.from(value.slice(at + 1), 'base64');
      const expected = signatureOf(token);
      return token && given.length === expected.length && timingSafeEqual(given, expected)
        ? token
        : undefined;
    },
    /** A token that signs this address in once; who does not have an account gets one with this name. */
    async mintToken(email: string, name: string): Promise<string> {
      let token = '';
      const minted = (made: string) => {
        token = made;
      };
      await auth.api.signInMagicLink({
        body: { email, name, metadata: { minted } },
        headers: new Headers(),
      });
      return token;
    },
  };
}
