import { createHmac, timingSafeEqual } from 'node:crypto';
import { isId } from './id.ts';

/**
 * Links that open a door: signed, not stored. Whoever holds the database holds none of them.
 * A link names its purpose, so that one made for reading opens nothing else, and the row it is about,
 * which knows whether the link still counts (used, withdrawn, expired).
 */
export type Links = {
  make(purpose: string, ...facts: string[]): string;
  /** The facts of a good link of this purpose, else undefined. */
  open(purpose: string, token: string): string[] | undefined;
  /** A code to be read off one screen and typed into another: 80 bits, as four times four signs. */
  code(purpose: string, ...facts: string[]): string;
  /** Whether this is that code, however it was spaced, dashed or cased. */
  isCode(given: string, purpose: string, ...facts: string[]): boolean;
  /** The same for the same text, and a riddle to whoever has the database alone. */
  print(purpose: string, text: string): Buffer;
};

/** 32 signs that nobody takes for another: no I and 1, no O and 0. */
const signs = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** 132 bits. Each letter counts: what is longer than a line is cut by some programs that show mails. */
const signature = 22;

/** What a fact is, as the byte before it. Letters say behind it how many they are. */
const kinds = { id: 0, number: 1, letters: 2 };
const lengths = { [kinds.id]: 16, [kinds.number]: 6 };

/** Facts as few bytes: an id as its 16, a number as 6, anything else as its letters. */
function pack(facts: readonly string[]): Buffer {
  const parts = facts.flatMap((fact) => {
    if (isId(fact)) return [Buffer.of(kinds.id), Buffer.from(fact.replaceAll('-', ''), 'hex')];
    if (/^[1-9]\d{0,13}$/.test(fact)) {
      const number = Buffer.alloc(6);
      number.writeUIntBE(Number(fact), 0, 6);
      return [Buffer.of(kinds.number), number];
    }
    const letters = Buffer.from(fact);
    if (letters.length > 255) throw new RangeError('A fact of a link has at most 255 bytes');
    return [Buffer.of(kinds.letters, letters.length), letters];
  });
  return Buffer.concat(parts);
}

/** What `pack` packed: only what we signed comes here. */
function unpack(bytes: Buffer): string[] {
  const facts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const kind = bytes[at]!;
    const start = kind === kinds.letters ? at + 2 : at + 1;
    const end = start + (lengths[kind] ?? bytes[at + 1]!);
    facts.push(read(kind, bytes.subarray(start, end)));
    at = end;
  }
  return facts;
}

function read(kind: number, bytes: Buffer): string {
  if (kind === kinds.number) return String(bytes.readUIntBE(0, 6));
  if (kind === kinds.letters) return bytes.toString();
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export function linksWith(secret: string): Links {
  const sign = (purpose: string, body: string) =>
    createHmac('sha256', secret)
      .update(purpose)
      .update('\0')
      .update(body)
      .digest('base64url')
      .slice(0, signature);
  const codeOf = (purpose: string, facts: string[]) => {
    const digest = createHmac('sha256', secret)
      .update(`code ${purpose}`)
      .update('\0')
      .update(facts.join('\n'))
      .digest();
    return [...digest.subarray(0, 16)].map((byte) => signs[byte % signs.length]).join('');
  };
  return {
    code: (purpose, ...facts) => codeOf(purpose, facts).match(/.{4}/g)!.join('-'),
    isCode(given, purpose, ...facts) {
      const typed = Buffer.from(given.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''));
      const expected = Buffer.from(codeOf(purpose, facts));
      return typed.length === expected.length && timingSafeEqual(typed, expected);
    },
    print: (purpose, text) =>
      createHmac('sha256', secret).update(`print ${purpose}`).update('\0').update(text).digest(),
    make(purpose, ...facts) {
      const body = pack(facts).toString('base64url');
      return `${body}.${sign(purpose, body)}`;
    },
    open(purpose, token) {
      const [body, given, more] = token.split('.');
      if (!body || !given || more !== undefined) return undefined;
      const expected = Buffer.from(sign(purpose, body));
      const signed = Buffer.from(given);
      if (signed.length !== expected.length || !timingSafeEqual(signed, expected)) return undefined;
      return unpack(Buffer.from(body, 'base64url'));
    },
  };
}
