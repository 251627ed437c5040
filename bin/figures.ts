// What the long tests tried and what came of it, for one table at their end.
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

const file = join(import.meta.dirname, '..', 'build', 'figures.jsonl');

type Figure = [what: string, tried: string | number, cameOfIt: string];

/** One line of the table: `noteFigure('kill -9, embedded', 100, '4 012 writes acknowledged, 0 lost')`. */
export function noteFigure(...figure: Figure): void {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify(figure)}\n`);
  console.log(figure.join(' | '));
}

export function forgetFigures(): void {
  rmSync(file, { force: true });
}

export function printFigures(): void {
  if (!existsSync(file)) return;
  const noted: string[][] = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const rows = [['what was tried', 'times', 'what came of it'], ...noted.map((row) => row.map(String))];
  const width = (column: number) => Math.max(...rows.map((row) => row[column]!.length));
  for (const [what, tried, came] of rows)
    console.log(`${what!.padEnd(width(0))}  ${tried!.padStart(width(1))}  ${came}`);
}
