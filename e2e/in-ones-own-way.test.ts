import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lessonsIn } from '../src/guide/lessons.ts';
import { words as lessons } from '../src/instruments/lessons/messages/index.ts';
import { launchBrowser } from './browser.ts';
import { type City, openCity } from './city.ts';
import { openVisitor } from './visitor.ts';

let browser: Browser;
let city: City;

beforeAll(async () => {
  [browser, city] = await Promise.all([launchBrowser(), openCity()]);
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});

it('the language is chosen on any page, stays on it, and is kept', async () => {
  const { page, close } = await openVisitor(browser, city);
  await page.goto('/who-does-what?q=bench');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Deutsch' }).click();
  await page.locator('html[lang=de]').waitFor();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/who-does-what?q=bench');
  await page.goto('/');
  await page.locator('html[lang=de]').waitFor();
  await close();
});

it('at 400 % a page is written by keyboard, and what has the focus is always in sight', async () => {
  const reader = await openVisitor(browser, city, { width: 320, height: 256, keys: true });
  const t = reader.t.firstContact;
  await reader.goTo('/organisations/streets');
  await reader.follow(reader.t.directory('write.begin'));
  await reader.write(t('title.label'), 'Benches');
  await reader.press(t('step.next', { n: 2 }));
  await reader.isTold(t('want.missing'), t('bring.missing'));
  await reader.write(t('want.label'), 'Three benches.');
  await reader.write(t('bring.label'), 'Wood.');
  await reader.press(t('step.next', { n: 2 }));
  await reader.holds(t('ask.label'), '');
  await reader.close();
});

it('a lesson is read on a phone in Dutch without scripts, what was chosen opens there, and a day to learn it is found', async () => {
  const manner = { locale: 'nl', width: 320, height: 640, scripts: false } as const;
  const reader = await openVisitor(browser, city, manner);
  const { title, check } = lessonsIn('nl')['first-talk'];
  await reader.goTo('/guide/lessons');
  await reader.follow(title);
  const [{ choice, says }] = check[0]!.choices as [{ choice: string; says: string }];
  expect(await reader.page.getByText(says).isVisible()).toBe(false);
  await reader.unfold(choice);
  await reader.sees(says);
  await reader.look();
  expect(new URL(reader.page.url()).search).toBe('');
  await reader.follow(lessons('nl')('training.all'));
  await reader.follow(reader.page.locator('main .line a').first());
  await reader.sees(lessons('nl')('calendar'));
  await reader.close();
});
