import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Before the journeys of `npm test`: a folder for what axe has looked at (see axe.ts). Returns what takes it away again. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'samvirke-looked-at-'));
  process.env.SAMVIRKE_TEST_LOOKED_AT = folder;
  return () => rm(folder, { recursive: true });
}
