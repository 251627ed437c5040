import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Part, partsOf, tarOf } from './tar.ts';

const made = new Date('2026-05-27T03:00:00Z');

async function archive(parts: readonly Part[]): Promise<Buffer> {
  return Buffer.concat(await all(tarOf(asStream(parts), made)));
}

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

async function* asStream<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

/** The bytes in pieces of another length. */
const inPieces = (bytes: Buffer, length: number) =>
  asStream(
    Array.from({ length: Math.ceil(bytes.length / length) }, (_, n) =>
      bytes.subarray(n * length, (n + 1) * length),
    ),
  );

const part = fc.record({
  name: fc.stringMatching(/^[a-z/_-]{1,100}$/),
  bytes: fc.uint8Array({ maxLength: 3_000 }).map((bytes) => Buffer.from(bytes)),
});

it('gives back what went in, in whatever pieces it comes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(part), fc.integer({ min: 1, max: 5_000 }), async (parts, length) => {
      const bytes = await archive(parts);
      expect(bytes.length % 512).toBe(0);
      expect(await all(partsOf(inPieces(bytes, length)))).toEqual(parts);
    }),
  );
});

it('refuses an archive that ends early, wherever that is, and one that goes on', async () => {
  const bytes = await archive([
    { name: 'one', bytes: Buffer.from('1'.repeat(700)) },
    { name: 'two', bytes: Buffer.alloc(0) },
  ]);
  for (let length = 0; length < bytes.length; length += 100)
    await expect(all(partsOf(inPieces(bytes.subarray(0, length), 512)))).rejects.toThrow();
  await expect(all(partsOf(asStream([bytes, Buffer.from('x')])))).rejects.toThrow();
});

it('refuses a head in which a byte was changed', async () => {
  const bytes = await archive([{ name: 'one', bytes: Buffer.from('content') }]);
  for (const at of [0, 100, 124, 130, 148, 156, 257]) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    await expect(all(partsOf(asStream([changed])))).rejects.toThrow();
  }
});
