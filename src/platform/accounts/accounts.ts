import { sql } from 'kysely';
import type { Config } from '../../config.ts';
import type { Database, Tx } from '../database/database.ts';
import type { PersonKind } from '../database/tables.ts';
import { ClosedAccount } from '../http/problems.ts';
import type { Locale } from '../i18n/locale.ts';
import { newId } from '../id.ts';
import { authWith, linkLifetime } from './auth.ts';
import { type Factors, factorsWith } from './factors.ts';
import { type Gate, gateOn } from './gate.ts';
import { type Limits, limitsOn } from './limits.ts';
import { type Passkeys, passkeysWith } from './passkeys.ts';
import { type Passwords, passwordsOn } from './passwords.ts';
import { type Sessions, sessionsOn } from './sessions.ts';
import { beginStep, endStep, findStep, forgetStep } from './steps.ts';

/**
 * Somebody has proven who they are: the cookies of their new session. `asks`: these are only the way to the question for
 * their second factor, and there is no session yet.
 */
export type Admitted = {
  person: string;
  cookies: Headers;
  asks: boolean;
  /** They administer the city once they have a second factor. */
  heldBack: boolean;
};

/** `headers` are those of the request: of the browser a short phrase is kept. */
export type Accounts = Gate &
  Passwords & {
    limits: Limits;
    sessions: Sessions;
    factors: Factors;
    passkeys: Passkeys;
    /** Undefined if address and password do not fit. Takes as long either way. */
    signInWithPassword(email: string, password: string, headers?: Headers): Promise<Admitted | undefined>;
    /** A token for a link that signs in once. Makes the account at its first use. */
    mintSignInToken(email: string, name: string): Promise<string>;
    /** Redeems a token from a mail. */
    signInWithToken(token: string, headers?: Headers): Promise<Admitted | undefined>;
    /** Signs in whoever has just proven the address (an accepted invitation). */
    signInProven(email: string, name: string, headers?: Headers): Promise<Headers>;
    /** The person behind a proven address, made if need be, and a session for them. */
    joinProven(
      email: string,
      name: string,
      kind: 'person' | 'mailbox',
      locale: Locale,
      headers?: Headers,
    ): Promise<Admitted>;
    /** Whoever has proven password or address, and is asked for the second factor. */
    findAsked(headers: Headers): Promise<string | undefined>;
    /** They answer with a code: it is used up. Undefined where it is not theirs, or was used before. */
    answerWithCode(
      headers: Headers,
      code: string,
    ): Promise<(Admitted & { used: 'app' | 'recovery' }) | undefined>;
    /** A passkey that has checked its owner proves both at once. */
    signInWithPasskey(headers: Headers, credential: string): Promise<Admitted | undefined>;
    signOut(headers: Headers): Promise<Headers>;
    /** Deletes a login with its sessions and password. */
    removeLogin(tx: Tx, login: string): Promise<void>;
    /**
     * Forgets the password of whoever has this address, ends their sessions, and mints a token that signs in once.
     * `asks`: what comes after it, because they have a second factor.
     */
    letIn(email: string): Promise<{ person: string; name: string; token: string; asks: boolean } | undefined>;
  };

