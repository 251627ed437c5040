import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { sealWith } from '../mail/seal.ts';
import { beginStep, endStep, findStep, forgetStep } from './steps.ts';
import { newSecret, stepOfCode } from './totp.ts';

/** How many recovery codes there are at a time, and of how many signs: 50 bits each, behind a limit of tries. */
const recoveryCodes = 10;
const recoverySigns = 10;
/** 32 signs that nobody takes for another. */
const signs = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

export type FactorsView = {
  /** Codes of an app count. */
  app: boolean;
  passkeys: { id: string; name: string; created: Date; used: Date | null }[];
  /** Recovery codes that were not used yet. */
  recoveryLeft: number;
};

/** What somebody has besides a password or a mailbox. All of it runs past the guards: never for a page as it is. */
export type Factors = {
  view(tx: Tx, person: string): Promise<FactorsView>;
  has(tx: Tx, person: string): Promise<boolean>;
  /** A new secret that waits for its first right code. What counted before goes on to count until then. */
  beginApp(tx: Tx, person: string): Promise<void>;
  /** The secret that waits, as it is typed into an app. */
  findBegun(tx: Tx, person: string): Promise<string | undefined>;
  confirmApp(tx: Tx, person: string, code: string): Promise<boolean>;
  removeApp(tx: Tx, person: string): Promise<void>;
  /** Ten new ones; those of before are worth nothing. They are told this once. */
  makeRecoveryCodes(tx: Tx, person: string): Promise<string[]>;
  /** Keeps codes for the pages that show them, to the browser of their owner alone. */
  keepForShowing(tx: Tx, person: string, codes: readonly string[]): Promise<Headers>;
  findShown(tx: Tx, person: string, headers: Headers): Promise<string[] | undefined>;
  forgetShown(tx: Tx, headers: Headers): Promise<Headers>;
  /** Uses a code up, of the app or for recovery. Of two at the same moment one counts. */
  useCode(tx: Tx, person: string, code: string): Promise<'app' | 'recovery' | undefined>;
  /** What is left once nothing asks for it: recovery codes go with the last factor. */
  tidy(tx: Tx, person: string): Promise<void>;
  /** Whoever gets in with it has not lost it: what they asked of two administrators is over. */
  isNotLost(tx: Tx, person: string): Promise<void>;
  /** For whoever runs the machine: all of it goes. */
  removeAll(tx: Tx, person: string): Promise<void>;
};

export function factorsWith(secret: string): Factors {
  const seal = sealWith(secret, 'codes of an app');
  const hashOf = (person: string, code: string) =>
    createHmac('sha256', secret).update(`recovery ${person} ${code}`).digest();

  async function view(tx: Tx, person: string): Promise<FactorsView> {
    const app = await tx.db
      .selectFrom('code_app')
      .select('person_id')
      .where('person_id', '=', person)
      .where('secret', 'is not', null)
      .executeTakeFirst();
    const passkeys = await tx.db
      .selectFrom('passkey')
      .select(['id', 'name', 'created_at as created', 'used_at as used'])
      .where('person_id', '=', person)
      .orderBy('created_at')
      .execute();
    const { left } = await tx.db
      .selectFrom('recovery_code')
      .select(({ fn }) => fn.countAll<number>().as('left'))
      .where('person_id', '=', person)
      .where('used_at', 'is', null)
      .executeTakeFirstOrThrow();
    return { app: app !== undefined, passkeys, recoveryLeft: left };
  }

  async function has(tx: Tx, person: string): Promise<boolean> {
    const { rows } = await sql<{ has: boolean }>`select app_has_second_factor(${person}) as has`.execute(
      tx.db,
    );
    return rows[0]!.has;
  }

  async function useAppCode(tx: Tx, person: string, code: string): Promise<boolean> {
    const row = await tx.db
      .selectFrom('code_app')
      .select(['secret', 'last_step'])
      .where('person_id', '=', person)
      .executeTakeFirst();
    const known = row?.secret && seal.open(row.secret, person);
    if (!known) return false;
    const step = stepOfCode(code, known, { at: tx.now, after: row.last_step });
    if (step === undefined) return false;
    const { numUpdatedRows } = await tx.db
      .updateTable('code_app')
      .set({ last_step: step })
      .where('person_id', '=', person)
      .where('last_step', '<', step)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async function useRecoveryCode(tx: Tx, person: string, code: string): Promise<boolean> {
    const typed = code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
    if (typed.length !== recoverySigns) return false;
    const { numUpdatedRows } = await tx.db
      .updateTable('recovery_code')
      .set({ used_at: tx.now })
      .where('person_id', '=', person)
      .where('hash', '=', hashOf(person, typed))
      .where('used_at', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  return {
    view,
    has,
    async beginApp(tx, person) {
      const begun = seal.close(newSecret(), person);
      await tx.db
        .insertInto('code_app')
        .values({ person_id: person, secret: null, begun })
        .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ begun }))
        .execute();
    },
    async findBegun(tx, person) {
      const row = await tx.db
        .selectFrom('code_app')
        .select('begun')
        .where('person_id', '=', person)
        .executeTakeFirst();
      return row?.begun ? seal.open(row.begun, person) : undefined;
    },
    async confirmApp(tx, person, code) {
      const begun = await this.findBegun(tx, person);
      const step = begun && stepOfCode(code, begun, { at: tx.now, after: 0 });
      if (!step) return false;
      await tx.db
        .updateTable('code_app')
        .set(({ ref }) => ({ secret: ref('begun'), begun: null, last_step: step }))
        .where('person_id', '=', person)
        .where('begun', 'is not', null)
        .execute();
      return true;
    },
    async removeApp(tx, person) {
      await tx.db.deleteFrom('code_app').where('person_id', '=', person).execute();
      await this.tidy(tx, person);
    },
    async makeRecoveryCodes(tx, person) {
      const codes = Array.from({ length: recoveryCodes }, () =>
        [...randomBytes(recoverySigns)].map((byte) => signs[byte % signs.length]).join(''),
      );
      await tx.db.deleteFrom('recovery_code').where('person_id', '=', person).execute();
      await tx.db
        .insertInto('recovery_code')
        .values(codes.map((code) => ({ person_id: person, hash: hashOf(person, code), used_at: null })))
        .execute();
      return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
    },
    keepForShowing: (tx, person, codes) =>
      beginStep(tx, 'codes', { person, content: seal.close(codes.join(' '), person) }),
    async findShown(tx, person, headers) {
      const step = await findStep(tx, 'codes', headers);
      return step?.person === person ? seal.open(step.content, person)?.split(' ') : undefined;
    },
    async forgetShown(tx, headers) {
      await endStep(tx, 'codes', headers);
      return forgetStep('codes');
    },
    async useCode(tx, person, code) {
      if (await useAppCode(tx, person, code)) return 'app';
      return (await useRecoveryCode(tx, person, code)) ? 'recovery' : undefined;
    },
    async tidy(tx, person) {
      if (await has(tx, person)) return;
      await tx.db.deleteFrom('recovery_code').where('person_id', '=', person).execute();
    },
    async isNotLost(tx, person) {
      await sql`update factor_loss set closed_by = person_id, closed_at = app_now()
        where person_id = ${person} and agreed_at is null and closed_at is null`.execute(tx.db);
    },
    async removeAll(tx, person) {
      await tx.db.deleteFrom('code_app').where('person_id', '=', person).execute();
      await tx.db.deleteFrom('passkey').where('person_id', '=', person).execute();
      await this.tidy(tx, person);
    },
  };
}
