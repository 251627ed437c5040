import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
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

it('an administrator reads the register and fills in what the city knows', async () => {
  const visitor = await openVisitor(browser, city, { width: 320, height: 600 });
  const { myData: t } = visitor.t;
  await visitor.signIn('admin@elvestad.example');
  await visitor.goTo('/settings');
  await visitor.follow(t('register'));
  await visitor.reads(t('register'));
  await visitor.look();
  await visitor.follow(t('register.city.change'));
  await visitor.write(t('city.officer'), 'Ida Dahl');
  await visitor.look();
  await visitor.press(t('register.save'));
  await visitor.sees('Ida Dahl');
  await visitor.close();
});
