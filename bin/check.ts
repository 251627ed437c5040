import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkFloors } from './checks/floors.ts';
import { checkMessages } from './checks/messages.ts';
import { checkMigrations } from './checks/migrations.ts';

const home = join(import.meta.dirname, '..');

/** What can be told in seconds, without running the program. Returns how many passed and failed. */
export function check(): { passed: number; failed: number } {
  const results = [
    tool('types', 'typescript/bin/tsc', ['-p', '.']),
    tool('lint and format', '@biomejs/biome/bin/biome', [
      'check',
      '.',
      '--diagnostic-level=warn',
      '--error-on-warnings',
    ]),
    tool('dead code', 'knip/bin/knip.js', []),
    ours('floors and circles', () => checkFloors(home)),
    ours('messages', () => checkMessages(home)),
    ours('migrations', () => checkMigrations(home)),
  ];
  return { passed: results.filter(Boolean).length, failed: results.filter((passed) => !passed).length };
}

function tool(name: string, file: string, words: string[]): boolean {
  const run = spawnSync(process.execPath, [join(home, 'node_modules', file), ...words], {
    cwd: home,
    encoding: 'utf8',
  });
  return report(name, run.status === 0 ? [] : [run.stdout, run.stderr].filter(Boolean));
}

function ours(name: string, complaints: () => string[]): boolean {
  return report(name, complaints());
}

function report(name: string, complaints: string[]): boolean {
  console.log(`${complaints.length === 0 ? '✓' : '✗'} ${name}`);
  for (const complaint of complaints) console.log(complaint.replace(/^/gm, '  '));
  return complaints.length === 0;
}

if (import.meta.main) {
  const { passed, failed } = check();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
