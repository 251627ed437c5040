import { randomBytes } from 'node:crypto';
import type { Database } from '../database/database.ts';
import type { authWith } from './auth.ts';
import { deviceOf } from './device.ts';

export type SessionView = {
  id: string;
  /** Browser and system: "Firefox/Android"; either may be empty. */
  device: string;
  begun: Date;
  /** To the hour. */
  used: Date;
  /** The one that asks. */
  current: boolean;
};

export type Sessions = {
  list(person: string, headers: Headers): Promise<SessionView[]>;
  /** Ends one of somebody's own; false where it is not theirs, or over already. */
  end(person: string, id: string): Promise<boolean>;
  /** Ends all of a person, at once. */
  endAll(person: string): Promise<void>;
  endOthers(person: string, headers: Headers): Promise<number>;
  /** The session that asks goes on under another token, and all others end: after a change of what signs somebody in. */
  renew(person: string, headers: Headers): Promise<Headers>;
  /** Whether the session that asks has begun a few minutes ago: then nobody asks for the password once more. */
  isFresh(headers: Headers): Promise<boolean>;
  /** They have just proven again who they are. */
  freshen(headers: Headers): Promise<void>;
};

/** Minutes for which a sign-in speaks for itself. */
const freshFor = 15;

const own = `"userId" = (select login_id from person where id = $1)`;

export function sessionsOn(
  auth: ReturnType<typeof authWith>,
  { outer }: Database,
): Sessions & { begin(login: string, headers: Headers): Promise<Headers> } {
  const tokenIn = async (headers: Headers) => (await auth.signedToken(headers.get('cookie') ?? '')) ?? '';

  return {
    /** A new session with a new token, whatever the browser brought; what it brought is over. */
    async begin(login, headers) {
      const context = await auth.context;
      const userAgent = deviceOf(headers);
      await outer.query('delete from auth_session where token = $1', [await tokenIn(headers)]);
      const { token } = await context.internalAdapter.createSession(login, false, { userAgent });
      return auth.sessionCookie(token);
    },
    async list(person, headers) {
      const { rows } = await outer.query<SessionView>(
        `select id, "userAgent" as device, "createdAt" as begun, "updatedAt" as used, token = $2 as current
         from auth_session where ${own} and "expiresAt" > now()
         order by token = $2 desc, "updatedAt" desc limit 100`,
        [person, await tokenIn(headers)],
      );
      return rows;
    },
    async end(person, id) {
      const { rowCount } = await outer.query(`delete from auth_session where ${own} and id = $2`, [
        person,
        id,
      ]);
      return rowCount === 1;
    },
    async endAll(person) {
      await outer.query(`delete from auth_session where ${own}`, [person]);
    },
    async endOthers(person, headers) {
      const ended = await outer.query(`delete from auth_session where ${own} and token <> $2`, [
        person,
        await tokenIn(headers),
      ]);
      return ended.rowCount ?? 0;
    },
    async renew(person, headers) {
      const token = randomBytes(24).toString('base64url');
      const renewed = await outer.query(`update auth_session set token = $3 where ${own} and token = $2`, [
        person,
        await tokenIn(headers),
        token,
      ]);
      await outer.query(`delete from auth_session where ${own} and token <> $2`, [person, token]);
      // Ended from elsewhere this very moment: then it stays ended.
      return renewed.rowCount === 1 ? auth.sessionCookie(token) : new Headers();
    },
    async isFresh(headers) {
      const { rowCount } = await outer.query(
        `select from auth_session where token = $1 and proven_at > now() - interval '${freshFor} minutes'`,
        [await tokenIn(headers)],
      );
      return rowCount === 1;
    },
    async freshen(headers) {
      await outer.query('update auth_session set proven_at = now() where token = $1', [
        await tokenIn(headers),
      ]);
    },
  };
}
