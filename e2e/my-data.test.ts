import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
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

it('what is held about somebody is taken along, and erasing is asked and undone, on a small phone, in German, without JavaScript', async () => {
  const visitor = await openVisitor(browser, city, { locale: 'de', width: 320, height: 600, scripts: false });
  const { accounts, myData: t } = visitor.t;
  const email = 'repair@repair-cafe.example';
  await visitor.signIn(email);
  await visitor.goTo('/account');
  await visitor.follow(accounts('account.data.do'));
  await visitor.reads(t('title'));
  await visitor.look();
  const link = visitor.page.locator('main a[href$="everything.html"]');
  const [download] = await Promise.all([visitor.page.waitForEvent('download'), link.click()]);
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toContain(email);
  expect(text).toContain('<html lang="de">');
  if ((await visitor.page.locator('input[name="sure"]').count()) > 0) {
    await visitor.press(t('erase.do'));
    await visitor.isTold(t('erasure.sure.wanted'));
    await visitor.tick(t('erase.sure'));
    await visitor.press(t('erase.do'));
    await visitor.sees(t('waiting'));
    await visitor.look();
    await visitor.press(t('waiting.undo'));
    await visitor.sees(t('erasure.undone'));
  } else await visitor.sees(t('needed'));
  await visitor.close();
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
