import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Lock, reached, sbomOf } from './bill.ts';

const home = join(import.meta.dirname, '..', '..');
const read = (name: string) => JSON.parse(readFileSync(join(home, name), 'utf8'));
const project = read('package.json');
const lock: Lock = read('package-lock.json');
const bill = sbomOf(project, lock);

/** Licences under which something may stand beside our code in one program. By hand: another one wants a look. */
const welcome = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'EUPL-1.1+',
  // That of Python, as permissive as BSD: of what the reader of Markdown brings for its command line.
  'PSF-2.0',
  // The library behind pictures, loaded as it is.
  'LGPL-3.0-or-later',
]);

function isWelcome(licence: string): boolean {
  const words = licence.replaceAll(/[()]/g, '').split(' ');
  const either = words.includes('OR');
  const ids = words.filter((word) => word !== 'OR' && word !== 'AND');
  return either ? ids.some((id) => welcome.has(id)) : ids.every((id) => welcome.has(id));
}

describe('the bill of materials', () => {
  it('is the same each time', () => {
    const shuffled = { packages: Object.fromEntries(Object.entries(lock.packages).reverse()) };
    expect(JSON.stringify(sbomOf(project, shuffled))).toBe(JSON.stringify(bill));
    expect(JSON.stringify(bill)).not.toMatch(/serialNumber|timestamp/);
  });

  it('has what the program needs, with version and checksum, and nothing that only tests need', () => {
    const names = new Set(bill.components.map(({ name }) => name));
    for (const name of Object.keys(project.dependencies)) expect(names, name).toContain(name);
    for (const name of Object.keys(project.devDependencies)) expect(names, name).not.toContain(name);
    for (const component of bill.components) {
      expect(component.hashes?.[0]?.content, component.name).toMatch(/^[0-9a-f]{128}$/);
      expect(component.purl).toMatch(/^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+/);
    }
  });

  it('names for each package what it needs, and nothing that is not in it', () => {
    const refs = new Set([
      bill.metadata.component['bom-ref'],
      ...bill.components.map((one) => one['bom-ref']),
    ]);
    expect(bill.dependencies.map(({ ref }) => ref).sort()).toEqual([...refs].sort());
    for (const { ref, dependsOn } of bill.dependencies)
      for (const needed of dependsOn) expect(refs, `${ref} needs ${needed}`).toContain(needed);
  });
});

describe('licences', () => {
  it('of everything that runs may stand beside ours', () => {
    const others = [...reached(lock)].filter((path) => !isWelcome(lock.packages[path]!.license ?? 'none'));
    expect(others).toEqual([]);
  });

  it('would be noticed if they could not', () => {
    expect(['GPL-3.0-only', 'MIT AND SSPL-1.0', 'UNLICENSED', 'none'].map(isWelcome)).toEqual(
      Array(4).fill(false),
    );
    expect(['(MIT OR GPL-3.0-only)', 'Apache-2.0 AND MIT'].map(isWelcome)).toEqual([true, true]);
  });
});

describe('the lock file', () => {
  it('has a checksum for every package that runs, and for none an address to fetch it from', () => {
    for (const path of reached(lock)) expect(lock.packages[path]!.integrity, path).toMatch(/^sha512-/);
    for (const [path, locked] of Object.entries(lock.packages))
      expect(locked, path).not.toHaveProperty('resolved');
  });

  it('runs nothing of a package while it is installed', () => {
    const running = Object.entries(lock.packages)
      .filter(([, locked]) => (locked as { hasInstallScript?: boolean }).hasInstallScript)
      .map(([path]) => path);
    // They check that the file for this platform is there, which the lock file brings by itself.
    expect(running).toEqual(['node_modules/esbuild']);
  });
});
