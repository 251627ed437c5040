import { expect, it } from 'vitest';
import { isCurrency, isTimeZone, pictureType, readDays, readDomains, timeZones } from './rules.ts';

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : part)));

it('knows a picture by its first bytes', () => {
  expect(pictureType(bytes([0x89], 'PNG\r\n', [0x1a], '\n…'))).toBe('image/png');
  expect(pictureType(bytes([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg');
  expect(pictureType(bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8 '))).toBe('image/webp');
});

it('knows no picture where scripts could hide', () => {
  expect(pictureType(bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeUndefined();
  expect(pictureType(bytes('<!doctype html><script src="/x.js"></script>'))).toBeUndefined();
  expect(pictureType(bytes('GIF89a'))).toBeUndefined();
  expect(pictureType(bytes('RIFF', [0, 0, 0, 0], 'WAVE'))).toBeUndefined();
  expect(pictureType(bytes())).toBeUndefined();
});

it('reads closed days as people write them, in order and each once', () => {
  expect(readDays('25.12.2026\n\n1/1/27\n 2026-12-25 ')).toEqual({ days: ['2026-12-25', '2027-01-01'] });
  expect(readDays('')).toEqual({ days: [] });
  expect(readDays('1.1.2027\nChristmas')).toEqual({ wrong: 'Christmas' });
  expect(readDays('30.2.2026')).toEqual({ wrong: '30.2.2026' });
});

it('reads endings of mail addresses', () => {
  expect(readDomains('@City.example, town.example\ncity.example')).toEqual({
    domains: ['city.example', 'town.example'],
  });
  expect(readDomains('city')).toEqual({ wrong: 'city' });
  expect(readDomains('a@city.example')).toEqual({ wrong: 'a@city.example' });
});

it('takes time zones by name, and currencies by their three letters', () => {
  expect(isTimeZone('Europe/Oslo')).toBe(true);
  expect(isTimeZone('+01:00')).toBe(false);
  expect(isTimeZone('Europe/Elvestad')).toBe(false);
  expect(isCurrency('NOK')).toBe(true);
  expect(isCurrency('EURO')).toBe(false);
});

it('offers the time zone that counts now even if it goes by an older name', () => {
  const all = timeZones('Europe/Kyiv').flatMap(({ zones }) => zones);
  expect(all).toContain('Europe/Kyiv');
  expect(all.filter((zone) => zone === 'Europe/Oslo')).toHaveLength(1);
});
