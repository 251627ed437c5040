// The program as `npm start` runs it, without building it anew: node e2e/start-city.ts HOME
import { join } from 'node:path';

const home = process.argv[2]!;
const { start } = await import(join(home, 'build', 'main.js'));
await start(home);
