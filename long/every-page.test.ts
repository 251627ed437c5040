import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteFigure } from '../bin/figures.ts';
import { launchBrowser } from '../e2e/browser.ts';
import { type City, openCity } from '../e2e/city.ts';
import { openVisitor, type Visitor } from '../e2e/visitor.ts';
import { type Locale, locales } from '../src/platform/i18n/locale.ts';
import { fillRooms } from './things-inside.ts';

/** Of pages that differ only in what they are about, one is looked at in every way, and one by another reader. */
const alike = 2;
/** Pages that one reader fetches at most, to find where their links lead. */
const most = 700;
const themes = ['elvestad', 'havn'];
/** A desk, a phone, and what is left of 1280 by 1024 at 400 % (WCAG 2.2, 1.4.10). */
const sizes = [
  { width: 1280, height: 800 },
  { width: 320, height: 640 },
  { width: 320, height: 256 },
];

const readers: { who: string; email?: string }[] = [
  { who: 'a stranger' },
  { who: 'the contact of a department', email: 'streets.head@elvestad.example' },
  { who: 'the lead of a group', email: 'lead@neighbours.example' },
  { who: 'who facilitates a partnership', email: 'climate@elvestad.example' },
  { who: 'an administrator', email: 'admin@elvestad.example' },
];

type Look = { locale: Locale; theme: string; dark: boolean; size: (typeof sizes)[number] };

/**
 * How the n-th page is looked at: once in each language, in each theme by light and by dark, and at each size. From
 * page to page they come together otherwise, so that over all pages each meets each.
 */
function looksAt(n: number): Look[] {
  return locales.map((_, k) => ({
    locale: locales[(n + k) % locales.length]!,
    theme: themes[k >> 1]!,
    dark: (k + (n >> 2)) % 2 === 1,
    size: sizes[(k + (n >> 1)) % sizes.length]!,
  }));
}

/** What no link leads to at a moment like this one, and why. */
const elsewhere = new Map([
  ['/logo', 'a picture'],
  ['/files/:file', 'a picture'],
  ['/files/:file/small', 'a picture'],
  ['/live', 'a stream'],
  ['/setup', 'of a city that is not open yet'],
  ['/setup/city', 'of a city that is not open yet'],
  ['/outbox', 'of a sample city that sends no mail'],
  ['/outbox/:id', 'of a sample city that sends no mail'],
  ['/sign-in/sent', 'after a form'],
  ['/sign-in/code', 'after a form'],
  ['/sign-in/lost', 'after a form'],
  ['/sign-in/organisation', 'after a form'],
  ['/sign-in/organisation/:space', 'where an organisation has a sign-in of its own'],
  ['/account/second-factor/app', 'after a form'],
  ['/account/second-factor/codes', 'after a form'],
  ['/account/second-factor/passkeys/:id', 'of somebody with a passkey'],
  ['/settings/lost-factors/:id', 'while somebody has lost a second factor'],
  ['/links/answered', 'after a form'],
  ['/directory-files/:id', 'after a form'],
  ['/requests/held', 'while a page is held back'],
  ['/requests/held/:id', 'while a page is held back'],
  ['/requests/late', 'while a request is late'],
  ['/taking-part', 'of somebody who takes part by link'],
  ['/taking-part/joining', 'of somebody who takes part by link'],
  ['/partnerships/:id/gate/:gate/outcomes/:partner', 'once a gate is open'],
  ['/partnerships/:id/gate/:gate/seal', 'after a form'],
  ['/partnerships/:id/people/:participant/end', 'where somebody looks on, or two facilitate'],
  ['/partnerships/:id/rounds/:round/seal', 'after a form'],
  ['/open/:slug/card.png', 'a picture'],
  ['/open/:slug/pictures/:file', 'a picture'],
  ['/open/:slug/pictures/:file/small', 'a picture'],
  ['/partnerships/:id/delegation/decided/new', 'after a form'],
  ['/partnerships/:id/differences/:difference/word', 'once answers are open'],
  ['/partnerships/:id/disputes/:dispute/look', 'once a dispute is settled'],
  ['/partnerships/:id/disputes/:dispute/offers/:offer', 'while another side asks something'],
  ['/partnerships/:id/past/hurt/:hurt/seal', 'after a form'],
  ['/partnerships/:id/statements/look-back/:lookback', 'once a trial is over'],
  ['/partnerships/:id/statements/look-back/:lookback/for/:partner', 'once a trial is over'],
  ['/partnerships/:id/statements/look-back/:lookback/seal', 'once a trial is over'],
  ['/partnerships/:id/strategy/:round/seal', 'after a form'],
  ['/partnerships/:id/strategy/:round/text', 'once answers are open'],
  ['/partnerships/:id/structure/:round/seal', 'after a form'],
  ['/settings/partnership-imports/:arrival', 'after a form'],
  ['/partnerships/:id/texts/:text/compare', 'once a text has two versions'],
  ['/organisations/:slug/ties', 'while somebody names us as host or member'],
]);

