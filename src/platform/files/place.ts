import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Bucket, ConfigProblem } from '../../config.ts';
import { storeInBucket } from './bucket.ts';
import { type FileStore, StoreAway, storeOnDisk } from './store.ts';

/** Where a city keeps the bytes of its files: in a bucket, or in its data folder. */
export type FilesPlace = { dataFolder: string; bucket?: Bucket | undefined };

export function storeAt({ dataFolder, bucket }: FilesPlace): FileStore {
  return bucket ? storeInBucket(bucket) : storeOnDisk(join(dataFolder, 'files'));
}

/** @throws ConfigProblem if the bucket of a place, if it has one, cannot be used, or pictures were left behind */
export async function checkPlace({ dataFolder, bucket }: FilesPlace): Promise<void> {
  if (!bucket) return;
  await checkBucket(bucket);
  const folder = join(dataFolder, 'files');
  const left = existsSync(folder) && readdirSync(folder).length > 0;
  if (left && (await storeInBucket(bucket).isEmpty())) {
    throw new ConfigProblem(
      `The pictures of the city are in ${folder}, and the store of FILES_URL is empty. Take them along, without FILES_URL: npm run move -- s3://…`,
    );
  }
}

/** @throws ConfigProblem if it cannot be used. `named` is where its address stands. */
export async function checkBucket(bucket: Bucket, named = 'FILES_URL'): Promise<void> {
  try {
    await storeInBucket(bucket).check();
  } catch (error) {
    if (!(error instanceof StoreAway)) throw error;
    throw new ConfigProblem(`The store of ${named} ${error.reason}.`);
  }
}
