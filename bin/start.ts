import { join } from 'node:path';
import { buildClient } from './build-client.ts';
import { buildServer } from './build-server.ts';

const home = join(import.meta.dirname, '..');
const outDir = join(home, 'build');
process.env.NODE_ENV ??= 'production';

console.log('  … building the pages');
await Promise.all([buildClient(outDir), buildServer(home, outDir)]);
const { start } = await import(join(outDir, 'main.js'));
await start(home);
