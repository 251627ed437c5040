import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildClient, type ClientManifest } from '../bin/build-client.ts';
import { emptyForm, type FormState } from '../src/ui/form-state.ts';
import type { PageFrame } from '../src/ui/frame.ts';
import { Brief } from '../src/ui/kitchen-form.tsx';
import { Department, Home } from '../src/ui/kitchen-sink.tsx';
import { violationsOn } from './axe.ts';
import { launchBrowser } from './browser.ts';

type View = (props: { frame: PageFrame; state?: FormState }) => VNode;

const pages: Record<string, View> = { Home, Brief, Department };
const types: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.woff2': 'font/woff2',
};

let out: string;
let manifest: ClientManifest;
let server: Server;
let browser: Browser;
let address: string;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'samvirke-kit-'));
  // Themes take seconds: what an earlier run built is used again.
  manifest = await buildClient(out, join(import.meta.dirname, '../node_modules/.cache/themes'));
  server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    response.setHeader('content-security-policy', "default-src 'self'");
    if (url.pathname.startsWith('/client/')) {
      const name = url.pathname.slice('/client/'.length);
      response.setHeader('content-type', types[extname(name)] ?? 'text/plain');
      return response.end(await readFile(join(out, 'client', name)));
    }
    const View = pages[url.pathname.slice(1)] ?? Home;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (request.method === 'POST') {
      const sent = await text(request);
      if (!sent.includes('nobody')) return response.writeHead(303, { location: '/Home' }).end();
      return response.writeHead(422).end(`<!doctype html>${renderToString(<Brief frame={frameOf(url)} />)}`);
    }
    const state = url.searchParams.has('fresh') ? emptyForm : undefined;
    response.end(`<!doctype html>${renderToString(<View frame={frameOf(url)} state={state} />)}`);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  await rm(out, { recursive: true, force: true });
});

function frameOf(url: URL): PageFrame {
  const theme = url.searchParams.get('theme') ?? 'elvestad';
  const locale = url.searchParams.get('lang') === 'en' ? 'en' : 'de';
  const client = (name: string | undefined) => `/client/${name}`;
  return {
    locale,
    city: {
      name: 'Elvestad',
      theme,
      locales: ['en', 'de'],
      defaultLocale: 'en',
      sample: true,
      footer: [{ href: '/privacy', label: 'Datenschutz' }],
    },
    path: url.pathname + url.search,
    nav: [
      { href: '/departments', label: 'Wer macht was', current: true },
      { href: '/requests', label: 'Anfragen' },
      { href: '/desk', label: 'Schreibtisch', count: 3 },
    ],
    person: url.searchParams.has('person') ? { name: 'Projektleitung', guest: false } : null,
    scheme: url.searchParams.get('scheme') === 'dark' ? 'dark' : 'light',
    assets: {
      css: client(manifest.css),
      theme: client(manifest.themes[theme]),
      js: client(manifest.js),
      font: client(manifest.font),
      passkey: client(manifest.passkey),
    },
  };
}

async function open<Found>(
  path: string,
  look: (page: Page) => Promise<Found>,
  options: BrowserContextOptions = {},
): Promise<Found> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(address + path);
    const found = await look(page);
    expect(complaints).toEqual([]);
    return found;
  } finally {
    await context.close();
  }
}

