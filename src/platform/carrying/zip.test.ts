import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isOurs, limits } from './format.ts';
import { CarryProblem } from './problem.ts';
import { patched, zipped } from './testing.ts';
import { type Limits, openZip } from './zip.ts';

const few: Limits = { entries: 3, each: 1_000, all: 1_500 };
const open = (file: string, most: Limits = limits) => openZip(file, { limits: most, isOurs });
const part = (name: string, bytes = 10): [string, Buffer] => [name, Buffer.alloc(bytes)];

async function faultOf(file: string, most?: Limits): Promise<[string, unknown]> {
  const error = await open(file, most).then(
    () => undefined,
    (problem) => problem,
  );
  expect(error).toBeInstanceOf(CarryProblem);
  return [error.fault, error.values];
}

async function fileOf(bytes: Buffer): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'samvirke-zip-')), 'made');
  await writeFile(file, bytes);
  return file;
}

/** Where the list of parts stands, and in it the one field that begins so many bytes behind its start. */
const inList = (bytes: Buffer, offset: number) =>
  bytes.lastIndexOf('PK\x01\x02', undefined, 'latin1') + offset;

describe('a zip file that anybody may have made', () => {
  it('opens where it is one of ours, and gives what is in it', async () => {
    const zip = await open(await zipped([['README.md', Buffer.from('Hello')], part('texts/a-text.md')]));
    expect(zip.names).toEqual(['README.md', 'texts/a-text.md']);
    expect((await zip.read('README.md'))!.toString()).toBe('Hello');
    expect(await zip.read('manifest.json')).toBeUndefined();
    zip.close();
  });

  it('is none where it is empty, cut off, or something else', async () => {
    expect(await faultOf(await fileOf(Buffer.alloc(0)))).toEqual(['notZip', {}]);
    expect(await faultOf(await fileOf(Buffer.from('samvirke: 1\n')))).toEqual(['notZip', {}]);
    const whole = await zipped([part('README.md', 500)]);
    const cut = await patched(whole, (bytes) => bytes.fill(0, bytes.length - 30));
    expect(await faultOf(cut)).toEqual(['notZip', {}]);
  });

  it('is refused by how many parts it says it has', async () => {
    const many = await zipped([part('a.md'), part('b.md'), part('c.md'), part('d.md')]);
    expect(await faultOf(many, few)).toEqual(['many', { most: 3 }]);
  });

  it('is refused by what it would unfold into, one part or all, before anything is unpacked', async () => {
    // A thousand times smaller than what it holds.
    const bomb = await zipped([part('a.md', 1_000_000)]);
    expect((await faultOf(bomb, few))[0]).toBe('large');
    expect((await faultOf(await zipped([part('a.md', 900), part('b.md', 900)]), few))[0]).toBe('large');
  });

  it('ends where a part unfolds into more than the list says', async () => {
    const bomb = await zipped([part('a.md', 1_000_000)]);
    const lying = await patched(bomb, (bytes) => bytes.writeUInt32LE(10, inList(bytes, 24)));
    const zip = await open(lying, few);
    await expect(zip.read('a.md')).rejects.toMatchObject({ fault: 'damaged', values: { part: 'a.md' } });
    zip.close();
  });

  it.each([
    '../../aaa.md',
    '/root/aaa.md',
    'texts/../.md',
    'C:/texts/.md',
    'texts\\aaa.md',
    'texts/a%0.md',
    'texts/aaa.js',
  ])('has no part with the name %s', async (name) => {
    const good = 'texts/aaa.md';
    expect(name).toHaveLength(good.length);
    const file = await patched(await zipped([part(good)]), (bytes) => {
      for (let at = bytes.indexOf(good); at >= 0; at = bytes.indexOf(good, at + 1))
        bytes.write(name, at, 'latin1');
    });
    expect(['name', 'notZip']).toContain((await faultOf(file))[0]);
  });

  it('has nothing in it that programs add, and no part twice', async () => {
    expect(await faultOf(await zipped([part('README.md'), part('run.sh')]))).toEqual([
      'name',
      { part: 'run.sh' },
    ]);
    expect(await faultOf(await zipped([part('a.md'), part('a.md')]))).toEqual(['name', { part: 'a.md' }]);
    expect(await faultOf(await zipped([part(`${'a'.repeat(130)}.md`)]))).toMatchObject(['name', {}]);
  });

  it('is not encrypted, and packed in no other way than ours', async () => {
    const plain = await zipped([part('README.md')]);
    const locked = await patched(plain, (bytes) => bytes.writeUInt16LE(0x0801, inList(bytes, 8)));
    expect((await faultOf(locked))[0]).toBe('name');
    const other = await patched(plain, (bytes) => bytes.writeUInt16LE(12, inList(bytes, 10)));
    expect((await faultOf(other))[0]).toBe('name');
  });
});
