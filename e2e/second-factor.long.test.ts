import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeAt, stepOf } from '../src/platform/accounts/totp.ts';
import { launchBrowser } from './browser.ts';
import { type City, openCity } from './city.ts';
import { openVisitor, type Visitor } from './visitor.ts';
import { wordsIn } from './words.ts';

let browser: Browser;
let city: City;
beforeAll(async () => {
  [browser, city] = await Promise.all([launchBrowser(), openCity({ named: true })]);
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});

const here = '/account/second-factor';
const words = (visitor: Visitor) => visitor.t.secondFactor;

/** What an app makes of the key that the page shows. */
async function appCode(visitor: Visitor, later = 0): Promise<string> {
  keys.set(
    visitor,
    keys.get(visitor) ?? (await visitor.page.locator('dd code').innerText()).replaceAll(' ', ''),
  );
  return codeAt(keys.get(visitor)!, stepOf(new Date()) + later);
}
const keys = new Map<Visitor, string>();

it('codes are set up and asked for without JavaScript, on a small phone, in German', async () => {
  const visitor = await openVisitor(browser, city, { locale: 'de', width: 320, height: 600, scripts: false });
  const t = words(visitor);
  const email = 'lead@neighbours.example';
  await visitor.signIn(email);
  await visitor.goTo('/account');
  await visitor.follow(visitor.page.locator(`main a[href="${here}"]`));
  await visitor.sees(wordsIn('de').ui('passkey.without'));
  await visitor.press(t('app.begin'));
  await visitor.write(t('app.set.code'), '12');
  await visitor.press(t('app.set.do'));
  await visitor.isTold(t('code.wrong'));
  await visitor.write(t('app.set.code'), await appCode(visitor));
  await visitor.press(t('app.set.do'));
  await visitor.reads(t('codes.shown'));
  const recovery = await visitor.page.locator('main li code').allInnerTexts();
  expect(recovery).toHaveLength(10);
  await visitor.press(t('codes.kept'));
  await visitor.sees(t('codes.left', { n: 10 }));
  await visitor.goTo('/account');
  await visitor.press(visitor.t.accounts('signOut'));

  await visitor.signIn(email);
  await visitor.reads(t('asked'));
  await visitor.write(t('asked.code'), await appCode(visitor, 1));
  await visitor.press(t('asked.do'));
  expect(new URL(visitor.page.url()).pathname).toBe('/desk');
  await visitor.goTo(here);
  await visitor.write(t('app.off.code'), recovery[0]!);
  await visitor.press(t('app.off.do'));
  await visitor.sees(t('app.off.told'));
  await visitor.close();
});

it('a passkey is added, signs in, is renamed and removed', async () => {
  const visitor = await openVisitor(browser, city);
  const t = words(visitor);
  const cdp = await visitor.context.newCDPSession(visitor.page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const email = 'admin@elvestad.example';
  await visitor.signIn(email);
  await visitor.goTo(here);
  await visitor.write(t('passkeys.name'), 'My laptop');
  await visitor.press(t('passkeys.add'));
  await visitor.reads(t('codes.shown'));
  await visitor.press(t('codes.kept'));
  await visitor.sees('My laptop');
  await visitor.goTo('/account');
  await visitor.press(visitor.t.accounts('signOut'));

  await visitor.goTo('/sign-in?next=%2Ftold');
  await visitor.press(visitor.t.accounts('signIn.byPasskey.do'));
  expect(new URL(visitor.page.url()).pathname).toBe('/told');

  await visitor.goTo(here);
  await visitor.follow('My laptop');
  await visitor.write(t('passkeys.name'), 'Old laptop');
  await visitor.press(t('passkeys.rename'));
  await visitor.goTo('/account');
  await visitor.press(visitor.t.accounts('signOut'));

  await visitor.signIn(email);
  await visitor.reads(t('asked'));
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await visitor.button(t('asked.passkey.do')).click();
  await visitor.page.locator('[data-failed]:not([hidden])').waitFor();
  await visitor.look();
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  await visitor.press(t('asked.passkey.do'));
  expect(new URL(visitor.page.url()).pathname).toBe('/desk');

  await visitor.goTo('/settings/second-factor');
  await visitor.tick(t('required.do'));
  await visitor.press(t('required.save'));
  await visitor.sees(t('required.on'));
  await visitor.goTo('/settings/lost-factors');
  await visitor.goTo(here);
  await visitor.follow('Old laptop');
  await visitor.press(t('passkeys.end.do'));
  await visitor.sees(t('heldBack'));
  await visitor.close();
});
