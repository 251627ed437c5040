// Framing of PostgreSQL's wire protocol 3 (https://www.postgresql.org/docs/18/protocol-message-formats.html):
// only as much as is needed to know where one request ends and whether its answer left a transaction open.

/** One request of a client, as far as the server has to tell them apart. */
export type Unit =
  | { kind: 'startup' }
  | { kind: 'encryption' }
  | { kind: 'cancel' }
  | { kind: 'terminate' }
  /** Messages up to and with a Sync, Query or function call: the answer ends with ReadyForQuery. */
  | { kind: 'request'; bytes: Buffer }
  /** Messages up to and with a Flush: the answer has no ReadyForQuery, the request goes on. */
  | { kind: 'part'; bytes: Buffer };

export class ProtocolViolation extends Error {}

const protocolMajor = 3;
const cancelCode = 80877102;
const encryptionCodes = [80877103, 80877104]; // SSL, GSSAPI

const startupLimit = 10_000; // PostgreSQL's own MAX_STARTUP_PACKET_LENGTH
const messageLimit = 256 * 1024 * 1024;

const code = (letter: string) => letter.charCodeAt(0);
const continuing = new Set([...'PBDECdcf'].map(code));
const endings = new Map<number, 'request' | 'part' | 'terminate'>([
  [code('S'), 'request'],
  [code('Q'), 'request'],
  [code('F'), 'request'],
  [code('H'), 'part'],
  [code('X'), 'terminate'],
]);

/** Cuts the byte stream of one client into units. */
export class UnitReader {
  #chunks: Buffer[] = [];
  #size = 0;
  #needed = 1;
  #started = false;
  /** Bytes of the unit under way that are known to be whole messages. */
  #scanned = 0;

  /** @throws ProtocolViolation when the bytes cannot be PostgreSQL's protocol 3 */
  push(chunk: Buffer): Unit[] {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    // A parameter of megabytes comes in many chunks; joining them for each chunk would be quadratic.
    if (this.#size < this.#needed) return [];
    let bytes = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
    const units: Unit[] = [];
    for (;;) {
      const length = this.#started ? this.#wholeUnit(bytes, units) : this.#wholeGreeting(bytes, units);
      if (length === 0) break;
      bytes = bytes.subarray(length);
    }
    this.#chunks = bytes.length > 0 ? [bytes] : [];
    this.#size = bytes.length;
    return units;
  }

  #wholeGreeting(bytes: Buffer, units: Unit[]): number {
    this.#needed = 8;
    if (bytes.length < 8) return 0;
    const length = bytes.readInt32BE(0);
    if (length < 8 || length > startupLimit) throw new ProtocolViolation('invalid length of startup packet');
    this.#needed = length;
    if (bytes.length < length) return 0;
    const request = bytes.readInt32BE(4);
    if (encryptionCodes.includes(request)) units.push({ kind: 'encryption' });
    else if (request === cancelCode) units.push({ kind: 'cancel' });
    else if (request >> 16 === protocolMajor) {
      units.push({ kind: 'startup' });
      this.#started = true;
    } else throw new ProtocolViolation('unsupported frontend protocol');
    this.#needed = 1;
    return length;
  }

  #wholeUnit(bytes: Buffer, units: Unit[]): number {
    for (;;) {
      const at = this.#scanned;
      this.#needed = at + 5;
      if (bytes.length < at + 5) return 0;
      const kind = endings.get(bytes[at] as number);
      if (!kind && !continuing.has(bytes[at] as number)) throw new ProtocolViolation('invalid message type');
      const length = bytes.readInt32BE(at + 1);
      if (length < 4 || length > messageLimit) throw new ProtocolViolation('invalid message length');
      const end = at + 1 + length;
      this.#needed = end;
      if (bytes.length < end) return 0;
      this.#scanned = end;
      if (!kind) continue;
      this.#scanned = 0;
      this.#needed = 1;
      units.push(kind === 'terminate' ? { kind } : { kind, bytes: bytes.subarray(0, end) });
      return end;
    }
  }
}

/** State of the session at the end of an answer: idle, in a transaction, in a failed transaction. */
export type SessionState = 'I' | 'T' | 'E';

/** The state told by the ReadyForQuery that ends the answer to a request, or undefined if none ends it. */
export function stateAfter(answer: Buffer): SessionState | undefined {
  const at = answer.length - 6;
  if (at < 0 || answer[at] !== code('Z') || answer.readInt32BE(at + 1) !== 5) return undefined;
  const state = String.fromCharCode(answer[at + 5] as number);
  return state === 'I' || state === 'T' || state === 'E' ? state : undefined;
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const noCopyIn = message('f', Buffer.from('the embedded database does not take COPY FROM STDIN\0'));

/**
 * The request with a CopyFail in the place where COPY FROM STDIN would read its rows. In the middle of a
 * statement the engine cannot wait for more bytes: it would take their absence for the end of its life. Outside
 * of a COPY the message is ignored, so there is no need to look into the statement.
 */
export function withoutCopyIn(request: Buffer): Buffer {
  const last = request.length - 5;
  // A Sync or Flush is five bytes that end in 4; Query and function call end in 0 or 1.
  return request[request.length - 1] === 4
    ? Buffer.concat([request.subarray(0, last), noCopyIn, request.subarray(last)])
    : Buffer.concat([request, noCopyIn]);
}

export const queryMessage = (sql: string) => message('Q', Buffer.from(`${sql}\0`));
export const syncMessage = () => message('S', Buffer.alloc(0));

export function startupMessage(user: string, database: string): Buffer {
  const head = Buffer.alloc(8);
  const body = Buffer.from(`user\0${user}\0database\0${database}\0\0`);
  head.writeInt32BE(head.length + body.length, 0);
  head.writeInt32BE(protocolMajor << 16, 4);
  return Buffer.concat([head, body]);
}

/** An ErrorResponse that ends the connection; `sqlState` is one of PostgreSQL's five-letter codes. */
export function fatalMessage(sqlState: string, text: string): Buffer {
  return message('E', Buffer.from(`SFATAL\0VFATAL\0C${sqlState}\0M${text}\0\0`));
}
