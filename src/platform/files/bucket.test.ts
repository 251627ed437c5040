import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bucket, bucketAt } from '../../config.ts';
import { newId } from '../id.ts';
import { storeInBucket } from './bucket.ts';
import { checkBucket, checkPlace, storeAt } from './place.ts';
import { nameOf, StoreAway } from './store.ts';
import { openTestBucket, type TestBucket } from './testing-bucket.ts';

let bucket: TestBucket;
beforeAll(async () => {
  bucket = await openTestBucket();
});
afterAll(() => bucket.close());

const bytes = new Uint8Array([0, 255, 13, 10, 0]);

describe('files in a bucket', () => {
  it('are given back as they were put, under their prefix, and can be taken away twice', async () => {
    const store = storeInBucket(bucket.at('/pictures/city/files'));
    const name = nameOf(newId(), 'small');
    expect(await store.read(name)).toBeUndefined();
    await store.put(name, bytes);
    expect(await bucket.keys()).toEqual([`city/files/${name.slice(34, 36)}/${name}`]);
    expect(await store.read(name)).toEqual(bytes);
    await store.put(name, new Uint8Array([1]));
    expect(await store.read(name)).toEqual(new Uint8Array([1]));
    await store.remove(name);
    await store.remove(name);
    expect(await store.read(name)).toBeUndefined();
    expect(await bucket.keys()).toEqual([]);
  });

  it('are none of those under another prefix', async () => {
    const [one, other] = [bucket.at('/pictures/one'), bucket.at('/pictures/one-more')].map((at) =>
      storeInBucket(at),
    );
    await other!.put(nameOf(newId(), 'large'), bytes);
    expect([await one!.isEmpty(), await other!.isEmpty()]).toEqual([true, false]);
    expect(await storeInBucket(bucket.at()).isEmpty()).toBe(false);
  });

  it('leave nothing behind of a trial', async () => {
    const before = await bucket.keys();
    await checkBucket(bucket.at('/pictures/tried'));
    expect(await bucket.keys()).toEqual(before);
  });
});

it('a city does not open with an empty store while its pictures are in the data folder', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'samvirke-left-'));
  const place = { dataFolder, bucket: bucket.at('/pictures/later') };
  await checkPlace(place);
  const name = nameOf(newId(), 'large');
  await storeAt({ dataFolder }).put(name, bytes);
  await expect(checkPlace(place)).rejects.toThrow(/^The pictures of the city are in \S+files, and the store/);
  await storeAt(place).put(name, bytes);
  await checkPlace(place);
  await rm(dataFolder, { recursive: true });
});

describe('a store that cannot be used is told in one sentence', () => {
  const told = async (at: Bucket) => {
    const problem = await checkBucket(at).catch((error: Error) => error.message);
    expect(problem).not.toContain('S3RVER:');
    return problem;
  };

  it('where the secret, the key or the bucket is wrong', async () => {
    expect(await told(bucket.at('/pictures', 'S3RVER:another'))).toMatch(
      /^The store of FILES_URL refuses: SignatureDoesNotMatch, .+\.$/,
    );
    expect(await told(bucket.at('/pictures', 'nobody:S3RVER'))).toMatch(
      /^The store of FILES_URL refuses: InvalidAccessKeyId, .+\.$/,
    );
    expect(await told(bucket.at('/none'))).toMatch(/^The store of FILES_URL refuses: NoSuchBucket, .+\.$/);
  });

  it('where nobody listens', async () => {
    const at = bucketAt('s3+http://key:secret@127.0.0.1:2/pictures')!;
    expect(await told(at)).toBe('The store of FILES_URL does not answer: ECONNREFUSED.');
  });
});

describe('a store that answers badly', () => {
  let server: Server;
  let answer: (asked: number) => { status?: number; body?: string } | undefined;
  let asked = 0;
  const at = () => bucketAt(`s3+http://key:secret@127.0.0.1:${(server.address() as AddressInfo).port}/b`)!;
  beforeAll(async () => {
    server = createServer((_, response) => {
      asked += 1;
      const { status = 200, body = '' } = answer(asked) ?? {};
      if (answer(asked)) response.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const read = (how: typeof answer, patience?: number) => {
    asked = 0;
    answer = how;
    return storeInBucket(at(), patience).read(nameOf(newId(), 'large'));
  };

  it('is asked a second time where it could not for now, and not where it will not', async () => {
    expect(await read((n) => (n === 1 ? { status: 503 } : { body: 'there' }))).toEqual(
      new TextEncoder().encode('there'),
    );
    expect(asked).toBe(2);
    await expect(read(() => ({ status: 403 }))).rejects.toThrow('refuses: 403');
    expect(asked).toBe(1);
    await expect(read(() => ({ status: 500 }))).rejects.toThrow('does not answer: 500');
    expect(asked).toBe(2);
  });

  it('is not followed to another place', async () => {
    await expect(read(() => ({ status: 307 }))).rejects.toThrow('refuses: 307');
  });

  it('is not waited for by every picture of a page once it has not answered', async () => {
    asked = 0;
    answer = () => undefined;
    const store = storeInBucket(at(), 50);
    const name = nameOf(newId(), 'large');
    await expect(store.read(name)).rejects.toThrow('does not answer: nothing within 0.05 seconds');
    const before = asked;
    await expect(store.read(name)).rejects.toThrow(StoreAway);
    expect(asked).toBe(before);
  });
});
