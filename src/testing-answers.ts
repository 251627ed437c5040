import { expect } from 'vitest';
import type { Answer } from './testing.ts';

/** An answer without what differs from one asking to the next, and without the address that was asked for. */
export function bare({ html, headers }: Answer, path: string): string {
  const own = [...headers].filter(([name]) => !['x-reference', 'content-length'].includes(name));
  return `${JSON.stringify(own)}\n${html}`
    .replaceAll(path, '#')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '#')
    .replaceAll(/\b[0-9a-f]{12}\b/g, '#');
}

/** Each role got what the list says. What is wrong is told in the message: of two objects, a report shows nothing. */
export function expectRow(
  roles: readonly string[],
  found: readonly string[],
  cells: readonly string[],
): void {
  const wrong = roles.flatMap((role, n) =>
    found[n] === cells[n] ? [] : [`${role}: ${found[n]} instead of ${cells[n]}`],
  );
  expect(wrong, wrong.join(', ')).toEqual([]);
}
