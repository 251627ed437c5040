import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Seconds for which a code stands in the app, and how many signs it has: what every app understands (RFC 6238). */
const period = 30;
const digits = 6;
/** Codes just before and after count too: clocks of phones are a little off (RFC 6238, 5.2). */
const leeway = 1;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A secret of 160 bits, as RFC 4226 recommends, in the base32 that apps read (RFC 4648). */
export function newSecret(): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of randomBytes(20)) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(held >>> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return text;
}

function bytesOf(secret: string): Buffer {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const sign of secret) {
    held = (held << 5) | alphabet.indexOf(sign);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >>> bits) & 255);
    held &= (1 << bits) - 1;
  }
  return Buffer.from(bytes);
}

export function stepOf(at: Date): number {
  return Math.floor(at.getTime() / 1000 / period);
}

/** The code of one step (RFC 4226, 5.3). */
export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const at = digest[digest.length - 1]! & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 10 ** digits).padStart(digits, '0');
}

/** The step whose code was typed, near this moment and after the last one that was used; undefined where none is. */
export function stepOfCode(
  typed: string,
  secret: string,
  { at, after }: { at: Date; after: number },
): number | undefined {
  const given = Buffer.from(typed.replaceAll(/\s/g, ''));
  const now = stepOf(at);
  let found: number | undefined;
  for (let step = now - leeway; step <= now + leeway; step += 1) {
    const right = Buffer.from(codeAt(secret, step));
    if (given.length === right.length && timingSafeEqual(given, right) && step > after) found ??= step;
  }
  return found;
}

/** What an app reads from a QR code. Only one colon may stand in a label. */
export function addressFor(secret: string, city: string, account: string): string {
  const issuer = encodeURIComponent(city.replaceAll(':', ' '));
  const label = `${issuer}:${encodeURIComponent(account.replaceAll(':', ' '))}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${issuer}&digits=${digits}&period=${period}`;
}
