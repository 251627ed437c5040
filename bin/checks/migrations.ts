import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * The last release runs on the new schema: a city migrates while the old program still answers, and can go back to
 * it. So migrations add (expand). What nobody uses any more goes one release later (contract), and stands here by
 * the name of its migration, with the release that last used it.
 */
const contracts: Readonly<Record<string, string>> = {};

/** Migrations up to this one were written before there was a release that could run on them. */
const beforeFirstRelease = '0022';

/** What takes away, or asks for more than the last release gives. */
const taking: readonly [RegExp, string][] = [
  [/\bdrop\s+(table|view|materialized\s+view|sequence|schema|type)\b/, 'drops what the last release uses'],
  [/\bdrop\s+column\b/, 'drops a column'],
  [/\brename\b/, 'renames'],
  [/\balter\s+(column\s+)?"?\w+"?\s+(set\s+data\s+)?type\b/, 'changes the type of a column'],
  [/\bset\s+not\s+null\b/, 'asks for a value that the last release may leave out'],
  [
    /\badd\s+(column\s+)?(if\s+not\s+exists\s+)?(?!constraint\b|check\b|foreign\b|primary\b|unique\b)"?\w+"?\s(?:(?!default|generated)[^,;])*\bnot\s+null\b(?![^,;]*\b(default|generated)\b)/,
    'adds a column that has to have a value, without a default',
  ],
];

/** What is not to be in a migration, as sentences. */
export function complaintsAbout(sql: string): string[] {
  const plain = sql
    .replace(/--.*$/gm, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .toLowerCase();
  return plain
    .split(';')
    .flatMap((statement) =>
      taking
        .filter(([pattern]) => pattern.test(statement))
        .map(([, what]) => `${what}: ${statement.trim().replace(/\s+/g, ' ').slice(0, 100)}`),
    );
}

export function checkMigrations(folder: string): string[] {
  const files = globSync('migrations/*.sql', { cwd: folder }).sort();
  const numbers = files.map((file) => basename(file).slice(0, 4));
  const twice = numbers.filter((number, n) => numbers.indexOf(number) !== n);
  return [
    ...twice.map((number) => `There are two migrations ${number}.`),
    ...files
      .filter((file) => basename(file).slice(0, 4) > beforeFirstRelease && !(basename(file) in contracts))
      .flatMap((file) =>
        complaintsAbout(readFileSync(join(folder, file), 'utf8')).map((complaint) => `${file} ${complaint}`),
      ),
  ];
}
