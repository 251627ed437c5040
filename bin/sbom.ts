// npm run sbom                 what the program is made of, as CycloneDX 1.5 on standard output
// npm run sbom -- FILE         the same, into a file
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sbomOf } from './sbom/bill.ts';

const home = join(import.meta.dirname, '..');
const read = (name: string) => JSON.parse(readFileSync(join(home, name), 'utf8'));

const text = `${JSON.stringify(sbomOf(read('package.json'), read('package-lock.json')), null, 2)}\n`;
const [file] = process.argv.slice(2);
if (file) writeFileSync(file, text);
else process.stdout.write(text);
