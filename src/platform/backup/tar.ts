// The POSIX tar format (ustar), as much of it as backups need: plain files with short names.
import { BackupProblem } from './problem.ts';

/** One file of a backup. */
export type Part = { name: string; bytes: Buffer };

const block = 512;
const longestName = 100;
/** More than any part that we write; a length beyond it is not one of ours. */
const largestPart = 512 * 1024 * 1024;

export async function* tarOf(parts: AsyncIterable<Part>, made: Date): AsyncGenerator<Buffer> {
  for await (const { name, bytes } of parts) {
    yield headerOf(name, bytes.length, made);
    // An empty piece would be no piece of a stream.
    if (bytes.length > 0) yield bytes;
    if (padding(bytes.length) > 0) yield Buffer.alloc(padding(bytes.length));
  }
  yield Buffer.alloc(2 * block);
}

/** The parts of an archive, one at a time in memory. Throws where it is cut off or not an archive. */
export async function* partsOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Part> {
  const stream = new Taking(source);
  for (;;) {
    const header = await stream.take(block);
    if (isEmpty(header)) break;
    const { name, size } = readHeader(header);
    const bytes = await stream.take(size);
    await stream.take(padding(size));
    yield { name, bytes };
  }
  // Reading to the very end: the checks of compression and encryption stand there.
  if (!isEmpty(await stream.take(block)) || (await stream.rest()) > 0)
    throw new Error('more than an archive');
}

const padding = (size: number) => (block - (size % block)) % block;
const isEmpty = (bytes: Buffer) => bytes.every((byte) => byte === 0);

/** Where each field of a header begins, and how long it is. */
const fields = {
  name: [0, 100],
  mode: [100, 8],
  owner: [108, 8],
  group: [116, 8],
  size: [124, 12],
  time: [136, 12],
  sum: [148, 8],
  kind: [156, 1],
  magic: [257, 8],
} as const;

function headerOf(name: string, size: number, made: Date): Buffer {
  if (Buffer.byteLength(name) > longestName) throw new Error(`A part with too long a name: ${name}`);
  if (size > largestPart) throw new BackupProblem(`The part ${name} is larger than a backup can hold.`);
  const header = Buffer.alloc(block);
  const put = (field: keyof typeof fields, text: string) => header.write(text, fields[field][0], 'utf8');
  const number = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  put('name', name);
  put('mode', number(0o600, 7));
  put('owner', number(0, 7));
  put('group', number(0, 7));
  put('size', number(size, 11));
  put('time', number(Math.floor(made.getTime() / 1000), 11));
  put('kind', '0');
  put('magic', 'ustar\x0000');
  put('sum', `${number(sumOf(header), 6)}\0 `);
  return header;
}

function readHeader(header: Buffer): { name: string; size: number } {
  const get = (field: keyof typeof fields) => {
    const [at, length] = fields[field];
    const bytes = header.subarray(at, at + length);
    const end = bytes.indexOf(0);
    return bytes.toString('utf8', 0, end < 0 ? length : end).trim();
  };
  const size = Number.parseInt(get('size'), 8);
  const whole = Number.parseInt(get('sum'), 8) === sumOf(header) && size >= 0 && size <= largestPart;
  if (!whole || get('kind') !== '0') throw new Error('not the head of a part');
  return { name: get('name'), size };
}

/** The sum of all bytes of a header, its own field counted as spaces. */
function sumOf(header: Buffer): number {
  const [at, length] = fields.sum;
  return header.reduce((sum, byte, n) => sum + (n >= at && n < at + length ? 32 : byte), 0);
}

/** Takes so many bytes of a stream at a time. */
class Taking {
  readonly #source: AsyncIterator<Uint8Array>;
  #chunks: Uint8Array[] = [];
  #size = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async take(length: number): Promise<Buffer> {
    while (this.#size < length) if (!(await this.#more())) throw new Error('cut off');
    const [only, ...more] = this.#chunks;
    const all = only && more.length === 0 ? only : Buffer.concat(this.#chunks);
    this.#chunks = [all.subarray(length)];
    this.#size -= length;
    return Buffer.from(all.buffer, all.byteOffset, length);
  }

  /** How many bytes are left. */
  async rest(): Promise<number> {
    while (await this.#more());
    return this.#size;
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#source.next();
    if (done) return false;
    this.#chunks.push(value);
    this.#size += value.length;
    return true;
  }
}
