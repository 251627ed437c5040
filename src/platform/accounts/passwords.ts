import type { Database } from '../database/database.ts';
import type { authWith } from './auth.ts';

export type Passwords = {
  setPassword(person: string, password: string): Promise<void>;
  hasPassword(person: string): Promise<boolean>;
  checkPassword(person: string, password: string): Promise<boolean>;
};

export function passwordsOn(
  auth: ReturnType<typeof authWith>,
  database: Database,
): Passwords & { loginWith(email: string, password: string): Promise<string | undefined> } {
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
    /** Undefined if address and password do not fit. Takes as long either way. */
    async loginWith(email, password) {
      const { rows } = await database.outer.query<{ login: string; hash: string | null }>(
        `select u.id as login, a.password as hash from auth_user u
         left join auth_account a on a."userId" = u.id and a."providerId" = 'credential'
         where u.email = lower($1)`,
        [email],
      );
      const known = rows[0];
      const { hash, verify } = (await auth.context).password;
      if (!known?.hash) {
        // As long as looking at a password takes.
        await hash(password);
        return undefined;
      }
      return (await verify({ hash: known.hash, password })) ? known.login : undefined;
    },
    async hasPassword(person) {
      return (await credentialOf(person)) !== undefined;
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
