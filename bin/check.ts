import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { checkFloors } from './checks/floors.ts';
import { checkMessages } from './checks/messages.ts';
import { checkMigrations } from './checks/migrations.ts';

const home = join(import.meta.dirname, '..');

/** What can be told in seconds, without running the program. Returns how many passed and failed. */
export async function check(): Promise<{ passed: number; failed: number }> {
  const tools = [
    tool('types', 'typescript/bin/tsc', ['-p', '.']),
    tool('lint and format', '@biomejs/biome/bin/biome', [
      'check',
      '.',
      '--diagnostic-level=warn',
      '--error-on-warnings',
    ]),
    tool('dead code', 'knip/bin/knip.js', []),
  ];
  const results = [
    ours('floors and circles', () => checkFloors(home)),
    ours('messages', () => checkMessages(home)),
    ours('migrations', () => checkMigrations(home)),
    ...(await Promise.all(tools)),
  ];
  return { passed: results.filter(Boolean).length, failed: results.filter((passed) => !passed).length };
}

async function tool(name: string, file: string, words: string[]): Promise<boolean> {
  const complaints = await new Promise<string[]>((resolve) => {
    execFile(
      process.execPath,
      [join(home, 'node_modules', file), ...words],
      { cwd: home, maxBuffer: Number.POSITIVE_INFINITY },
      (error, stdout, stderr) => resolve(error ? [stdout, stderr || error.message].filter(Boolean) : []),
    );
  });
  return report(name, complaints);
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
  const { passed, failed } = await check();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
