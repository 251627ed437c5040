import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type City, openCity } from './city.ts';
import { foundIn } from './partnership.ts';
import { openVisitor, type Visitor } from './visitor.ts';

let browser: Browser;
let city: City;

beforeAll(async () => {
  [browser, city] = await Promise.all([launchBrowser(), openCity()]);
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});

const streets = 'streets.head@elvestad.example';
const title = 'Benches for Quay Lane';
const want = 'Three benches where people wait for the ferry.';

describe('what was typed', () => {
  it('is there again after a mistake, another page and the way back', async () => {
    const stranger = await openVisitor(browser, city);
    await makeMistake(stranger);
    await stranger.follow(stranger.t.directory('nav'));
    await stranger.page.goBack();
    await stranger.page.waitForURL(/\/briefs/);
    await holdsAll(stranger);
    await stranger.close();
  });

  it('is there again after a mistake, when the form is come to anew', async () => {
    const stranger = await openVisitor(browser, city);
    await makeMistake(stranger);
    await stranger.goTo('/who-does-what');
    await stranger.goTo('/briefs/new?to=streets');
    await stranger.page.locator('[data-drop]:not([hidden])').waitFor();
    await holdsAll(stranger);
    await stranger.close();
  });

  it('is there again after the way back from the next step', async () => {
    const stranger = await openVisitor(browser, city);
    const t = stranger.t.firstContact;
    await makeMistake(stranger);
    await stranger.write(t('bring.label'), 'Two carpenters.');
    await stranger.press(t('step.next', { n: 2 }));
    await stranger.write(t('ask.label'), 'A place for each.');
    await stranger.write(t('day.label'), inTwoMonths());
    await stranger.tick(t('meet.no'));
    await stranger.press(t('step.next', { n: 3 }));
    await stranger.page.goBack();
    await stranger.page.waitForURL(/steps\/ask/);
    await stranger.holds(t('ask.label'), 'A place for each.');
    await stranger.follow(t('step.back'));
    await holdsAll(stranger);
    await stranger.close();
  });

  it('survives a line that goes down and a page that is loaded anew', async () => {
    const stranger = await openVisitor(browser, city);
    const t = stranger.t.firstContact;
    await stranger.goTo('/briefs/new?to=streets');
    await stranger.write(t('title.label'), title);
    await stranger.write(t('want.label'), want);
    await stranger.write(t('bring.label'), 'Two carpenters.');
    await stranger.context.setOffline(true);
    await stranger.button(t('step.next', { n: 2 })).click();
    await stranger.sees(stranger.t.ui('lineDown'));
    await stranger.page.reload().catch(() => {});
    await stranger.context.setOffline(false);
    await stranger.page.goto('/briefs/new?to=streets');
    stranger.forgetNoises();
    await stranger.page.locator('[data-drop]:not([hidden])').waitFor();
    await holdsAll(stranger);
    await stranger.press(t('step.next', { n: 2 }));
    await stranger.holds(t('ask.label'), '');
    await stranger.close();
  });

  it('is there again after a session that ended meanwhile, and after signing in anew', async () => {
    const office = await openVisitor(browser, city);
    const t = office.t.decisions;
    await office.signIn(streets);
    const home = await foundIn(city.dataFolder, {
      name: 'Canteen Talks',
      facilitator: streets,
      partners: [{ name: 'Streets Office', kind: 'department', lead: streets }],
    });
    const form = `${home}/decisions/new?way=consent`;
    await office.goTo(form);
    await office.write(t('new.name'), 'Soup on Thursdays');
    await office.write(t('new.text'), 'We serve soup.');
    await office.context.clearCookies({ name: /session_token/ });
    await office.button(t('new.do')).click();
    await office.reads(office.t.ui('problem.not-found'));
    office.forgetNoises();
    await office.signIn(streets);
    await office.goTo(form);
    await office.page.locator('[data-drop]:not([hidden])').waitFor();
    await office.holds(t('new.name'), 'Soup on Thursdays');
    await office.holds(t('new.text'), 'We serve soup.');
    await office.press(t('new.do'));
    await office.reads('Soup on Thursdays');
    await office.close();
  });

  it('is sent once, however often the button is pressed', async () => {
    const lead = await openVisitor(browser, city);
    const t = lead.t.firstContact;
    await lead.signIn('lead@neighbours.example');
    await lead.goTo('/briefs/new?to=streets');
    await lead.write(t('title.label'), title);
    await lead.write(t('want.label'), want);
    await lead.write(t('bring.label'), 'Two carpenters.');
    await lead.doublePress(t('step.next', { n: 2 }));
    await lead.write(t('ask.label'), 'A place for each.');
    await lead.write(t('day.label'), inTwoMonths());
    await lead.tick(t('meet.no'));
    await lead.doublePress(t('step.next', { n: 3 }));
    await lead.doublePress(t('step.read'));
    await lead.doublePress(t('review.send'));
    await lead.reads(title);
    await city.mailbox.next('streets.head@elvestad.example');
    await lead.goTo('/requests');
    expect(await lead.page.getByRole('link', { name: title }).count()).toBe(1);
    await lead.goTo('/desk');
    expect(await lead.page.getByText(title).count()).toBe(0);
    expect(
      city.mailbox.all.filter((mail) => mail.to[0]?.address === 'streets.head@elvestad.example'),
    ).toHaveLength(1);
    await lead.close();
  });
});

async function makeMistake(stranger: Visitor): Promise<void> {
  const t = stranger.t.firstContact;
  await stranger.goTo('/briefs/new?to=streets');
  await stranger.write(t('title.label'), title);
  await stranger.write(t('want.label'), want);
  await stranger.press(t('step.next', { n: 2 }));
  await stranger.isTold(t('bring.missing'));
}

async function holdsAll(stranger: Visitor): Promise<void> {
  const t = stranger.t.firstContact;
  await stranger.holds(t('title.label'), title);
  await stranger.holds(t('want.label'), want);
}

function inTwoMonths(): string {
  return new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
}
