// npm run import -- FILE, npm run verify-journal, …: commands on a city, running or not.
import { join } from 'node:path';
import { haveBuilt } from './built.ts';

const home = join(import.meta.dirname, '..');
const outDir = await haveBuilt(home, 'commands');
const { run } = await import(join(outDir, 'commands.js'));
const [name, ...words] = process.argv.slice(2);
process.exitCode = await run(home, name, words);
