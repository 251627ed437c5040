// npm run build: installs and builds, for a place where the program itself may not write into its code.
import { join } from 'node:path';
import { buildAll } from './built.ts';

await buildAll(join(import.meta.dirname, '..'));
console.log('Built. The folder build belongs to this code; it is built again after each update.');
