// The paper on security speaks of each requirement once, and of files that are there.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const home = join(import.meta.dirname, '..');
const paper = readFileSync(join(home, 'docs/guides/security.md'), 'utf8');

/**
 * How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has: their numbers begin at 1 and have no gap;
 * those of level 3 come after them.
 */
const sections = `
1.1 2, 1.2 9, 1.3 11, 1.4 3, 1.5 2, 2.1 3, 2.2 3, 2.3 4, 2.4 1, 3.2 2, 3.3 4, 3.4 6, 3.5 5, 3.7 2, 4.1 3, 4.2 1,
4.3 2, 4.4 4, 5.1 1, 5.2 3, 5.3 2, 5.4 3, 6.1 3, 6.2 12, 6.3 4, 6.4 4, 6.5 5, 6.6 3, 6.8 4, 7.1 3, 7.2 4, 7.3 2,
7.4 5, 7.5 2, 7.6 2, 8.1 2, 8.2 3, 8.3 1, 8.4 1, 9.1 3, 9.2 4, 10.1 2, 10.2 2, 10.3 4, 10.4 11, 10.5 5, 10.6 2,
10.7 3, 11.1 2, 11.2 3, 11.3 3, 11.4 4, 11.5 1, 11.6 1, 12.1 3, 12.2 2, 12.3 4, 13.1 1, 13.2 5, 13.3 2, 13.4 5,
14.1 2, 14.2 4, 14.3 3, 15.1 3, 15.2 3, 15.3 7, 16.1 1, 16.2 5, 16.3 4, 16.4 3, 16.5 3, 17.1 1, 17.2 4, 17.3 2`;

const numbers = [...sections.matchAll(/(\d+\.\d+) (\d+)/g)].flatMap(([, section, count]) =>
  Array.from({ length: Number(count) }, (_, n) => `${section}.${n + 1}`),
);

const rows = paper
  .split('\n')
  .filter((line) => /^\| \d+\.\d+\.\d+/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  .map(([which = '', state = '', what = '', where = '']) => ({ which, state, what, where }));

/** `6.2.5–6.2.7` is three. */
function spelled(which: string): string[] {
  const [first, last = first] = which.split('–') as [string, string?];
  const [section, from] = [first.slice(0, first.lastIndexOf('.')), Number(first.split('.')[2])];
  return Array.from({ length: Number(last.split('.')[2]) - from + 1 }, (_, n) => `${section}.${from + n}`);
}

describe('the paper on security', () => {
  it('has each requirement of levels 1 and 2 once, in order', () => {
    expect(numbers).toHaveLength(253);
    expect(rows.flatMap(({ which }) => spelled(which))).toEqual(numbers);
  });

  it('says of each how it stands, and why', () => {
    const states = ['met', 'partly', 'not met', 'yours', 'none here'];
    for (const { which, state, what } of rows) {
      expect(states, which).toContain(state);
      if (state !== 'yours') expect(what, which).toMatch(/\w.*\.$/);
    }
  });

  it('names files that are there', () => {
    const named = [...paper.matchAll(/`((?:src|bin|long|docs|migrations|e2e)\/[^`]*|[\w.-]+\.json)`/g)].map(
      ([, path]) => path!,
    );
    expect(named.length).toBeGreaterThan(150);
    expect([...new Set(named)].filter((path) => !existsSync(join(home, path)))).toEqual([]);
  });

  it('counts them as it says', () => {
    const counted = (state: string) =>
      rows.filter((row) => row.state === state).reduce((sum, { which }) => sum + spelled(which).length, 0);
    const told = /(\d+) are met, (\d+) partly, (\d+) are not, (\d+) are yours, and of (\d+)/.exec(paper)!;
    expect(['met', 'partly', 'not met', 'yours', 'none here'].map(counted)).toEqual(
      told.slice(1).map(Number),
    );
  });
});
