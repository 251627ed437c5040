// npm run import -- FILE, npm run verify-journal, …: commands on a city, running or not.
import { join } from 'node:path';
import { buildServer } from './build-server.ts';

const home = join(import.meta.dirname, '..');
const outDir = join(home, 'build', 'commands');
await buildServer(home, outDir);
const { run } = await import(join(outDir, 'commands.js'));
const [name, ...words] = process.argv.slice(2);
process.exitCode = await run(home, name, words);
