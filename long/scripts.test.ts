// Five hundred scripts in every text that the city keeps and in every word that is asked for: a real browser, for
// which the policy of our pages is switched off, runs none of them.
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noteFigure } from '../bin/figures.ts';
import { launchBrowser } from '../e2e/browser.ts';
import { type City, openCity } from '../e2e/city.ts';
import { connectRunning } from '../src/platform/embedded/open-embedded.ts';
import { mark, payloads } from './payloads.ts';
import { plantIn, textsOf } from './planted.ts';
import { Visitor } from './visitor.ts';

const readers = ['lead@food-council.example', 'admin@elvestad.example'];
/** So many stand in each text at once. */
const atOnce = 250;

let city: City;
let browser: Browser;
let client: pg.Client;
beforeAll(async () => {
  city = await openCity();
  browser = await launchBrowser();
  client = new pg.Client(await connectRunning(city.dataFolder));
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await browser?.close();
  await city?.close();
});

/** A browser of somebody, with a list of what ran in it. */
async function open(visitor: Visitor): Promise<{ page: Page; fired: string[] }> {
  const context = await browser.newContext({ baseURL: city.url, bypassCSP: true });
  for (const pair of visitor.cookies.split('; ').filter(Boolean)) {
    const [name, value] = pair.split(/=(.*)/s) as [string, string];
    await context.addCookies([{ name, value, url: city.url }]);
  }
  const page = await context.newPage();
  const fired: string[] = [];
  await context.exposeBinding(mark, ({ page }) => {
    fired.push(page.url());
  });
  page.on('dialog', (dialog) => {
    fired.push(`dialog on ${page.url()}`);
    void dialog.dismiss();
  });
  return { page, fired };
}

/** A page of each kind that links lead to: ids and names aside. */
async function pagesFor(visitor: Visitor): Promise<string[]> {
  const kinds = new Set<string>();
  const pages: string[] = [];
  const waiting = ['/'];
  const seen = new Set(waiting);
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = path.replace(/[0-9a-f-]{36}/g, ':id').replace(/(\/organisations\/)[\w-]+/, '$1:name');
    if (kinds.has(kind)) continue;
    kinds.add(kind);
    const { status, html } = await visitor.get(path);
    if (status !== 200 || !html.startsWith('<!doctype')) continue;
    pages.push(path);
    for (const [, href] of html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)) {
      const next = href!.replaceAll('&amp;', '&');
      if (seen.has(next) || next.startsWith('/files/')) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return pages;
}

/** What is for keeping is opened from where it was kept, where no policy of ours holds. */
async function look(page: Page, visitor: Visitor, path: string): Promise<void> {
  const kept = /\/account\/data\/everything/.test(path);
  if (kept) await page.setContent((await visitor.get(path)).html, { waitUntil: 'load' });
  else expect((await page.goto(path, { waitUntil: 'load' }))!.status(), path).toBeLessThan(500);
  await settle(page);
}

async function settle(page: Page): Promise<void> {
  // What a script of ours or of theirs does, it does within this.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20))));
}

it('would be seen to run: each round holds scripts that a page without care does run', async () => {
  const { page, fired } = await open(new Visitor(city.url));
  await page.goto('/');
  for (let at = 0; at < payloads.length; at += atOnce) {
    const raw = payloads.slice(at, at + atOnce);
    const markup = raw.filter((payload) => payload.includes('<'));
    if (markup.length === 0) continue;
    fired.length = 0;
    for (const payload of markup.slice(0, 5)) await page.setContent(`<main><p>${payload}</p></main>`);
    await settle(page);
    expect(fired.length, markup[0]).toBeGreaterThan(0);
  }
  await page.context().close();
});

it('none of what is kept runs on any page, for anybody', async () => {
  const texts = await textsOf(client);
  expect(texts.length, 'columns that hold what people wrote').toBeGreaterThan(40);
  const ways: [Visitor, string[]][] = [];
  for (const email of readers) {
    const visitor = await new Visitor(city.url).signIn(email, city.passwordOf(email));
    ways.push([visitor, await pagesFor(visitor)]);
  }
  const stranger = new Visitor(city.url);
  ways.push([stranger, await pagesFor(stranger)]);
  let looked = 0;
  for (let at = 0; at < payloads.length; at += atOnce) {
    expect(await plantIn(client, texts, payloads.slice(at, at + atOnce))).toBeGreaterThan(200);
    for (const [visitor, paths] of ways) {
      const { page, fired } = await open(visitor);
      for (const path of paths) {
        await look(page, visitor, path);
        expect(fired, `${path}, of the payloads from ${at} on`).toEqual([]);
        looked += 1;
      }
      await page.context().close();
    }
  }
  noteFigure(
    'scripts in every text',
    payloads.length,
    `in ${texts.length} columns, on ${looked} pages in Chromium without our policy: 0 ran`,
  );
});

it('none of what is asked for runs on the page that answers', async () => {
  const { page, fired } = await open(new Visitor(city.url));
  const asked = ['/search?q=', '/sign-in?next=', '/no-such-page/'];
  for (let at = 0; at < payloads.length; at += 10) {
    const some = payloads.slice(at, at + 10).join(' ');
    for (const address of asked) {
      await page.goto(`${address}${encodeURIComponent(some)}`, { waitUntil: 'load' });
      expect(fired, `${address}${some}`).toEqual([]);
    }
    await settle(page);
    expect(fired, some).toEqual([]);
  }
  noteFigure('scripts in addresses', payloads.length, '0 ran');
  await page.context().close();
});
