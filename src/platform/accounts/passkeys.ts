import { isIP } from 'node:net';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Config } from '../../config.ts';
import type { Tx } from '../database/database.ts';
import { newId } from '../id.ts';
import { beginStep, endStep } from './steps.ts';

/** What a browser is asked, as JSON, and the cookie that ties the answer to it. */
export type Asked = { options: unknown; cookies: Headers };

/** All of it runs past the guards. What a browser answers is checked here; anything may be in it. */
export type Passkeys = {
  /** Browsers keep passkeys for names only, and over safe lines: not for a number, and not for plain HTTP. */
  possible: boolean;
  /** A question to add one, for somebody who is signed in. */
  askToAdd(tx: Tx, person: { id: string; name: string; address: string }): Promise<Asked>;
  /** The answer, kept under a name; false where it is none. */
  add(
    tx: Tx,
    person: string,
    headers: Headers,
    answer: { name: string; credential: string },
  ): Promise<boolean>;
  rename(tx: Tx, person: string, id: string, name: string): Promise<boolean>;
  remove(tx: Tx, person: string, id: string): Promise<boolean>;
  /** A question to whoever has one, no matter who. */
  ask(tx: Tx): Promise<Asked>;
  /** Whose passkey has answered; undefined where none of ours has. */
  prove(tx: Tx, headers: Headers, credential: string): Promise<string | undefined>;
};

/** The checks of WebAuthn (level 3, sections 7.1 and 7.2) are those of `@simplewebauthn/server`. */
export function passkeysWith(config: Config): Passkeys {
  const { hostname, origin, protocol } = new URL(config.url);
  const read = <Answer>(credential: string) => {
    try {
      return JSON.parse(credential) as Answer;
    } catch {
      return undefined;
    }
  };

  return {
    possible:
      isIP(hostname.replaceAll(/[[\]]/g, '')) === 0 && (protocol === 'https:' || hostname === 'localhost'),

    async askToAdd(tx, { id, name, address }) {
      const known = await tx.db
        .selectFrom('passkey')
        .select(['credential_id as id', 'transports'])
        .where('person_id', '=', id)
        .execute();
      const options = await generateRegistrationOptions({
        rpName: 'Samvirke',
        rpID: hostname,
        userID: new Uint8Array(Buffer.from(id.replaceAll('-', ''), 'hex')),
        userName: address,
        userDisplayName: name,
        attestationType: 'none',
        excludeCredentials: known as never,
        // It stands for password and second factor at once: it finds its owner by itself, and checks them.
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
      const cookies = await beginStep(tx, 'add-passkey', { person: id, content: options.challenge });
      return { options, cookies };
    },
    async add(tx, person, headers, { name, credential }) {
      const step = await endStep(tx, 'add-passkey', headers);
      const response = read<RegistrationResponseJSON>(credential);
      if (!response || step?.person !== person) return false;
      const checked = await verifyRegistrationResponse({
        response,
        expectedChallenge: step.content,
        expectedOrigin: origin,
        expectedRPID: hostname,
        requireUserVerification: true,
      }).catch(() => undefined);
      if (!checked?.verified) return false;
      const { id, publicKey, counter, transports = [] } = checked.registrationInfo.credential;
      const added = await tx.db
        .insertInto('passkey')
        .values({
          id: newId(),
          person_id: person,
          credential_id: id,
          public_key: Buffer.from(publicKey),
          counter,
          transports,
          name,
          used_at: null,
        })
        .onConflict((conflict) => conflict.column('credential_id').doNothing())
        .executeTakeFirst();
      return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    async rename(tx, person, id, name) {
      const { numUpdatedRows } = await tx.db
        .updateTable('passkey')
        .set({ name })
        .where('id', '=', id)
        .where('person_id', '=', person)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async remove(tx, person, id) {
      const { numDeletedRows } = await tx.db
        .deleteFrom('passkey')
        .where('id', '=', id)
        .where('person_id', '=', person)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async ask(tx) {
      const options = await generateAuthenticationOptions({ rpID: hostname, userVerification: 'required' });
      const cookies = await beginStep(tx, 'ask-passkey', { person: null, content: options.challenge });
      return { options, cookies };
    },
    async prove(tx, headers, credential) {
      const step = await endStep(tx, 'ask-passkey', headers);
      const response = read<AuthenticationResponseJSON>(credential);
      if (!step || typeof response?.id !== 'string') return undefined;
      const known = await tx.db
        .selectFrom('passkey')
        .selectAll()
        .where('credential_id', '=', response.id)
        .forUpdate()
        .executeTakeFirst();
      if (!known) return undefined;
      const checked = await verifyAuthenticationResponse({
        response,
        expectedChallenge: step.content,
        expectedOrigin: origin,
        expectedRPID: hostname,
        requireUserVerification: true,
        // A counter that does not go up would be a copy (WebAuthn, 6.1.1): refused there.
        credential: {
          id: known.credential_id,
          publicKey: new Uint8Array(known.public_key),
          counter: known.counter,
          transports: known.transports as never,
        },
      }).catch(() => undefined);
      if (!checked?.verified) return undefined;
      await tx.db
        .updateTable('passkey')
        .set({ counter: checked.authenticationInfo.newCounter, used_at: tx.now })
        .where('id', '=', known.id)
        .execute();
      return known.person_id;
    },
  };
}
