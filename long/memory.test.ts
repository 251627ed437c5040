// By the memory of the whole process, so in one of its own.
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readTable } from '../src/instruments/exchange/rules.ts';
import { PictureProblem, pictureReader } from '../src/platform/files/pictures.ts';
import {
  floodedGif,
  floodedJpeg,
  floodedPng,
  floodedWebp,
  pngChunk,
  pngOf,
} from '../src/platform/files/testing.ts';

const read = pictureReader().read;

const drawn = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 20, g: 120, b: 90 } } });

async function faultOf(bytes: Uint8Array): Promise<string> {
  const found = await read(bytes).catch((error: unknown) => error);
  if (!(found instanceof PictureProblem)) throw new Error(`taken, or broken otherwise: ${found}`);
  return found.fault;
}

/** How much more memory the program takes at its height while something goes on. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  await read(await drawn(4, 4).png().toBuffer());
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 5);
  await work().finally(() => clearInterval(watch));
  return most - before;
}

describe('what would fill the memory', () => {
  it('is refused by its head, before anything is unfolded', async () => {
    const floods = { floodedPng, floodedJpeg, floodedGif, floodedWebp };
    for (const [name, bytes] of Object.entries(floods)) {
      expect(bytes.length, name).toBeLessThan(2_000);
      const grown = await growth(async () => expect(await faultOf(bytes), name).toMatch(/huge|broken/));
      expect(grown, name).toBeLessThan(30_000_000);
    }
    expect(await faultOf(floodedPng)).toBe('huge');
    expect(await faultOf(floodedJpeg)).toBe('huge');
  });

  it('does not unfold what a picture carries as a comment or a colour profile', async () => {
    const zeros = deflateSync(Buffer.alloc(1 << 28));
    for (const kind of ['zTXt', 'iCCP']) {
      const bomb = pngOf(10, 10, [pngChunk(kind, Buffer.concat([Buffer.from('a\0\0'), zeros]))]);
      const grown = await growth(() => read(bomb).catch(() => {}));
      expect(grown, kind).toBeLessThan(50_000_000);
    }
  });

  it('takes less than 200 MB for the largest that is taken, also where several come at once', async () => {
    const photo = await drawn(8_000, 6_000).jpeg().toBuffer();
    const laced = await drawn(5_700, 5_700).png({ progressive: true, compressionLevel: 1 }).toBuffer();
    const grown = await growth(() => Promise.all([photo, laced, photo].map(read)));
    expect(grown).toBeLessThan(200_000_000);
    expect(
      await faultOf(await drawn(6_000, 6_000).png({ progressive: true, compressionLevel: 1 }).toBuffer()),
    ).toBe('huge');
  }, 60_000);
});

it('a table of millions of rows or columns is refused before they are all in memory', async () => {
  const many = 2_000_000;
  const tables = [
    `slug,kind\n${'a\n'.repeat(many)}`,
    `slug${','.repeat(many)}\na,b\n`,
    `slug,kind\na${','.repeat(many)}\n`,
  ];
  const grown = await growth(async () => {
    for (const text of tables) expect(readTable('organisations', text).faults).not.toEqual([]);
  });
  expect(grown).toBeLessThan(200_000_000);
});
