// Encrypted backups are files of age (https://age-encryption.org/v1): `age -d` opens them without us.
import { Readable } from 'node:stream';
import { BackupProblem } from './problem.ts';

/** What a file of age begins with. */
export const beginning = 'age-encryption.org/v1';

/** 64 MB of memory and some tenths of a second; a passphrase has 20 signs or more. */
const workFactor = 16;

const secretKey = /^AGE-SECRET-KEY-/;
const publicKey = /^age1/;

/** Whether what this key encrypts can be decrypted with it. A public key (`age1…`) only locks. */
export function opens(key: string | undefined): boolean {
  return !key || !publicKey.test(key);
}

export async function encrypted(source: Readable, key: string): Promise<Readable> {
  const { Encrypter, identityToRecipient } = await import('age-encryption');
  const encrypter = new Encrypter();
  await asKey(async () => {
    if (secretKey.test(key)) return encrypter.addRecipient(await identityToRecipient(key));
    if (publicKey.test(key)) return encrypter.addRecipient(key);
    encrypter.setPassphrase(key);
    encrypter.setScryptWorkFactor(workFactor);
  });
  return Readable.fromWeb((await encrypter.encrypt(Readable.toWeb(source) as never)) as never);
}

export async function decrypted(source: Readable, key: string | undefined): Promise<Readable> {
  if (!key) throw new BackupProblem('This backup is encrypted: set SAMVIRKE_BACKUP_KEY to its key.');
  if (!opens(key)) {
    throw new BackupProblem(
      'SAMVIRKE_BACKUP_KEY is a public key, which only locks. To open a backup, set it to the secret key (AGE-SECRET-KEY-…).',
    );
  }
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  await asKey(async () => {
    if (secretKey.test(key)) decrypter.addIdentity(key);
    else decrypter.addPassphrase(key);
  });
  const opened = await decrypter.decrypt(Readable.toWeb(source) as never).catch((error: Error) => {
    if (!error.message.includes('no identity matched')) throw error;
    throw new BackupProblem('SAMVIRKE_BACKUP_KEY is not the key of this backup.');
  });
  return Readable.fromWeb(opened as never);
}

async function asKey(use: () => Promise<void>): Promise<void> {
  try {
    await use();
  } catch {
    throw new BackupProblem('SAMVIRKE_BACKUP_KEY looks like a key of age, but it is none.');
  }
}
