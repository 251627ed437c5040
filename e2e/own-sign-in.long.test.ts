import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { client, openProvider, type People } from '../src/instruments/own-sign-in/testing.ts';
import { type Dns, openDns } from '../src/platform/outside/testing.ts';
import { launchBrowser } from './browser.ts';
import { type City, openCity } from './city.ts';
import { openVisitor, type Visitor } from './visitor.ts';

const people: People = {
  ada: { email: 'ada@neighbours.example', email_verified: true, name: 'Ada Neighbour' },
};
let browser: Browser;
let city: City;
let dns: Dns;
beforeAll(async () => {
  dns = await openDns();
  [browser, city] = await Promise.all([launchBrowser(), openCity({ dns: dns.server })]);
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
  await dns?.close();
});

/** Goes to the service by the link of the page, signs in there, and is back. Its pages are its own affair. */
async function goThere({ page, forgetNoises, look }: Visitor): Promise<void> {
  await page.locator('main a.ds-button').click();
  await page.fill('[name=login]', 'ada');
  await page.fill('[name=password]', 'any');
  await page.click('button[type=submit]');
  // It asks once whether we may know.
  if (!page.url().startsWith(city.url)) await page.click('button[type=submit]');
  await page.waitForURL(`${city.url}/**`);
  forgetNoises();
  await look();
}

it('an organisation sets up its own sign-in, and somebody comes in by it, without JavaScript on a small phone', async () => {
  const lead = await openVisitor(browser, city, { width: 320, height: 600, scripts: false });
  const t = lead.t.ownSignIn;
  await lead.signIn('lead@neighbours.example');
  await lead.goTo('/account');
  await lead.follow(lead.page.locator('main a[href$="/people"]').first());
  await lead.follow(lead.t.accounts('people.ownSignIn.do'));
  const space = new URL(lead.page.url()).pathname.split('/')[2]!;
  const provider = await openProvider([`${city.url}/sign-in/organisation/${space}`], people);
  try {
    await lead.write(t('domain.label'), 'neighbours.example');
    await lead.press(t('domain.save'));
    await lead.press(t('proof.check'));
    await lead.sees(t('proof.missing'));
    const [name, text] = await lead.page.locator('dd code').allInnerTexts();
    dns.records.set(`TXT ${name}`, [[text!]]);
    await lead.press(t('proof.check'));
    await lead.sees(t('proof.there'));
    await lead.write(t('issuer'), provider.issuer);
    await lead.write(t('clientId'), client.clientId);
    await lead.write(t('secret'), client.secret);
    await lead.tick(t('joins.member'));
    await lead.press(t('provider.save'));
    await lead.sees(t('provider.saved'));
    await lead.press(t('trial.do'));
    await goThere(lead);
    await lead.sees(t('trial.told', { email: 'ada@neighbours.example' }));
    await lead.press(t('on.do'));
    await lead.sees(t('on.told'));
    await lead.close();

    const ada = await openVisitor(browser, city, {
      ...{ locale: 'de', width: 320, height: 600, scripts: false },
    });
    await ada.goTo('/sign-in?next=%2Faccount');
    await ada.write(ada.t.ownSignIn('way.email'), 'ada@neighbours.example');
    await ada.press(ada.t.ownSignIn('way.do'));
    await goThere(ada);
    expect(new URL(ada.page.url()).pathname).toBe('/account');
    await ada.sees('Ada Neighbour');
    await ada.close();
  } finally {
    await provider.close();
  }
});
