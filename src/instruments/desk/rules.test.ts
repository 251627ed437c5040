import { expect, it } from 'vitest';
import { daysUntil, endOfWeek, inOrder, pileOf } from './rules.ts';

const oslo = 'Europe/Oslo';
const wednesday = new Date('2026-05-13T10:00:00Z');

it('ends the week on Sunday, whichever day it is', () => {
  expect(endOfWeek('2026-05-11')).toBe('2026-05-17');
  expect(endOfWeek('2026-05-13')).toBe('2026-05-17');
  expect(endOfWeek('2026-05-17')).toBe('2026-05-17');
});

it('sorts what waits into late, this week and later by the clocks of the city', () => {
  const pile = (due: string | null) => pileOf({ due: due ? new Date(due) : null }, wednesday, oslo);
  expect(pile('2026-05-13T09:59:00Z')).toBe('late');
  expect(pile('2026-05-13T10:01:00Z')).toBe('week');
  // Sunday 23:30 in Oslo is still this week; half an hour later it is Monday there, and in UTC still Sunday.
  expect(pile('2026-05-17T21:30:00Z')).toBe('week');
  expect(pile('2026-05-17T22:30:00Z')).toBe('later');
  expect(pile(null)).toBe('later');
});

it('shows on Saturday what is due on Monday', () => {
  const saturday = new Date('2026-05-16T10:00:00Z');
  expect(pileOf({ due: new Date('2026-05-18T12:00:00Z') }, saturday, oslo)).toBe('week');
  expect(pileOf({ due: new Date('2026-05-19T12:00:00Z') }, saturday, oslo)).toBe('later');
});

it('counts calendar days, over the change of the clocks too', () => {
  const before = new Date('2026-10-24T12:00:00Z');
  expect(daysUntil(new Date('2026-10-26T12:00:00Z'), before, oslo)).toBe(2);
  expect(daysUntil(new Date('2026-10-24T01:00:00Z'), before, oslo)).toBe(0);
  expect(daysUntil(new Date('2026-10-20T12:00:00Z'), before, oslo)).toBe(-4);
});

it('puts the earliest first and what has no day last', () => {
  const items = [
    { name: 'whenever', due: null },
    { name: 'June', due: new Date('2026-06-01T00:00:00Z') },
    { name: 'May', due: new Date('2026-05-01T00:00:00Z') },
  ];
  expect(inOrder(items).map((item) => item.name)).toEqual(['May', 'June', 'whenever']);
});
