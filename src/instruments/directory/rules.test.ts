import fc from 'fast-check';
import { expect, test } from 'vitest';
import { email, isStale, kinds, monthsSince, readLanguages, sectorOf, slugOf, website } from './rules.ts';

const day = 86_400_000;

test('an entry is stale after 180 days, and where nobody ever confirmed it', () => {
  const now = new Date('2026-06-30T12:00:00Z');
  expect(isStale(new Date(now.getTime() - 180 * day), now)).toBe(false);
  expect(isStale(new Date(now.getTime() - 180 * day - 1), now)).toBe(true);
  expect(isStale(null, now)).toBe(true);
  expect(monthsSince(new Date(now.getTime() - 270 * day), now)).toBe(9);
  expect(monthsSince(now, now)).toBe(1);
});

test('languages are read by their names in any language, and by their codes', () => {
  expect(readLanguages('Arabic, polnisch; norsk, uk,')).toEqual(['ar', 'pl', 'no', 'uk']);
  expect(readLanguages('German, Deutsch')).toEqual(['de']);
  expect(readLanguages('')).toEqual([]);
  expect(readLanguages('German, Klingon')).toBeUndefined();
});

test('a slug is made of any name, and never one that is a page of its own', () => {
  expect(slugOf('Straßen & Plätze')).toBe('strassen-plaetze');
  expect(slugOf('Æbler på Sønderhavn')).toBe('aebler-pa-sonderhavn');
  expect(slugOf('new')).toBe('new-1');
  expect(slugOf('🙂')).toBe('organisation-1');
  fc.assert(
    fc.property(
      fc.string(),
      (name) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slugOf(name)) && slugOf(name).length <= 63,
    ),
  );
});

test('a web address is never a program', () => {
  for (const typed of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'http://',
  ]) {
    expect(website.safeParse(typed).success, typed).toBe(false);
  }
  expect(website.parse('example.org/way')).toBe('https://example.org/way');
  expect(website.parse('')).toBe('');
});

test('a mail address holds no second one and no header', () => {
  for (const typed of ['a@b.example,c@d.example', 'a@b.example\nBcc: x@y.example', 'a@b', 'a b@c.example']) {
    expect(email.safeParse(typed).success, typed).toBe(false);
  }
  expect(email.parse(' A@B.Example ')).toBe('a@b.example');
});

test('each kind belongs to a sector, and whoever works for the common good to civil society', () => {
  for (const kind of kinds)
    expect(['public', 'community', 'business', 'knowledge']).toContain(sectorOf(kind));
  for (const kind of ['community', 'nonprofit', 'foundation'] as const)
    expect(sectorOf(kind)).toBe('community');
});
