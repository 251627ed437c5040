import { APIError } from 'better-auth/api';
import { sql } from 'kysely';
import type { Config } from '../../config.ts';
import type { Database, Tx } from '../database/database.ts';
import type { PersonKind, SpaceKind } from '../database/tables.ts';
import type { Locale } from '../i18n/locale.ts';
import { newId } from '../id.ts';
import { nobody, type Scope, scopeOf } from '../scope.ts';
import { authWith } from './auth.ts';
import { type Limits, limitsOn } from './limits.ts';

export type Accounts = {
  limits: Limits;
  /** The access gate: who sends this request. */
  scopeFrom(headers: Headers): Promise<Scope>;
  /** The scope of a person known otherwise: by a signed link, or in a test. */
  scopeOfPerson(person: string): Promise<Scope | undefined>;
  /** Cookies of a new session, or undefined if address and password do not fit. Takes as long either way. */
  signInWithPassword(email: string, password: string): Promise<Headers | undefined>;
  /** A token for a link that signs in once. Makes the account at its first use. */
  mintSignInToken(email: string, name: string): Promise<string>;
  /** Redeems a token from a mail. */
  signInWithToken(token: string): Promise<Headers | undefined>;
  /** Signs in whoever has just proven the address (an accepted invitation). */
  signInProven(email: string, name: string): Promise<Headers>;
  /** The person behind a proven address, made if need be, and a session for them. */
  joinProven(
    email: string,
    name: string,
    kind: 'person' | 'mailbox',
    locale: Locale,
  ): Promise<{ person: string; cookies: Headers }>;
  /** A new session, after all others were ended. */
  signInAgain(person: string): Promise<Headers>;
  signOut(headers: Headers): Promise<Headers>;
  /** Ends all sessions of a person, at once. */
  endSessions(person: string): Promise<void>;
  setPassword(person: string, password: string): Promise<void>;
  hasPassword(person: string): Promise<boolean>;
  /** Deletes a login with its sessions and password. */
  removeLogin(tx: Tx, login: string): Promise<void>;
  checkPassword(person: string, password: string): Promise<boolean>;
  /** Forgets the password of whoever has this address, ends their sessions, and mints a token that signs in once. */
  letIn(email: string): Promise<{ name: string; token: string } | undefined>;
};

type ScopeRow = {
  id: string;
  name: string;
  kind: PersonKind;
  space_id: string | null;
  role: string | null;
  space_kind: SpaceKind | null;
};

export function accountsWith(parts: {
  config: Config;
  secret: string;
  database: Database;
  defaultLocale: () => Promise<Locale>;
}): Accounts {
  const { database, secret } = parts;
  const auth = authWith(parts);

  /** better-auth does not say why it failed: without this, nobody would be signed in while the database is away. */
  async function checkReachable(): Promise<void> {
    await database.system(async (tx) => tx.now);
  }

  async function scopeWhere(column: 'id' | 'login_id', value: string): Promise<Scope | undefined> {
    // One statement past the guards: it decides what they are told.
    const { rows } = await database.outer.query<ScopeRow>(
      `select p.id, p.name, p.kind, m.space_id, m.role, s.kind as space_kind
       from person p
       left join membership m on m.person_id = p.id and (m.until is null or m.until > app_now())
       left join space s on s.id = m.space_id
       where p.${column} = $1 and p.deactivated_at is null`,
      [value],
    );
    const [first] = rows;
    if (!first) return undefined;
    const memberships = rows.flatMap((row) =>
      row.space_id && row.role && row.space_kind
        ? [{ space: row.space_id, kind: row.space_kind, role: row.role }]
        : [],
    );
    return scopeOf({ id: first.id, name: first.name, kind: first.kind }, memberships);
  }

  async function loginOf(person: string): Promise<string> {
    const row = await database.system(({ db }) =>
      db.selectFrom('person').select('login_id').where('id', '=', person).executeTakeFirst(),
    );
    if (!row?.login_id) throw new Error('This person has no login');
    return row.login_id;
  }

  async function credentialOf(person: string) {
    const context = await auth.context;
    const accounts = await context.internalAdapter.findAccounts(await loginOf(person));
    return accounts.find((account) => account.providerId === 'credential');
  }

  return {
    limits: limitsOn(database, secret),

    async scopeFrom(headers) {
      if (!headers.get('cookie')?.includes('samvirke.session_token')) return nobody;
      const session = await auth.api.getSession({ headers }).catch(async () => {
        await checkReachable();
        return auth.api.getSession({ headers }).catch(() => null);
      });
      if (!session) return nobody;
      return (await scopeWhere('login_id', session.user.id)) ?? nobody;
    },
    scopeOfPerson: (person) => scopeWhere('id', person),

    async signInWithPassword(email, password) {
      try {
        const { headers } = await auth.api.signInEmail({ body: { email, password }, returnHeaders: true });
        return headers;
      } catch (error) {
        // Anything else than a wrong password is our own trouble, and the password may well be right.
        if (error instanceof APIError && error.status === 'UNAUTHORIZED') return undefined;
        await checkReachable();
        throw error;
      }
    },
    mintSignInToken: (email, name) => auth.mintToken(email, name),

    async signInWithToken(token) {
      try {
        const { headers, response } = await auth.api.magicLinkVerify({
          query: { token },
          headers: new Headers(),
          returnHeaders: true,
        });
        const user = (response as { user: { id: string; email: string; name: string } }).user;
        const locale = await parts.defaultLocale();
        await database.system((tx) =>
          bindLogin(tx, { login: user.id, email: user.email, name: user.name, locale }),
        );
        return headers;
      } catch {
        await checkReachable();
        return undefined;
      }
    },
    async signInProven(email, name) {
      const signIn = async () => this.signInWithToken(await auth.mintToken(email, name));
      // Two at the same moment both make the login, and the later one fails; then it is there for both.
      const headers = (await signIn()) ?? (await signIn());
      if (!headers) throw new Error('A token made this moment was refused');
      return headers;
    },
    async joinProven(email, name, kind, locale) {
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
      return { person, cookies: await this.signInProven(email, name) };
    },
    async signInAgain(person) {
      const row = await database.system(({ db }) =>
        db.selectFrom('person').select(['email', 'name']).where('id', '=', person).executeTakeFirstOrThrow(),
      );
      return this.signInProven(row.email!, row.name);
    },
    async signOut(headers) {
      const signedOut = await auth.api.signOut({ headers, returnHeaders: true });
      return signedOut.headers;
    },
    async endSessions(person) {
      const login = await loginOf(person);
      await database.outer.query('delete from auth_session where "userId" = $1', [login]);
    },
    async hasPassword(person) {
      return (await credentialOf(person)) !== undefined;
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
        await this.endSessions(person.id);
      }
      return { name: person.name, token: await auth.mintToken(email.trim(), person.name) };
    },
    async checkPassword(person, password) {
      const context = await auth.context;
      const hash = (await credentialOf(person))?.password;
      return hash ? context.password.verify({ hash, password }) : false;
    },
    async setPassword(person, password) {
      const context = await auth.context;
      const login = await loginOf(person);
      const hash = await context.password.hash(password);
      if (await credentialOf(person)) await context.internalAdapter.updatePassword(login, hash);
      else {
        await context.internalAdapter.createAccount({
          userId: login,
          accountId: login,
          providerId: 'credential',
          password: hash,
        });
      }
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
