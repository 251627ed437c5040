import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { readConfig } from '../src/config.ts';
import { buildClient } from './build-client.ts';
import { buildServer } from './build-server.ts';

const home = join(import.meta.dirname, '..');
const outDir = join(home, 'build');
process.env.NODE_ENV ??= 'production';

try {
  // Before the pages are built: what is set wrongly is known at once.
  readConfig(process.env);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
// What V8 made of the packages the last time: a second start reads it instead of compiling them again.
enableCompileCache(join(outDir, '.code'));
console.log('  … building the pages');
await Promise.all([buildClient(outDir), buildServer(home, outDir)]);
const { start } = await import(join(outDir, 'main.js'));
await start(home);
flushCompileCache();
