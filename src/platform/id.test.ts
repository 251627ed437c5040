import { afterEach, expect, it, vi } from 'vitest';
import { isId, newId } from './id.ts';

afterEach(() => void vi.useRealTimers());

const many = (n: number) => Array.from({ length: n }, newId);

it('ids come in the order in which they are made, more of them than a millisecond can count too', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const ids = many(10_000);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(10_000);
  expect(ids.every(isId)).toBe(true);
  vi.advanceTimersByTime(10);
  const [later] = many(1);
  expect(later! > ids.at(-1)!).toBe(true);
});

it('they keep their order while the clock is set back', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const before = many(3);
  vi.setSystemTime(Date.now() - 3_600_000);
  const ids = [...before, ...many(3)];
  expect(ids.toSorted()).toEqual(ids);
});

it('they tell the time, by version 7, and 62 bits of each are nobody’s guess', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(Date.now() + 60_000);
  const ids = many(200);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
  expect(Number.parseInt(ids[0]!.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.now());
  expect(new Set(ids.map((id) => id.slice(19))).size).toBe(200);
});