/** What is cut off or would make the page scroll sideways; boxes that scroll by themselves may hold more. */
function beyondTheEdge(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('body *')]
    .filter((element) => !element.closest('.scroll, svg, .ds-sr-only') && element.getBoundingClientRect().right > innerWidth + 0.5)
    .map((element) => element.outerHTML.slice(0, 80))
    .concat(document.documentElement.scrollWidth > innerWidth ? ['the page'] : [])`);
}

/** Each theme in each scheme, at each width, and each scheme at each width: four looks instead of eight. */
const looks = Object.keys(pages).flatMap((page) => [
  { page, theme: 'elvestad', scheme: 'light', width: 1280 },
  { page, theme: 'elvestad', scheme: 'dark', width: 320 },
  { page, theme: 'havn', scheme: 'light', width: 320 },
  { page, theme: 'havn', scheme: 'dark', width: 1280 },
]);

it.each(looks)(
  '$page has no axe violation in $theme, $scheme, at $width px',
  async ({ page, theme, scheme, width }) => {
    const path = `/${page}?theme=${theme}&scheme=${scheme}`;
    await open(
      path,
      async (shown) => {
        expect(await violationsOn(shown)).toEqual([]);
        expect(await beyondTheEdge(shown)).toEqual([]);
      },
      { viewport: { width, height: 700 } },
    );
  },
);

describe('a draft', () => {
  const stored = (page: Page) => page.evaluate<string[]>('Object.keys(sessionStorage)');

  it('is put back after the tab was loaded again, and dropped when the form arrived', async () => {
    await open('/Brief?fresh', async (page) => {
      await page.fill('#bring', 'Zwanzig Leute und eine Werkstatt');
      await page.check('#wer-2');
      await page.waitForSelector('[data-said]:not(:empty)');
      expect(await page.textContent('[data-said]')).toMatch(
        /^Entwurf auf diesem Gerät gesichert um \d\d:\d\d Uhr$/,
      );
      await page.reload();
      expect(await page.inputValue('#bring')).toBe('Zwanzig Leute und eine Werkstatt');
      expect(await page.isChecked('#wer-2')).toBe(true);
      expect(await page.textContent('[data-said]')).toMatch(/steht wieder da/);
      await page.click('button:has-text("Weiter")');
      await page.waitForURL('**/Home');
      expect(await stored(page)).toEqual([]);
    });
  });

  it('gives way to what the server shows after an error', async () => {
    await open('/Brief?fresh', async (page) => {
      await page.fill('#was', 'Alt');
      await page.waitForSelector('[data-said]:not(:empty)');
      await page.goto(`${address}/Brief`);
      expect(await page.inputValue('#was')).toMatch(/^Die Mühlenstraße/);
    });
  });

  it('never holds what the house put into the form, nor its trap', async () => {
    await open('/Brief?fresh', async (page) => {
      await page.fill('#mail', 'group@example.org');
      await page.waitForSelector('[data-said]:not(:empty)');
      expect(await page.evaluate("sessionStorage.getItem('sv-draft:brief')")).not.toMatch(/_once|_trap/);
    });
  });
});

it('After a form came back with errors, reading goes on at the summary, which leads to each of them', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${address}/Brief?fresh`);
  await page.fill('#mail', 'nobody');
  await page.click('button:has-text("Weiter")');
  await page.waitForSelector('.ds-error-summary');
  expect(await page.title()).toBe('Erstkontakt mit der Stadtverwaltung (3 Fehler) – Elvestad');
  await page.waitForFunction("document.activeElement.className === 'ds-error-summary'");
  await page.click('.ds-error-summary >> text=Wählen Sie');
  expect(await page.evaluate('document.activeElement.id')).toBe('wer');
  // The page is still the one with the errors.
  expect(await page.isChecked('#wer')).toBe(true);
  await context.close();
});

it('A form on a line that is down says so, keeps everything and can be sent again', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${address}/Brief?fresh`);
  await page.fill('#bring', 'Zwanzig Leute');
  await context.setOffline(true);
  await page.click('button:has-text("Weiter")');
  await page.waitForSelector('[data-line-down]:not([hidden])');
  expect(await page.inputValue('#bring')).toBe('Zwanzig Leute');
  await context.setOffline(false);
  await page.click('button:has-text("Weiter")');
  await page.waitForURL('**/Home');
  await context.close();
});

describe('a dialog', () => {
  it('is modal with JavaScript and closes with Escape, back to where it was opened', async () => {
    await open('/Department', async (page) => {
      await page.click('text=Withdraw …');
      expect(await page.isVisible('dialog:modal >> text=Withdraw this request?')).toBe(true);
      expect(await violationsOn(page)).toEqual([]);
      await page.keyboard.press('Escape');
      expect(await page.isVisible('text=Withdraw this request?')).toBe(false);
      expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Withdraw …');
    });
  });

  it('opens in its place without JavaScript', async () => {
    await open(
      '/Department',
      async (page) => {
        await page.click('text=Withdraw …');
        expect(await page.isVisible('text=Withdraw my request')).toBe(true);
      },
      { javaScriptEnabled: false },
    );
  });
});

it('The language menu closes with Escape and when the reader goes elsewhere', async () => {
  await open('/Home', async (page) => {
    await page.click('.menu summary');
    expect(await page.isVisible('.menu-list')).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.isVisible('.menu-list')).toBe(false);
    await page.click('.menu summary');
    await page.click('h1');
    expect(await page.isVisible('.menu-list')).toBe(false);
  });
});

it('Links that choose are not fetched by pointing at them', async () => {
  await open('/Home', async (page) => {
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    await page.hover('footer a[hreflang="en"]');
    await page.hover('footer >> text=Dunkel');
    await page.waitForTimeout(400);
    expect(fetched).toEqual([]);
  });
});

it('Turbo goes from page to page without inline styles, and without losing the place', async () => {
  await open('/Home', async (page) => {
    await page.evaluate('window.stayed = true');
    await page.click('text=Start working with us');
    await page.waitForURL('**/requests/new');
    expect(await page.evaluate('window.stayed')).toBe(true);
    expect(await page.locator('style').count()).toBe(0);
  });
});
