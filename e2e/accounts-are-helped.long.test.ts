import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeAt, stepOf } from '../src/platform/accounts/totp.ts';
import { launchBrowser } from './browser.ts';
import { type City, openCity } from './city.ts';
import { linkIn } from './mailbox.ts';
import { openVisitor, type Visitor } from './visitor.ts';

// All on a small phone, without JavaScript: who has lost a second step, whose account is closed, who has two accounts.
const phone = { width: 320, height: 600, scripts: false } as const;
const admin = 'admin@elvestad.example';
const lead = 'lead@neighbours.example';
const repair = 'repair@repair-cafe.example';
const other = 'property.contact@elvestad.example';
let browser: Browser;
let city: City;
let first: Visitor;
beforeAll(async () => {
  [browser, city] = await Promise.all([launchBrowser(), openCity()]);
  first = await openVisitor(browser, city, phone);
  await first.signIn(admin);
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});

const path = (visitor: Visitor) => new URL(visitor.page.url()).pathname;

it('two administrators remove a second step that is lost', async () => {
  const { accounts: t, secondFactor } = first.t;
  await first.goTo('/settings');
  await first.follow(first.page.locator('main a[href$="/people"]'));
  await first.write(t('invite.email'), 'second@elvestad.example');
  await first.press(t('invite.do'));
  const second = await openVisitor(browser, city, phone);
  await second.goTo(linkIn(await city.mailbox.next('second@elvestad.example'), city));
  await second.write(t('invitation.name'), 'Second administrator');
  await second.press(t('invitation.do'));

  const lost = await openVisitor(browser, city, { ...phone, locale: 'de' });
  const de = lost.t.secondFactor;
  await lost.signIn(lead);
  await lost.goTo('/account/second-factor');
  await lost.press(de('app.begin'));
  const key = (await lost.page.locator('dd code').innerText()).replaceAll(' ', '');
  await lost.write(de('app.set.code'), codeAt(key, stepOf(new Date())));
  await lost.press(de('app.set.do'));
  await city.mailbox.next(lead);
  await lost.press(de('codes.kept'));
  await lost.goTo('/account');
  await lost.press(lost.t.accounts('signOut'));
  await lost.signIn(lead);
  await lost.follow(de('asked.lost.do'));
  await lost.press(de('lost.ask'));
  await lost.isTold(de('lost.reach.wanted'));
  await lost.write(de('lost.reach'), '030 1234');
  await lost.press(de('lost.ask'));
  await lost.sees(de('lost.waits'));
  await city.mailbox.next(lead);

  await first.goTo('/settings/lost-factors');
  await first.follow(first.page.locator('main a[href^="/settings/lost-factors/"]'));
  await first.press(secondFactor('lost.check.do'));
  await first.isTold(secondFactor('lost.how.wanted'));
  await first.write(secondFactor('lost.how'), 'I called them at their office.');
  await first.press(secondFactor('lost.check.do'));
  await city.mailbox.next(lead);
  await second.goTo('/settings/lost-factors');
  await second.follow(second.page.locator('main a[href^="/settings/lost-factors/"]'));
  await second.press(secondFactor('lost.agree.do'));
  expect((await city.mailbox.next(lead)).text).toContain('have removed your second step');
  await lost.signIn(lead);
  expect(path(lost)).toBe('/desk');
  for (const visitor of [second, lost]) await visitor.close();
});

it('an account is closed, and opened again', async () => {
  await first.goTo('/settings/accounts');
  const closing = await openVisitor(browser, city, phone);
  await closing.signIn(repair);
  await first.goTo(`/settings/accounts?q=${encodeURIComponent(repair)}`);
  await first.follow(first.page.locator('main a[href^="/settings/accounts/"]'));
  await first.page.locator('form[action$="/closure"] button').waitFor();
  await first.press(first.page.locator('form[action$="/closure"] button'));
  await closing.goTo('/account');
  expect(path(closing)).toBe('/sign-in');
  await city.mailbox.next(repair);
  await first.press(first.page.locator('form[action$="/return"] button'));
  await city.mailbox.next(repair);
  await closing.signIn(repair);
  expect(path(closing)).toBe('/desk');
  await closing.close();
});

it('two accounts become one', async () => {
  const visitor = await openVisitor(browser, city, { ...phone, locale: 'de' });
  const t = visitor.t.merging;
  await visitor.signIn(lead);
  await visitor.goTo('/account');
  await visitor.follow(visitor.t.accounts('account.other.do'));
  const askFor = async (email: string) => {
    await visitor.write(t('email'), email);
    await visitor.press(t('ask'));
    return linkIn(await city.mailbox.next(email), city);
  };
  // They speak for two partners of the sample's partnership.
  await visitor.meets(409, await askFor(repair));
  await visitor.reads(t('refused'));
  await visitor.goTo('/account/merging');
  await visitor.goTo(await askFor(other));
  await visitor.reads(t('confirm'));
  await visitor.press(t('confirm.do'));
  await visitor.sees(t('merged'));
  expect((await city.mailbox.next(other)).text).toContain('is closed');
  expect((await city.mailbox.next(lead)).text).toContain('is yours here now');
  await visitor.close();
});
