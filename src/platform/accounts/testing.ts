import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { TestTown } from '../../testing.ts';
import { sealWith } from '../mail/seal.ts';
import { codeAt, stepOf } from './totp.ts';

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest();
const text = (bytes: Buffer) => bytes.toString('base64url');

/** Bits of WebAuthn, section 6.1: somebody was there, they were checked, and a credential comes along. */
const flags = { present: 1, checked: 4, attested: 64 };

type Answering = { challenge: string; origin: string; checked?: boolean; counter?: number };

/** A passkey of software, which can also do what no honest one does (WebAuthn, sections 5.8.1, 6.1 and 6.5.4). */
export function softPasskey(domain: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  const { x, y } = publicKey.export({ format: 'jwk' });
  const key = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x!, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y!, 'base64url'),
  ]);
  const dataOf = ({ checked = true, counter = 0 }: Answering, more?: Buffer) => {
    const head = Buffer.alloc(5);
    head[0] = flags.present | (checked ? flags.checked : 0) | (more ? flags.attested : 0);
    head.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(domain), head, ...(more ? [more] : [])]);
  };
  const clientOf = (type: string, { challenge, origin }: Answering) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const answerWith = (response: Record<string, unknown>) =>
    JSON.stringify({
      id: text(id),
      rawId: text(id),
      type: 'public-key',
      clientExtensionResults: {},
      response,
    });

  return {
    /** The answer that adds it to an account. */
    added(answering: Answering): string {
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key]);
      const data = dataOf(answering, attested);
      const attestation = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
        Buffer.from([data.length >> 8, data.length & 255]),
        data,
      ]);
      return answerWith({
        clientDataJSON: text(clientOf('webauthn.create', answering)),
        attestationObject: text(attestation),
        transports: ['internal'],
      });
    },
    /** The answer that signs in. */
    proves(answering: Answering): string {
      const data = dataOf(answering);
      const client = clientOf('webauthn.get', answering);
      const signature = createSign('sha256')
        .update(Buffer.concat([data, sha256(client)]))
        .sign(privateKey);
      return answerWith({
        clientDataJSON: text(client),
        authenticatorData: text(data),
        signature: text(signature),
      });
    },
  };
}

/** The code that somebody's app shows now, or that many half minutes later. */
export async function codeOf(town: TestTown, person: string, later = 0): Promise<string> {
  return town.database.system(async ({ db, now }) => {
    const row = await db
      .selectFrom('code_app')
      .select(['secret', 'begun'])
      .where('person_id', '=', person)
      .executeTakeFirstOrThrow();
    const seal = sealWith(town.house.config.secret, 'codes of an app');
    return codeAt(seal.open((row.begun ?? row.secret)!, person)!, stepOf(now) + later);
  });
}
