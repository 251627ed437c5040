// Five hundred scripts in every field of every form: what comes back is opened in a browser, under our own policy.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteFigure } from '../bin/figures.ts';
import { launchBrowser } from '../e2e/browser.ts';
import { loadDemo } from '../src/demo.ts';
import { newId } from '../src/platform/id.ts';
import { openTestTown, type TestTown } from '../src/testing.ts';
import { crawl, type Found, type FoundForm, routeAt } from './crawl.ts';
import { mark } from './hostile.ts';
import { payloads } from './payloads.ts';
import { home } from './program.ts';

const senders = [
  'a stranger',
  'lead@neighbours.example',
  'climate@elvestad.example',
  'streets.head@elvestad.example',
  'admin@elvestad.example',
];
/** Fields filled with all five hundred at a time: more would be more than a form may hold. */
const filledAtOnce = 3;
/** Signs that may fit into a field: a long text, a short one, a name, a word. */
const rooms = [2_900, 480, 115, 58];

let town: TestTown;
let browser: Browser;
const cookies = new Map<string, string>();
/** Answers with something of ours in them, each once. */
const answers = new Map<string, { from: string; html: string; policy: string }>();
const fields = new Set<string>();
const kept = new Set<string>();
let sent = 0;

beforeAll(async () => {
  expect(payloads).toHaveLength(500);
  browser = await launchBrowser();
  town = await openTestTown({ config: { demo: true, mail: undefined } });
  await loadDemo(town.house, join(home, 'demo', 'elvestad.yaml'));
});
afterAll(async () => {
  await browser?.close();
  await town?.close();
});

async function signIn(sender: string): Promise<void> {
  await town.database.outer.query('delete from rate_limit');
  if (sender === senders[0]) return;
  const headers = await town.house.accounts.signInProven(sender, '');
  const all = headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  cookies.set(sender, all.join('; '));
}

async function send(sender: string, path: string, init: RequestInit = {}) {
  const response = await town.app.request(`http://town.test${path}`, {
    redirect: 'manual',
    ...init,
    headers: { cookie: cookies.get(sender) ?? '', origin: 'http://town.test', host: 'town.test' },
  });
  const html = await response.text();
  sent += 1;
  const from = `${init.method ?? 'GET'} ${path} from ${sender}`;
  expect(response.status, from).toBeLessThan(500);
  if (response.headers.get('content-type')?.startsWith('text/html') && html.includes(mark)) {
    const policy = response.headers.get('content-security-policy') ?? '';
    answers.set(html.replaceAll(/value="[0-9a-f-]{36}"|[0-9a-f]{12}/g, ''), { from, html, policy });
  }
  return { status: response.status, html };
}

function bodyOf(form: FoundForm, filled: ReadonlyMap<string, string>): FormData {
  const body = new FormData();
  body.append('_once', newId());
  for (const [name, { given, file }] of form.fields) {
    const text = filled.get(name);
    if (name === '_once') continue;
    if (file) body.append(name, new File([payloads[0]!.text], text ?? 'a.png', { type: 'image/png' }));
    else body.append(name, text ?? given.find(Boolean) ?? '');
  }
  return body;
}

/** One form for each route that this sender sees. */
function formsOf(found: Found): [string, FoundForm][] {
  const ends = /\/(end|removal|sign-out|discard|retirement|withdrawal|forgetting|closure)$/;
  const all = new Map<string, FoundForm>();
  for (const form of found.forms) {
    const route = routeAt(town.house, 'post', form.action);
    if (route && !ends.test(route.path)) all.set(route.path, form);
  }
  return [...all];
}

let next = 0;
/** As many of them as fit, and those of before come last. */
function someIn(room: number): string {
  let text = '';
  for (let n = 0; n < payloads.length; n += 1) {
    const { text: one } = payloads[(next + n) % payloads.length]!;
    if (text.length + one.length + 1 > room) {
      next = (next + Math.max(1, n)) % payloads.length;
      break;
    }
    text += `${text && ' '}${one}`;
  }
  return text;
}

const everything = payloads.map(({ text }) => text).join(' ');

describe.each(senders)('from %s', (sender) => {
  it('every field of every form takes all five hundred, and what fits is kept', async () => {
    await signIn(sender);
    const found = await crawl(town.house, (path) => send(sender, path), 2);
    for (const [route, form] of formsOf(found)) {
      await town.database.outer.query('delete from rate_limit');
      const names = [...form.fields.keys()].filter((name) => name !== '_once');
      for (let at = 0; at < names.length; at += filledAtOnce) {
        const some = names.slice(at, at + filledAtOnce);
        const body = bodyOf(form, new Map(some.map((name) => [name, everything])));
        await send(sender, form.action, { method: 'POST', body });
        for (const name of some) fields.add(`${route} ${name}`);
      }
      for (const name of names) {
        for (const room of rooms) {
          const text = someIn(room);
          if (!text) continue;
          const body = bodyOf(form, new Map([[name, text]]));
          const { status } = await send(sender, form.action, { method: 'POST', body });
          if (status < 400) kept.add(`${route} ${name}`);
          if (status !== 422) break;
        }
      }
    }
  });
});

