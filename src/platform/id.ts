import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(4096);
let used = pool.length;

/** Random bytes from the operating system, fetched by the page: asking for each few of them costs more than they do. */
export function random(amount: number): Buffer {
  if (used + amount > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += amount;
  return Buffer.from(pool.subarray(used - amount, used));
}

let last = 0; // milliseconds
let ofThatTime = 0;

/**
 * A UUIDv7 (RFC 9562): sorted by the time it was made, so that pages go by key and indexes stay narrow. Those that this
 * process makes in one millisecond are counted where others are random (6.2, method 1): they keep their order, also
 * while its clock is set back.
 */
export function newId(): string {
  const bytes = random(16);
  const now = Date.now();
  if (now > last) {
    last = now;
    ofThatTime = bytes.readUInt16BE(6) & 0x7ff;
  } else if (ofThatTime < 0xfff) ofThatTime += 1;
  else {
    last += 1;
    ofThatTime = 0;
  }
  bytes.writeUIntBE(last, 0, 6);
  bytes.writeUInt16BE(0x7000 | ofThatTime, 6);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId(value: unknown): value is string {
  return typeof value === 'string' && uuid.test(value);
}
