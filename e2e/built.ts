import { execFile } from 'node:child_process';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildClient } from '../bin/build-client.ts';
import { buildServer } from '../bin/build-server.ts';
import { findBrowser } from './browser.ts';
import { startProgram } from './program.ts';

const run = promisify(execFile);
const project = join(import.meta.dirname, '..');

/**
 * The journeys' own copy of the program, away from the one in `build/`: a city that runs there keeps the
 * files its readers are being given.
 */
export const home = join(project, 'build', 'journeys');

/** The data folder of a sample city that was opened once; each journey takes a copy. */
export const sampleData = join(home, 'sample-data');

/** Builds what runs, as `npm start` does, and opens the sample city. */
async function build(): Promise<void> {
  const outDir = join(home, 'build');
  await mkdir(outDir, { recursive: true });
  await Promise.all([
    buildClient(outDir, join(project, 'node_modules', '.cache', 'themes')),
    buildServer(project, outDir),
    ...['migrations', 'demo'].map(async (folder) => {
      await rm(join(home, folder), { recursive: true, force: true });
      await cp(join(project, folder), join(home, folder), { recursive: true });
    }),
  ]);
  await rm(sampleData, { recursive: true, force: true });
  const program = await startProgram({ home, dataFolder: sampleData, demo: true });
  await program.stop();
}

/** Before all journeys. As a program of its own: what builds is written for Node, not for the test runner. */
export async function setup(): Promise<void> {
  // Another part of the same run has done it already.
  if (process.env.SAMVIRKE_TEST_BUILT) return;
  // Of two who unpack it at the same moment, one would start what the other still writes.
  await findBrowser();
  await run(process.execPath, ['--disable-warning=ExperimentalWarning', import.meta.filename]);
  process.env.SAMVIRKE_TEST_BUILT = 'yes';
}

if (import.meta.main) await build();
