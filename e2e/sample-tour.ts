import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { words } from '../src/instruments/sample-tour/messages/index.ts';
import { stops } from '../src/instruments/sample-tour/rules.ts';
import { launchBrowser } from './browser.ts';
import { type City, openCity } from './city.ts';
import { type Manner, openVisitor, type Visitor } from './visitor.ts';

/** What the partners wrote is in their language, and stands among our words. */
const mixed = true;

/** The tour of the sample city, from the offer on its home page to the desk; put away, had back, and not printed. */
export function tourIsWalked(manner: Manner): void {
  const locale = manner.locale ?? 'en';
  const t = words(locale);
  let browser: Browser;
  let city: City;
  let visitor: Visitor;
  beforeAll(async () => {
    [browser, city] = await Promise.all([launchBrowser(), openCity()]);
    visitor = await openVisitor(browser, city, manner);
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  const panel = () => visitor.page.getByRole('complementary', { name: t('title') });

  it('leads from the home page through five pages and ends at the desk', async () => {
    await visitor.goTo('/');
    await visitor.follow(t('offer'));
    await visitor.reads(t('title'));
    await visitor.sees('climate@elvestad.example');
    await visitor.signIn('climate@elvestad.example');
    await visitor.goTo('/tour');
    await visitor.follow(visitor.link(t('begin')), mixed);
    for (const [at, stop] of stops.entries()) {
      expect(await panel().innerText()).toContain(`${t(`${stop}.title`)}. ${t(`${stop}.about`)}`);
      expect(new URL(visitor.page.url()).searchParams.get('tour')).toBe(String(at + 1));
      const next = panel().getByRole('link', { name: t('next', { n: at + 2, all: 5 }) });
      if (at < 4) await visitor.follow(next, mixed);
    }
    await visitor.follow(panel().getByRole('link', { name: t('back') }), mixed);
    expect(await panel().innerText()).toContain(t('text.title'));
    await visitor.follow(panel().getByRole('link', { name: t('end'), exact: true }), mixed);
    expect(await panel().count()).toBe(0);
    await visitor.goTo('/tour/5', locale, mixed);
    // It is not offered again to who has taken it.
    await visitor.press(t('finish'));
    await visitor.reads(visitor.t.desk('desk'));
    await visitor.sees(t('told.declined'));
    await visitor.goTo('/tour');
    await visitor.press(t('return'));
  });

  it('is put away and had back', async () => {
    await visitor.goTo('/desk');
    await visitor.press(t('decline'));
    await visitor.sees(t('told.declined'));
    expect(
      await visitor.page
        .getByRole('main')
        .getByRole('link', { name: t('offer') })
        .count(),
    ).toBe(0);
    await visitor.goTo('/tour');
    await visitor.press(t('return'));
    await visitor.sees(t('told.returned'));
    expect(
      await visitor.page
        .getByRole('main')
        .getByRole('link', { name: t('offer') })
        .count(),
    ).toBe(1);
  });

  it('is not printed', async () => {
    await visitor.goTo('/tour/2', locale, mixed);
    await visitor.page.emulateMedia({ media: 'print' });
    expect(await panel().isVisible()).toBe(false);
    await visitor.page.emulateMedia({ media: 'screen' });
    expect(await panel().isVisible()).toBe(true);
  });
}
