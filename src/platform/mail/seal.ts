import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Texts that are kept unreadable for whoever holds the database without the program's secret. Who has the
 * secret could sign every link that stands in a mail anyway.
 */
export type Seal = {
  close(text: string, about: string): string;
  /** The text, if it was sealed under this secret and about this thing, and nobody touched it. */
  open(sealed: string, about: string): string | undefined;
};

const algorithm = 'aes-256-gcm';
const sizes = { nonce: 12, tag: 16 };

/** `purpose` keeps keys apart: what was sealed for one opens for no other. */
export function sealWith(secret: string, purpose = 'text of sent mails'): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  return {
    close(text, about) {
      const nonce = randomBytes(sizes.nonce);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
    },
    open(sealed, about) {
      const bytes = Buffer.from(sealed, 'base64');
      const body = sizes.nonce + sizes.tag;
      try {
        const cipher = createDecipheriv(algorithm, key, bytes.subarray(0, sizes.nonce), {
          authTagLength: sizes.tag,
        });
        cipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(sizes.nonce, body));
        return cipher.update(bytes.subarray(body), undefined, 'utf8') + cipher.final('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