export function accountsWith(parts: {
  config: Config;
  secret: string;
  database: Database;
  defaultLocale: () => Promise<Locale>;
}): Accounts {
  const { database, secret } = parts;
  const auth = authWith(parts);
  const gate = gateOn(auth, database);
  const sessions = sessionsOn(auth, database);
  const { loginWith, ...passwords } = passwordsOn(auth, database);
  const factors = factorsWith(secret);
  const passkeys = passkeysWith(parts.config);

  /** better-auth does not say why it failed: without this, nobody would be signed in while the database is away. */
  async function checkReachable(): Promise<void> {
    await database.system(async (tx) => tx.now);
  }

  /** The one door: whoever has proven a login comes in here, and is asked for the second factor if they have one. */
  async function admit(login: string, headers: Headers): Promise<Admitted> {
    const { person, asked } = await database.system(async (tx) => {
      const row = await tx.db
        .selectFrom('person')
        .select(['id', 'deactivated_at'])
        .where('login_id', '=', login)
        .executeTakeFirstOrThrow();
      if (row.deactivated_at) throw new ClosedAccount();
      const asks = await factors.has(tx, row.id);
      return {
        person: row.id,
        asked: asks ? await beginStep(tx, 'sign-in', { person: row.id, content: '' }) : undefined,
      };
    });
    if (asked) return { person, cookies: asked, asks: true, heldBack: false };
    const cookies = await sessions.begin(login, headers);
    const { heldBack = false } = (await gate.scopeOfPerson(person)) ?? {};
    return { person, cookies, asks: false, heldBack };
  }

  /** Lets in whoever has answered. */
  async function letThrough(person: string, headers: Headers): Promise<Admitted> {
    const { login_id: login, deactivated_at: closed } = await database.system(({ db }) =>
      db
        .selectFrom('person')
        .select(['login_id', 'deactivated_at'])
        .where('id', '=', person)
        .executeTakeFirstOrThrow(),
    );
    if (closed || !login) throw new ClosedAccount();
    await database.system((tx) => factors.isNotLost(tx, person));
    const cookies = await sessions.begin(login, headers);
    for (const cookie of forgetStep('sign-in').getSetCookie()) cookies.append('Set-Cookie', cookie);
    return { person, cookies, asks: false, heldBack: false };
  }

  /** The login that a token from a mail proves, made at its first use and tied to its person. */
  async function redeem(token: string): Promise<string | undefined> {
    try {
      await database.outer.query(
        'delete from auth_verification where minted_at <= app_now() - $1::interval',
        [`${linkLifetime} seconds`],
      );
      const proven = (await auth.api.magicLinkVerify({ query: { token }, headers: new Headers() })) as {
        token: string;
        user: { id: string; email: string; name: string };
      };
      // We begin sessions ourselves: of this one nobody gets the cookie.
      await database.outer.query('delete from auth_session where token = $1', [proven.token]);
      const { id: login, email, name } = proven.user;
      const locale = await parts.defaultLocale();
      await database.system((tx) => bindLogin(tx, { login, email, name, locale }));
      return login;
    } catch {
      await checkReachable();
      return undefined;
    }
  }

  async function prove(email: string, name: string, headers: Headers): Promise<Admitted> {
    const once = async () => redeem(await auth.mintToken(email, name));
    // Two at the same moment both make the login, and the later one fails; then it is there for both.
    const login = (await once()) ?? (await once());
    if (!login) throw new Error('A token made this moment was refused');
    return admit(login, headers);
  }

  return {
    ...gate,
    ...passwords,
    limits: limitsOn(database, secret),
    sessions,
    factors,
    passkeys,

    async signInWithPassword(email, password, headers = new Headers()) {
      const login = await loginWith(email, password);
      return login === undefined ? undefined : admit(login, headers);
    },
    mintSignInToken: (email, name) => auth.mintToken(email, name),

    async signInWithToken(token, headers = new Headers()) {
      const login = await redeem(token);
      return login === undefined ? undefined : admit(login, headers);
    },
    signInProven: async (email, name, headers = new Headers()) => (await prove(email, name, headers)).cookies,
    async joinProven(email, name, kind, locale, headers = new Headers()) {
      const person = await database.system(async (tx) => {
        const known = await findByEmail(tx, email);
        if (known) return known.id;
        await tx.db
          .insertInto('person')
          .values({ id: newId(), kind, name, email, locale, login_id: null, deactivated_at: null })
          // Somebody with the same link was faster by a moment.
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        return (await findByEmail(tx, email))!.id;
      });
      return { ...(await prove(email, name, headers)), person };
    },
    findAsked: (headers) =>
      database.system(async (tx) => (await findStep(tx, 'sign-in', headers))?.person ?? undefined),
    async answerWithCode(headers, code) {
      const answered = await database.system(async (tx) => {
        const asked = await findStep(tx, 'sign-in', headers);
        const used = asked?.person ? await factors.useCode(tx, asked.person, code) : undefined;
        const person = used && (await endStep(tx, 'sign-in', headers))?.person;
        return used && person ? { used, person } : undefined;
      });
      return answered && { ...(await letThrough(answered.person, headers)), used: answered.used };
    },
    async signInWithPasskey(headers, credential) {
      const person = await database.system((tx) => passkeys.prove(tx, headers, credential));
      return person === undefined ? undefined : letThrough(person, headers);
    },
    async signOut(headers) {
      const signedOut = await auth.api.signOut({ headers, returnHeaders: true });
      return signedOut.headers;
    },
    async removeLogin(tx, login) {
      await sql`delete from auth_user where id = ${login}`.execute(tx.db);
    },
    async letIn(email) {
      const person = await database.system((tx) => findByEmail(tx, email.trim()));
      if (!person) return undefined;
      if (person.login_id) {
        await database.outer.query(
          `delete from auth_account where "userId" = $1 and "providerId" = 'credential'`,
          [person.login_id],
        );
        await sessions.endAll(person.id);
      }
      const asks = await database.system((tx) => factors.has(tx, person.id));
      const token = await auth.mintToken(email.trim(), person.name);
      return { person: person.id, name: person.name, token, asks };
    },
  };
}

function findByEmail(tx: Tx, email: string) {
  return tx.db
    .selectFrom('person')
    .select(['id', 'name', 'login_id'])
    .where(({ eb, fn }) => eb(fn('lower', ['email']), '=', email.toLowerCase()))
    .executeTakeFirst();
}

/** Ties a login to its person: the one with that address (a guest becomes a person), or a new one. */
async function bindLogin(
  tx: Tx,
  { login, email, name, locale }: { login: string; email: string; name: string; locale: Locale },
): Promise<void> {
  const known = await tx.db
    .selectFrom('person')
    .select(['id', 'login_id', 'kind', 'name'])
    .where(({ or, eb, fn }) =>
      or([eb('login_id', '=', login), eb(fn('lower', ['email']), '=', email.toLowerCase())]),
    )
    .executeTakeFirst();
  if (known?.login_id) return;
  if (known) {
    const kind: PersonKind = known.kind === 'guest' ? 'person' : known.kind;
    await tx.db
      .updateTable('person')
      .set({ login_id: login, kind, name: known.name || name })
      .where('id', '=', known.id)
      .execute();
    return;
  }
  await tx.db
    .insertInto('person')
    .values({
      id: newId(),
      kind: 'person',
      name: name || email.split('@')[0]!,
      email,
      locale,
      login_id: login,
      deactivated_at: null,
    })
    .execute();
}