const routes = readFileSync(join(import.meta.dirname, '../src/routes.snapshot.txt'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('GET '))
  .map((line) => line.slice(4).split(' · ')[0]!)
  // Words before parameters, as the program has them.
  .sort((a, b) => a.split(':').length - b.split(':').length || b.length - a.length);
const patterns = routes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.replaceAll(/:[a-z]+/g, '[^/]+')}$`),
}));

const reached = new Set<string>();
const lookedAt = new Map<string, number>();

let browser: Browser;
let city: City;
let administrator: Visitor;
let looked = 0;

beforeAll(async () => {
  [browser, city] = await Promise.all([launchBrowser(), openCity()]);
  administrator = await openVisitor(browser, city);
  await administrator.signIn('admin@elvestad.example');
  await beginThings();
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});

describe('every page that links lead to is in order', () => {
  it.each(readers)('for $who', async ({ email }) => {
    const visitor = await openVisitor(browser, city);
    if (email) await visitor.signIn(email);
    const paths = await pagesFor(visitor);
    expect(paths.length).toBeGreaterThan(5);
    const looks = paths.flatMap(({ path, again }, n) =>
      looksAt(n)
        // What was asked for stays in the words in which it was.
        .filter(({ locale }) => locale === 'en' || !path.includes('q='))
        .slice(0, again ? 1 : undefined)
        .map((look) => ({ ...look, path })),
    );
    for (const theme of themes) {
      await wear(theme);
      for (const look of looks) if (look.theme === theme) await lookAt(visitor, look);
    }
    looked += looks.length;
    await visitor.close();
  });

  it('and links lead to every page, for one reader or another', () => {
    const never = routes.filter((route) => !reached.has(route) && !route.includes(':token'));
    expect(never.sort()).toEqual([...elsewhere.keys()].sort());
    const how = `in ${locales.length} languages, ${themes.length} themes, light and dark, at ${sizes.length} sizes`;
    noteFigure(`pages looked at ${how}`, looked, `of ${lookedAt.size} kinds, nothing to complain about`);
  });
});

/** So that there is something on every list. */
async function beginThings(): Promise<void> {
  const lead = await openVisitor(browser, city);
  await lead.signIn('lead@neighbours.example');
  const send = senderOf(lead);
  await send('/briefs', { to: 'streets', title: 'Benker', want: 'Tre benker.', bring: 'Planker.' });
  const ally = { name: 'Dame i skranken', department: '', place: 'Parkdepotet', openness: 'open', note: '' };
  await send('/organisations/mill-street/allies', ally);
  const card = { title: 'Benker', expertise: 'Trearbeid', networks: '', capacity: '', evidence: '' };
  await send('/organisations/mill-street/value-cards', {
    ...card,
    goal: '',
    department: '',
    audience: 'public',
  });
  await send('/organisations/streets/suggestions', { text: 'Nytt rom.' });
  const together = async (name: string) => {
    const what = { name, purpose: 'Mat fra nærheten.', place: '' };
    const { request } = lead.context;
    const headers = { origin: city.url };
    const begun = await request.post('/partnerships', { form: what, headers, maxRedirects: 0 });
    const base = begun.headers().location!.replace('/who', '');
    const who = { as: 'group', group: 'Kantiner', kind: 'community', language: 'nb', note: '' };
    await send(`${base}/who`, { ...who, invited: 'noen@example.org' });
    return base;
  };
  await send(`${await together('Kantiner')}/start`, { facilitator: '' });
  await together('Ikke begynt');
  await lead.goTo('/organisations/streets');
  const answered = lead.page.locator('main a[href^="/answered/"]').first();
  await send(`${await answered.getAttribute('href')}/report`, { reason: 'Feil sted.' });
  await lead.close();
  await beginInside();
}

/** What the sample's partnership has nothing of yet. */
async function beginInside(): Promise<void> {
  const facilitator = await openVisitor(browser, city);
  await facilitator.signIn('climate@elvestad.example');
  const send = senderOf(facilitator);
  await facilitator.goTo('/partnerships');
  const talks = await facilitator.page
    .locator('main a', { hasText: 'Canteen Talks' })
    .first()
    .getAttribute('href');
  const role = { title: 'Recorder', purpose: 'Writes it down', powers: '', duties: '', skills: '' };
  await send(`${talks}/roles`, { ...role, stage: '', months: '6' });
  await send(`${talks}/timeline`, { text: 'First soup', day: '3.3.2024' });
  const soon = new Date(Date.now() + 14 * 86_400_000);
  const day = `${soon.getUTCDate()}.${soon.getUTCMonth() + 1}.${soon.getUTCFullYear()}`;
  await send(`${talks}/gate`, { about: '', opens: 'all', day, time: '12:00' });
  const read = async (path: string) => (await facilitator.context.request.get(path)).text();
  await fillRooms(talks!, { send, read, day });
  await senderOf(administrator)('/settings/ways', {
    ...{
      from: 'dots',
      name_en: 'Few dots',
      name_de: 'Wenige Punkte',
      name_nb: 'Få merker',
      name_nl: 'Weinig stippen',
    },
    ...{
      dots: '3',
      days: '7',
      results: 'open',
      aim: 'sound-out',
      stakes: 'low',
      carried: 'all',
      time: 'little',
    },
  });
  await facilitator.close();
}

function senderOf({ context: { request } }: Visitor) {
  return async (path: string, form: Record<string, string>) => {
    const answer = await request.post(path, { form, headers: { origin: city.url }, maxRedirects: 0 });
    expect(answer.status(), path).toBe(303);
    return answer.headers().location!;
  };
}

/** Follows all links without a browser, and names the pages that are worth looking at. */
async function pagesFor({ context }: Visitor): Promise<{ path: string; again: boolean }[]> {
  const waiting = ['/', '/desk', '/account'];
  const known = new Set(waiting);
  const chosen = new Map<string, { path: string; again: boolean }>();
  for (let n = 0; n < most && waiting.length > 0; n += 1) {
    const path = waiting.shift()!;
    const answer = await context.request.get(path);
    expect(answer.status(), path).toBe(200);
    const { pathname } = new URL(answer.url());
    reached.add(routeOf(path)).add(routeOf(pathname));
    const { 'content-type': type, 'content-disposition': taken } = answer.headers();
    if (!type?.startsWith('text/html') || taken) continue;
    const kind = kindOf(pathname === new URL(path, city.url).pathname ? path : pathname);
    const times = lookedAt.get(kind) ?? 0;
    if (!chosen.has(kind) && times < alike) {
      lookedAt.set(kind, times + 1);
      chosen.set(kind, { path, again: times > 0 });
    }
    for (const link of linksIn(await answer.text())) {
      if (known.has(link)) continue;
      known.add(link);
      waiting.push(link);
    }
  }
  return [...chosen.values()];
}

/** Links that lead on in this city: not to other languages, other colours or a place on the page. */
function linksIn(html: string): string[] {
  const links = [...html.matchAll(/<a[^>]* href="(\/[^"]*)"/g)].map((match) =>
    match[1]!.replaceAll('&amp;', '&').replace(/#.*/, ''),
  );
  return links.filter((link) => !/[?&](lang|scheme)=/.test(link));
}

/** Pages of one kind differ only in ids, names and what was asked for. */
function kindOf(path: string): string {
  const { searchParams } = new URL(path, city.url);
  return [routeOf(path), ...searchParams.keys()].join(' ');
}

function routeOf(path: string): string {
  const { pathname } = new URL(path, city.url);
  return patterns.find(({ pattern }) => pattern.test(pathname))?.route ?? pathname;
}

async function lookAt(
  visitor: Visitor,
  { path, locale, dark, size }: Look & { path: string },
): Promise<void> {
  await visitor.context.addCookies([{ name: 'lang', value: locale, url: city.url }]);
  await visitor.page.setViewportSize(size);
  await visitor.page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
  // The sample's partnership speaks English among itself.
  await visitor.goTo(path, locale, locale !== 'en' && /^\/(partnerships|tour)\//.test(path));
}

/** The administrator dresses the whole city. */
async function wear(theme: string): Promise<void> {
  await administrator.goTo('/settings/look');
  await administrator.tick(administrator.page.locator(`input[name=theme][value=${theme}]`));
  await administrator.press(administrator.t.city('settings.save'));
}
