import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { dateTags } from '../src/platform/i18n/dates.ts';
import type { Locale } from '../src/platform/i18n/locale.ts';
import { violationsOn } from './axe.ts';
import type { City } from './city.ts';
import { heardOn } from './heard.ts';
import { keyboard, pointer } from './keyboard.ts';
import { complaintsAbout } from './page-checks.ts';
import { wordsIn } from './words.ts';

export type Manner = {
  locale?: Locale;
  width?: number;
  height?: number;
  /** Uses the keyboard alone. */
  keys?: boolean;
  /** Whether the browser runs scripts. */
  scripts?: boolean;
  dark?: boolean;
  /** What people write here is in another language than the pages. */
  mixed?: boolean;
  /** Has no account and shall never be asked for a password. */
  withoutPassword?: boolean;
};

export type Visitor = Awaited<ReturnType<typeof openVisitor>>;

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** The label of a field may end in "(optional)". */
const labelled = (label: string) => new RegExp(`^\\s*${escaped(label)}\\s*(\\([^)]*\\))?\\s*$`);

/** Somebody with a browser of their own. Every page they reach is looked over before they go on. */
export async function openVisitor(browser: Browser, city: City, manner: Manner = {}) {
  const { locale = 'en', width = 1280, height = 800, keys = false, scripts = true, dark = false } = manner;
  const context = await browser.newContext({
    baseURL: city.url,
    locale: dateTags[locale],
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(45_000);
  const page = await context.newPage();
  const hands = keys ? keyboard(page) : pointer();
  const noises: string[] = [];
  listen(page, city.url, noises);

  // Not by Playwright's option: a browser opened with it cannot run axe either.
  const session = await context.newCDPSession(page);
  const runScripts = (run: boolean) => session.send('Emulation.setScriptExecutionDisabled', { value: !run });
  if (!scripts) await runScripts(false);

  /** Does what leads to another page, or to this one anew, and waits until it is there. */
  async function leave(act: () => Promise<void>, mixed = false): Promise<void> {
    await page.evaluate(() => document.body.setAttribute('data-left', ''));
    await act();
    await page
      .locator('html:not([data-turbo-preview]) > body:not([data-left])')
      .waitFor({ state: 'attached' });
    await settled();
    await visitor.look(locale, mixed);
  }

  async function settled(): Promise<void> {
    await page.waitForLoadState('load');
    await page.locator('html:not([aria-busy=true]):not([data-turbo-preview])').waitFor({ state: 'attached' });
  }

  const field = (label: string) => page.getByLabel(labelled(label)).first();

  const visitor = {
    page,
    context,
    locale,
    t: wordsIn(locale),

    /** Types an address, or opens a link in a mail. */
    async goTo(path: string, spoken = locale, mixed = false) {
      await page.goto(path, { waitUntil: 'load' });
      await settled();
      await visitor.look(spoken, mixed);
    },
    /** Comes to an address that answers with this number instead of what was hoped for. */
    async meets(status: number, path: string) {
      const response = await page.goto(path, { waitUntil: 'load' });
      expect(response?.status()).toBe(status);
      noises.length = 0;
      await visitor.look();
    },
    link: (name: string) => page.getByRole('link', { name, exact: true }).first(),
    button: (name: string) => page.getByRole('button', { name, exact: true }).first(),
    field,
    async follow(link: string | Locator, mixed = false) {
      const target = typeof link === 'string' ? visitor.link(link) : link;
      await leave(() => hands.follow(target), mixed);
    },
    async press(button: string | Locator) {
      const target = typeof button === 'string' ? visitor.button(button) : button;
      await leave(() => hands.press(target));
    },
    /** As people do who are used to pressing twice. */
    async doublePress(button: string) {
      await leave(() => visitor.button(button).dblclick());
    },
    async write(label: string, text: string) {
      await hands.write(field(label), text);
    },
    async choose(label: string, option: string) {
      await hands.choose(field(label), option);
    },
    async tick(label: string | Locator) {
      await hands.tick(typeof label === 'string' ? field(label) : label);
    },
    /** Opens what stands behind a line. */
    async unfold(summary: string) {
      await hands.press(page.locator('summary', { hasText: summary }).first());
    },
    /** Waits until the page says so. */
    async sees(text: string) {
      await page.getByText(text).first().waitFor();
    },
    async reads(heading: string) {
      await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
    },
    async holds(label: string, text: string) {
      expect(await field(label).inputValue()).toBe(text);
    },
    /** Has one complaint for each of these in the summary, and beside its field; "…" stands for anything. */
    async isTold(...complaints: string[]) {
      const summary = page.locator('.ds-error-summary');
      await summary.waitFor();
      const expected = complaints.map((text) =>
        expect.stringMatching(new RegExp(`^${text.split('…').map(escaped).join('.+')}$`)),
      );
      expect(await summary.getByRole('link').allInnerTexts()).toEqual(expected);
      expect(await page.locator('.ds-validation-message').allInnerTexts()).toEqual(expected);
    },
    async signIn(email: string) {
      await visitor.goTo('/sign-in');
      await visitor.write(visitor.t.accounts('signIn.email'), email);
      await visitor.write(visitor.t.accounts('signIn.password'), city.passwordOf(email));
      await visitor.press(visitor.t.accounts('signIn.do'));
    },
    /** Looks the page over: every reader's page passes here. */
    async look(spoken = locale, mixed = false) {
      if (!scripts) await runScripts(true);
      const complaints = [
        ...(await complaintsAbout(page, spoken, mixed || manner.mixed)),
        ...(await heardOn(page, session)),
      ];
      // Who uses the keyboard gets the very pages of who does not, and axe takes half of the time of a journey.
      if (!keys) complaints.push(...(await violationsOn(page)));
      if (!scripts) await runScripts(false);
      if (manner.withoutPassword && (await page.locator('input[type=password]').count()) > 0)
        complaints.push('asks for a password');
      if (city.sample && !(await page.locator('aside.sample').isVisible()))
        complaints.push('does not say that the city is a sample');
      const all = [...complaints, ...noises.splice(0)];
      // Said in the message too: of a list, a report of tests shows only how long it is.
      expect(all, `on ${page.url()}: ${all.join('; ')}`).toEqual([]);
    },
    /** What the browser said so far was to be expected. */
    forgetNoises() {
      noises.length = 0;
    },
    async close() {
      await context.close();
    },
  };
  return visitor;
}

/** A complaint of the browser about us: our policy, a script that broke, something that is not there. */
function listen(page: Page, home: string, noises: string[]): void {
  page.on('console', (message) => {
    // Answers other than 200 are noted below.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      noises.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => noises.push(`script: ${error.message}`));
  page.on('response', (response) => {
    // 422 is a form with mistakes, 409 one whose matter somebody else has changed meanwhile.
    if (response.status() >= 400 && ![409, 422].includes(response.status()))
      noises.push(`${response.status()} ${response.request().method()} ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(home)) noises.push(`asks somebody else: ${request.url()}`);
  });
}
