import { describe, expect, it } from 'vitest';
import { localeFromHeader, locales, ownName, textIn } from './locale.ts';
import { languageName } from './names.ts';

describe('the language that a browser asks for', () => {
  it.each([
    ['nb-NO,nb;q=0.9,no;q=0.8,nn;q=0.7,en;q=0.6', 'nb'],
    ['no', 'nb'],
    ['nn-NO', 'nb'],
    ['nl-BE,nl;q=0.9,fr;q=0.8', 'nl'],
    ['fr-BE,nl;q=0.5,en;q=0.8', 'en'],
    ['de-CH', 'de'],
    ['fr', undefined],
    ['nb;q=0, en;q=0.1', 'en'],
    ['', undefined],
  ])('“%s” is read as %s', (header, expected) => expect(localeFromHeader(header, locales)).toBe(expected));

  it('is one of those that the city offers', () => {
    expect(localeFromHeader('nn,nl;q=0.8', ['en', 'nl'])).toBe('nl');
    expect(localeFromHeader('no', ['en', 'de'])).toBeUndefined();
  });
});

it('each language calls itself by a name of its own', () => {
  expect(new Set(locales.map((locale) => ownName[locale])).size).toBe(locales.length);
});

it('a text is read in the reader’s language, else in the city’s, else in any', () => {
  expect(textIn({ en: 'Parks', nb: 'Parker' }, 'nb', 'en')).toEqual({ text: 'Parker', lang: 'nb' });
  expect(textIn({ en: 'Parks', nb: 'Parker' }, 'nl', 'nb')).toEqual({ text: 'Parker', lang: 'nb' });
  expect(textIn({ nl: 'Parken' }, 'de', 'en')).toEqual({ text: 'Parken', lang: 'nl' });
});

it('calls a language as people write it: in Dutch not with a dash in between', () => {
  expect(languageName('nb', 'nl')).toBe('Noors (Bokmål)');
  expect(languageName('nb', 'en')).toBe('Norwegian Bokmål');
  expect(languageName('de', 'nl')).toBe('Duits');
});
