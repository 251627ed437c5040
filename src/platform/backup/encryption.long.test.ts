import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, it } from 'vitest';
import { beginning, decrypted, encrypted, opens } from './encryption.ts';
import { BackupProblem } from './problem.ts';

const passphrase = 'four words that nobody guesses';
const plain = 'what a city knows '.repeat(20_000);
const lock = async (key: string) => buffer(await encrypted(Readable.from([Buffer.from(plain)]), key));
const open = async (bytes: Buffer, key?: string) => text(await decrypted(Readable.from([bytes]), key));

it('opens with the passphrase that it was locked with', async () => {
  const locked = await lock(passphrase);
  expect(locked.toString('latin1', 0, beginning.length)).toBe(beginning);
  expect(locked.includes('what a city knows')).toBe(false);
  expect(await open(locked, passphrase)).toBe(plain);
});

it('opens with the secret key, whether it was locked with that or with its public half', async () => {
  const secret = await generateX25519Identity();
  const recipient = await identityToRecipient(secret);
  expect([opens(undefined), opens(passphrase), opens(secret), opens(recipient)]).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(await open(await lock(secret), secret)).toBe(plain);
  expect(await open(await lock(recipient), secret)).toBe(plain);
  await expect(open(await lock(recipient), recipient)).rejects.toThrow(
    /^SAMVIRKE_BACKUP_KEY is a public key/,
  );
});

it('says in one sentence that a key is missing, another, or none', async () => {
  const secret = await generateX25519Identity();
  const other = await generateX25519Identity();
  const notTheKey = 'SAMVIRKE_BACKUP_KEY is not the key of this backup.';
  for (const [key, wrong] of [
    [passphrase, 'another sentence altogether'],
    [passphrase, secret],
    [secret, other],
    [secret, passphrase],
  ] as const)
    await expect(open(await lock(key), wrong)).rejects.toThrow(new BackupProblem(notTheKey));
  await expect(open(await lock(secret))).rejects.toThrow('set SAMVIRKE_BACKUP_KEY to its key');
  for (const none of ['AGE-SECRET-KEY-1NOT', 'age1not'])
    await expect(lock(none)).rejects.toThrow('looks like a key of age, but it is none');
});

it('refuses what was cut off or changed', async () => {
  const locked = await lock(passphrase);
  await expect(open(locked.subarray(0, -1), passphrase)).rejects.toThrow();
  await expect(open(locked.subarray(0, locked.length - 65_552), passphrase)).rejects.toThrow();
  const changed = Buffer.from(locked);
  changed[changed.length - 100]! ^= 1;
  await expect(open(changed, passphrase)).rejects.toThrow();
});
