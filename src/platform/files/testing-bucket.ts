import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import { type Bucket, bucketAt } from '../../config.ts';

export type TestBucket = Awaited<ReturnType<typeof openTestBucket>>;

/** An S3 server on this machine, with a bucket `pictures`; it can be stopped and started again. */
export async function openTestBucket() {
  const directory = await mkdtemp(join(tmpdir(), 'samvirke-bucket-'));
  let port = 0;
  let server: S3rver | undefined;
  async function start(): Promise<void> {
    server = new S3rver({
      ...{ address: '127.0.0.1', port, silent: true, directory },
      configureBuckets: [{ name: 'pictures' }],
    });
    ({ port } = await server.run());
  }
  async function stop(): Promise<void> {
    await server?.close();
    server = undefined;
  }
  await start();
  /** The server knows one account only, whose key and secret are the same. */
  const url = (path = '/pictures', account = 'S3RVER:S3RVER') =>
    `s3+http://${account}@127.0.0.1:${port}${path}`;
  return {
    start,
    stop,
    url,
    at: (path?: string, account?: string): Bucket => bucketAt(url(path, account))!,
    /** The names of all that lies in the bucket, with what stands before them. */
    async keys(): Promise<string[]> {
      const found = await readdir(join(directory, 'pictures'), { recursive: true });
      const objects = found.filter((path) => path.endsWith('._S3rver_object'));
      return objects.map((path) => path.replaceAll('\\', '/').replace(/\._S3rver_object$/, '')).sort();
    },
    async close() {
      await stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
