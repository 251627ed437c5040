import { expect, it } from 'vitest';
import { isDue, lastDue, type Run } from './when.ts';

const at = (time: string) => new Date(`2026-${time}Z`);
const run = (began: string, ended: string | null, problem: string | null = null): Run => ({
  began_at: at(began),
  ended_at: ended === null ? null : at(ended),
  problem,
});

it('is due by the clocks of the city, also where they change', () => {
  const due = (now: string) => lastDue(at(now), { at: '03:00' }, 'Europe/Oslo');
  expect(due('05-27T01:00:00')).toEqual(at('05-27T01:00:00'));
  expect(due('05-27T00:59:59')).toEqual(at('05-26T01:00:00'));
  expect(due('12-24T12:00:00')).toEqual(at('12-24T02:00:00'));
  // At the end of March the clocks go from two to three, at the end of October from three to two.
  expect(due('03-29T12:00:00')).toEqual(at('03-29T01:00:00'));
  expect(due('10-25T12:00:00')).toEqual(at('10-25T02:00:00'));
});

it('is due each hour, if that is wanted', () => {
  expect(lastDue(at('05-27T13:59:59'), 'hour', 'Asia/Kathmandu')).toEqual(at('05-27T13:00:00'));
});

it('is made once, and made up for', () => {
  const due = at('05-27T03:00:00');
  const now = at('05-27T09:00:00');
  expect(isDue(now, due, [])).toBe(true);
  expect(isDue(now, due, [run('05-26T03:00:00', '05-26T03:01:00')])).toBe(true);
  expect(isDue(now, due, [run('05-27T03:00:00', '05-27T03:01:00')])).toBe(false);
});

it('is tried again after an hour, and given up after three times', () => {
  const due = at('05-27T03:00:00');
  const failed = [run('05-27T03:00:00', '05-27T03:01:00', 'no room')];
  expect(isDue(at('05-27T03:59:00'), due, failed)).toBe(false);
  expect(isDue(at('05-27T04:00:00'), due, failed)).toBe(true);
  const often = [...failed, run('05-27T04:00:00', '05-27T04:01:00', 'no room')];
  expect(isDue(at('05-27T05:00:00'), due, often)).toBe(true);
  expect(
    isDue(at('05-27T09:00:00'), due, [...often, run('05-27T05:00:00', '05-27T05:01:00', 'no room')]),
  ).toBe(false);
});

it('waits for one that is under way, but not for ever', () => {
  const due = at('05-27T03:00:00');
  const begun = [run('05-27T03:00:00', null)];
  expect(isDue(at('05-27T08:59:00'), due, begun)).toBe(false);
  expect(isDue(at('05-27T09:00:00'), due, begun)).toBe(true);
});
