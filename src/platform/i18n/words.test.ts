import { expect, it } from 'vitest';
import { locales } from './locale.ts';
import { defineWords } from './words.ts';

const texts = {
  said: 'Yes: {names}. Nothing yet: {others}.',
  quoted: '“{names}” is in.',
  two: '{names}, {others}',
};
const words = defineWords({ en: texts, de: texts, nb: texts, nl: texts });
const names = 'Clean Water e. V.';

it.each(locales)('ends a sentence in one full stop after a name that ends in one, in %s', (locale) => {
  const t = words(locale);
  expect(t('said', { names, others: 'Choir & Co.' })).toBe('Yes: Clean Water e. V. Nothing yet: Choir & Co.');
  expect(t('said', { names: 'Choir', others: 'Market' })).toBe('Yes: Choir. Nothing yet: Market.');
});

it('says as all do what a room does not say itself', () => {
  const own = { said: 'Here: {names}.' };
  const t = defineWords({ en: own, de: own, nb: own, nl: own }, words)('de');
  expect(t('said', { names: 'Choir' })).toBe('Here: Choir.');
  expect(t('quoted', { names: 'Choir' })).toBe('“Choir” is in.');
  expect(() => t('none' as 'said')).toThrow('No message "none" in de');
});

it('leaves a full stop that belongs to the name', () => {
  const t = words('en');
  expect(t('quoted', { names })).toBe('“Clean Water e. V.” is in.');
  expect(t('two', { names, others: names })).toBe('Clean Water e. V., Clean Water e. V.');
});
