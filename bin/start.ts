import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { readConfig } from '../src/config.ts';
import { haveBuilt, outDirs } from './built.ts';

const home = join(import.meta.dirname, '..');
process.env.NODE_ENV ??= 'production';

try {
  // Before the pages are built: what is set wrongly is known at once.
  readConfig(process.env);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
// What V8 made of the packages the last time: a second start reads it instead of compiling them again.
enableCompileCache(join(outDirs(home).start, '.code'));
const outDir = await haveBuilt(home, 'start', () => console.log('  … building the pages'));
const { start } = await import(join(outDir, 'main.js'));
await start(home);
flushCompileCache();