/** Opens pages and notes what runs, what the policy had to stop, and what is asked for from anywhere. */
async function openedIn(page: Page, served: (path: string) => { html: string; policy: string } | undefined) {
  const noted: string[] = [];
  const ran = new Set<number>();
  await page.exposeFunction(mark, (n: number) => void ran.add(n));
  await page.exposeFunction('stopped', (what: string) => void noted.push(`the policy stopped ${what}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      (window as never as { stopped(what: string): void }).stopped(
        `${event.effectiveDirective} ${event.blockedURI} ${event.sample}`,
      );
    });
  });
  page.on('dialog', (dialog) => {
    noted.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.route('**/*', async (route) => {
    const { pathname, origin } = new URL(route.request().url());
    const known = origin === 'http://town.test' ? served(pathname) : undefined;
    if (known)
      return route.fulfill({
        contentType: 'text/html; charset=utf-8',
        headers: known.policy ? { 'content-security-policy': known.policy } : {},
        body: known.html,
      });
    if (!/^\/(\w\.(css|js|woff2)|logo)$/.test(pathname)) noted.push(`asks for ${route.request().url()}`);
    return route.fulfill({ status: 404, body: '' });
  });
  return { noted, ran };
}

it('nothing of it runs in a browser, and the policy has nothing to stop', async () => {
  await town.settle();
  for (const sender of senders) {
    await signIn(sender);
    await crawl(town.house, (path) => send(sender, path), 6);
  }
  const { rows } = await town.database.outer.query(
    'select kind, subject, html from mail where html is not null',
  );
  const mails = rows.filter(({ html }) => html.includes(mark));
  // Who reads mail has another program, and no policy of ours.
  for (const { kind, html } of mails) answers.set(html, { from: `mail ${kind}`, html, policy: '' });
  const cases = [...answers.values()];
  const context = await browser.newContext();
  const page = await context.newPage();
  const { noted, ran } = await openedIn(
    page,
    (path) => cases[Number(/^\/case\/(\d+)$/.exec(path)?.[1] ?? -1)],
  );
  const complaints: string[] = [];
  for (const [at, { from, policy }] of cases.entries()) {
    if (!from.startsWith('mail')) expect(policy, from).toContain("default-src 'self'");
    await page.goto(`http://town.test/case/${at}`, { waitUntil: 'load' });
    const said = [...noted.splice(0), ...[...ran].map((n) => `ran: ${payloads[n]?.text}`)];
    ran.clear();
    complaints.push(...said.map((what) => `${from}: ${what}`));
  }
  await context.close();
  expect(complaints).toEqual([]);
  const told = cases.map(({ html }) => html).join('\n');
  const unseen = payloads.filter(({ n }) => !new RegExp(`${mark}(\\\\\\\\)?\\(${n}\\)`).test(told));
  expect(
    unseen.map(({ text }) => text),
    'each came back somewhere',
  ).toEqual([]);
  expect(fields.size).toBeGreaterThan(150);
  expect(kept.size).toBeGreaterThan(60);
  noteFigure(
    'scripts in fields (500 each)',
    fields.size,
    `${sent} requests, ${kept.size} fields kept them, ${cases.length} pages and ${mails.length} mails opened, 0 ran`,
  );
});

it('they would run where they are not escaped, and the policy alone would stop them', async () => {
  const pageOf = (text: string) => `<!doctype html><title>Trial</title><body><p title="${text}">${text}</p>`;
  const tried = payloads.filter(({ n }) => n < 100);
  const outcomes: Record<string, { ran: number; stopped: number }> = {};
  for (const policy of ['', "default-src 'self'; base-uri 'none'; object-src 'none'"]) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const { noted, ran } = await openedIn(page, (path) => {
      const n = /^\/raw\/(\d+)$/.exec(path)?.[1];
      return n === undefined ? undefined : { html: pageOf(payloads[Number(n)]!.text), policy };
    });
    for (const { n } of tried)
      await page.goto(`http://town.test/raw/${n}`, { waitUntil: 'load' }).catch(() => {});
    const stopped = noted.filter((what) => what.startsWith('the policy stopped')).length;
    outcomes[policy ? 'with' : 'without'] = { ran: ran.size, stopped };
    await context.close();
  }
  expect(outcomes.without!.ran).toBeGreaterThan(50);
  expect(outcomes.with!.ran).toBe(0);
  expect(outcomes.with!.stopped).toBeGreaterThan(50);
});
