import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Browser, BrowserContext, Page as Tab } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildClient } from '../../bin/build-client.ts';
import { violationsOn } from '../../e2e/axe.ts';
import { launchBrowser } from '../../e2e/browser.ts';
import { createApp } from '../app.tsx';
import { type FoundedPartnership, foundPartnership } from '../instruments/partnerships/testing.ts';
import { readAssets } from '../platform/http/assets.ts';
import { get, participants } from '../platform/http/route.ts';
import type { Instrument } from '../platform/instrument.ts';
import { openTestTown, type TestTown } from '../testing.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Intro } from '../ui/intro.tsx';
import { Layout } from '../ui/layout.tsx';
import { WritingHint } from '../ui/live-line.tsx';
import { More } from '../ui/more.tsx';
import { Section } from '../ui/section.tsx';

const subject = '01890000-0000-7000-8000-0000000000aa';
let things = 1;
/** A page inside a partnership that shows how many things there are, beside a form and something to open. */
const room: Instrument = {
  name: 'things',
  narrates: { 'thing.done': { say: () => 'told' } },
  routes: [
    get('/partnerships/:id/test-things', participants, (page) =>
      page.html(
        <Layout frame={page.frame} title="Things">
          <Intro title="Things" />
          {Array.from({ length: things }, (_, n) => (
            <Section title={`Thing ${n + 1}`}>
              <p>Here</p>
            </Section>
          ))}
          <Section title="Yours">
            <WritingHint subject={subject} others={0} />
            <Form action="/nowhere">
              <Field name="words" label="Words" />
              <Button>Send</Button>
            </Form>
          </Section>
          <More summary="More">
            <p>Open</p>
          </More>
          <p>{`${things} in all`}</p>
        </Layout>,
      ),
    ),
    get('/partnerships/:id/test-text', participants, (page) =>
      page.html(
        <Layout frame={page.frame} title="Edit">
          <Intro title="Edit" />
          <p data-writes={subject}>Text</p>
        </Layout>,
      ),
    ),
  ],
};

let town: TestTown;
let talks: FoundedPartnership;
let out: string;
let server: Server;
let at: string;
let browser: Browser;
let reader: BrowserContext;
let reading: Tab;

beforeAll(async () => {
  town = await openTestTown({ rooms: [() => room] });
  talks = await foundPartnership(town);
  out = await mkdtemp(join(tmpdir(), 'samvirke-live-'));
  await buildClient(out, join(import.meta.dirname, '../../node_modules/.cache/themes'));
  const assets = join(out, 'client');
  const app = createApp(town.house, readAssets(assets), assets);
  server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  at = `http://localhost:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
  reader = await contextOf(talks.partners[0]!.lead);
  reading = await tab(reader, 'test-things');
}, 300_000);
afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  await town?.close();
  await rm(out, { recursive: true, force: true });
});

async function contextOf(person: string, options = {}): Promise<BrowserContext> {
  const { rows } = await town.database.outer.query('select email, name from person where id = $1', [person]);
  const headers = await town.house.accounts.signInProven(rows[0].email, rows[0].name);
  const context = await browser.newContext(options);
  const cookies = headers.getSetCookie().map((cookie) => {
    const [name = '', value = ''] = cookie.split(';')[0]!.split(/=(.*)/s);
    return { name, value, url: at };
  });
  await context.addCookies(cookies);
  return context;
}
async function tab(context: BrowserContext, page: string): Promise<Tab> {
  const opened = await context.newPage();
  await opened.goto(`${at}/partnerships/${talks.id}/${page}`);
  return opened;
}
async function addThing() {
  things += 1;
  await town.database.system(
    (tx) => tx.record({ space: talks.id, kind: 'thing.done' }),
    await town.scopeFor(talks.facilitator),
  );
  await town.settle();
}
const says = (page: Tab, words: string) =>
  expect.poll(() => page.locator('sv-live [role=status]').textContent(), { timeout: 30_000 }).toBe(words);

it('says that something is new, moves nothing, and shows it when asked', { timeout: 120_000 }, async () => {
  await expect.poll(() => town.house.live.size, { timeout: 30_000 }).toBe(1);
  await new Promise((done) => setTimeout(done, 1_000));
  await addThing();
  await addThing();
  await says(reading, '2 new');
  expect(await reading.getByText('1 in all').count()).toBe(1);
  expect(await violationsOn(reading)).toEqual([]);
  await reading.getByRole('button', { name: 'Show' }).click();
  await says(reading, 'This is how it stands now');
  expect(await reading.getByText('3 in all').count()).toBe(1);
});

it('leaves what is written and what is open as they are', { timeout: 120_000 }, async () => {
  await reading.getByLabel('Words').fill('half a sent');
  await reading.getByText('More', { exact: true }).click();
  await addThing();
  await says(reading, '1 new');
  await reading.getByRole('button', { name: 'Show' }).click();
  await says(reading, 'This is how it stands now');
  expect(await reading.getByText('4 in all').count()).toBe(1);
  expect(await reading.getByRole('heading', { name: 'Thing 4' }).count()).toBe(1);
  expect(await reading.getByLabel('Words').inputValue()).toBe('half a sent');
  expect(await reading.getByText('Open', { exact: true }).isVisible()).toBe(true);
  expect(await violationsOn(reading)).toEqual([]);
});

it('has one stream for all tabs, and goes on when the tab that held it is closed', {
  timeout: 120_000,
}, async () => {
  const second = await tab(reader, 'test-things');
  await addThing();
  await says(second, '1 new');
  await says(reading, '1 new');
  expect(town.house.live.size).toBe(1);
  await reading.close();
  await expect.poll(() => town.house.live.size, { timeout: 30_000 }).toBe(1);
  await new Promise((done) => setTimeout(done, 1_500));
  await addThing();
  await says(second, '2 new');
  reading = second;
});

it('says that somebody else changes a text, until they leave it', { timeout: 120_000 }, async () => {
  const other = await contextOf(talks.facilitator);
  const hint = reading.getByText('Somebody else is changing this text just now.');
  expect(await hint.isVisible()).toBe(false);
  const editing = await tab(other, 'test-text');
  await expect.poll(() => hint.isVisible(), { timeout: 30_000 }).toBe(true);
  await editing.goto(`${at}/desk`);
  await expect.poll(() => hint.isVisible(), { timeout: 30_000 }).toBe(false);
  await other.close();
});

it('is paused by a button, which the browser remembers', { timeout: 120_000 }, async () => {
  await reading.getByRole('button', { name: 'Stop telling me here what others change' }).click();
  await expect.poll(() => town.house.live.size, { timeout: 30_000 }).toBe(0);
  await reading.reload();
  await new Promise((done) => setTimeout(done, 1_500));
  expect(town.house.live.size).toBe(0);
  await reading.getByRole('button', { name: 'Tell me here again what others change' }).click();
  await expect.poll(() => town.house.live.size, { timeout: 30_000 }).toBe(1);
});

it('lacks nothing without JavaScript', { timeout: 120_000 }, async () => {
  const plain = await contextOf(talks.observer, { javaScriptEnabled: false });
  const page = await tab(plain, 'test-things');
  expect(await page.getByRole('button', { name: 'Show' }).isVisible()).toBe(false);
  await page.getByRole('link', { name: 'Choose when we write to you' }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Which mails you get');
  await plain.close();
});
