import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locales } from '../../platform/i18n/locale.ts';
import { importCityFile } from '../../platform/import/run-import.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { words } from './messages/index.ts';
import { isAt, placeFrom, placesIn, stopOf, stops, whoTakesPart } from './rules.ts';

let town: TestTown;
let talks: string;
let climate: string;
let streets: string;

beforeAll(async () => {
  town = await openTestTown();
  const file = await readFile(join(import.meta.dirname, '../../../demo/elvestad.yaml'), 'utf8');
  await importCityFile(town.house, file, { demo: true });
  talks = (await rowOf('select id from partnership')).id!;
  climate = await personOf('climate@elvestad.example');
  streets = await personOf('streets.head@elvestad.example');
});
afterAll(() => town.close());

async function rowOf(query: string, values: string[] = []): Promise<Record<string, string>> {
  const { rows } = await town.database.outer.query(query, values);
  return rows[0];
}
const personOf = async (email: string) =>
  (await rowOf('select id from person where email = $1', [email])).id!;
const becomes = async (demo: 'loaded' | 'never') => {
  await town.database.outer.query('update city set demo = $1', [demo]);
  town.house.city.forget();
};
/** What stands above a page, without its tags. */
const panelOf = (html: string) => /<aside class="panel[\s\S]*?<\/aside>/.exec(html)?.[0];
const follow = async (stop: number, as: string) => {
  const { status, location } = await town.get(`/tour/${stop}`, { as });
  expect(status).toBe(303);
  return { ...(await town.get(location!, { as })), location: location! };
};

describe('in a city of real people', () => {
  it('nothing of it is there', async () => {
    await becomes('never');
    for (const as of [undefined, climate]) {
      for (const path of ['/tour', '/tour/1']) expect((await town.get(path, { as })).status).toBe(404);
      for (const path of ['/tour/decline', '/tour/return'])
        expect((await town.post(path, {}, { as })).status).toBe(404);
      for (const path of ['/', '/desk']) expect((await town.get(path, { as })).html).not.toContain('/tour');
    }
    const { html } = await town.get(`/partnerships/${talks}?tour=1`, { as: climate });
    expect(panelOf(html)).toBeUndefined();
  });
});

describe('in the sample city', () => {
  beforeAll(() => becomes('loaded'));

  it.each(whoTakesPart)('leads %s through five pages, each with what is seen there', async (email) => {
    const as = await personOf(email);
    const t = words('en');
    const seen: string[] = [];
    for (const [at, stop] of stops.entries()) {
      const { html, location } = await follow(at + 1, as);
      const panel = panelOf(html)!;
      seen.push(location.replace(talks, ':id').replace(/[0-9a-f-]{36}/, ':one'));
      expect(panel).toContain(t('at', { n: at + 1, all: 5 }));
      expect(panel).toContain(`${t(`${stop}.title`)}.</strong>`);
      expect(panel.includes(`href="/tour/${at + 2}"`)).toBe(at < 4);
      expect(panel.includes(`href="/tour/${at}"`)).toBe(at > 0);
      expect(panel).toContain(at < 4 ? `href="${location.split('?')[0]}"` : 'action="/tour/decline"');
      // It stands before what can be printed, and is not.
      expect(panel).toMatch(/^<aside class="panel on-screen" aria-label="A tour in five stops">/);
    }
    expect(seen).toEqual([
      '/partnerships/:id?tour=1',
      '/partnerships/:id/path?tour=2',
      '/partnerships/:id/rounds/:one?tour=3',
      '/partnerships/:id/texts/:one?tour=4',
      '/partnerships/:id/timeline?tour=5',
    ]);
  });

  it('stops in the middle of a path, at answers that are open and at a text that was changed and agreed', async () => {
    const path = (await follow(2, climate)).html;
    expect(/\d+ of 18 steps are agreed/.exec(path)?.[0]).toBe('6 of 18 steps are agreed');
    expect(path).toMatch(/Next, as you chose[\s\S]*?Measures of success/);
    expect(path).toContain('5 of 6 have answered');
    const round = (await follow(3, climate)).html;
    expect(round).toContain('A binding target: half of all main dishes');
    expect(round).toContain('A direction that we can report on');
    const text = await follow(4, climate);
    // The panel names two links of the page.
    for (const locale of locales) {
      const { html } = await town.get(text.location, { as: climate, locale });
      const named = [...panelOf(html)!.matchAll(/[“„«‘]([^”“»’]+)[”“»’]/g)].map(([, link]) => link);
      expect(named).toHaveLength(2);
      for (const link of named)
        expect(html).toMatch(new RegExp(`>${link}(<span class="ds-sr-only">[^<]*</span>)?</a>`));
    }
    expect(text.html).toContain('Those who cook take part in deciding.');
    const block = (await rowOf("select id from document_block where heading = 'What we want'")).id;
    const history = await town.get(`${text.location.split('?')[0]}/blocks/${block}/history`, { as: climate });
    expect(history.html).toContain('a binding target');
  });

  it('speaks every language, and the page of a stop without it is as ever', async () => {
    for (const locale of locales) {
      const { html } = await town.get(`/partnerships/${talks}/path?tour=2`, { as: climate, locale });
      expect(panelOf(html)).toContain(words(locale)('path.about'));
    }
    expect(panelOf((await town.get(`/partnerships/${talks}/path`, { as: climate })).html)).toBeUndefined();
    for (const odd of ['0', '6', 'x', '1'])
      expect(panelOf((await town.get(`/partnerships/${talks}/path?tour=${odd}`, { as: climate })).html)).toBe(
        undefined,
      );
    expect((await town.get('/tour/6', { as: climate })).status).toBe(404);
  });

  it('asks strangers, and who takes no part, to sign in as somebody who does', async () => {
    for (const as of [undefined, streets]) {
      expect((await town.get('/tour/3', { as })).location).toBe('/tour');
      const { html } = await town.get('/tour', { as });
      for (const address of whoTakesPart) expect(html).toContain(address);
      expect(html).not.toContain('Begin the tour');
      expect(html.includes('href="/sign-in?next=%2Ftour%2F1"')).toBe(as === undefined);
    }
    const { html } = await town.get(`/partnerships/${talks}?tour=1`, { as: streets });
    expect(panelOf(html)).toBeUndefined();
    expect((await town.get('/tour', { as: climate })).html).toContain('href="/tour/1"');
  });

  it('is offered on home and desk until somebody says no; the strip still leads there, and it can be had back', async () => {
    const offered = async (as?: string) => {
      const pages = ['/', ...(as ? ['/desk'] : [])];
      const found = [];
      for (const path of pages)
        found.push((await town.get(path, { as })).html.includes('data-variant="secondary" href="/tour"'));
      return found;
    };
    expect(await offered()).toEqual([true]);
    expect(await offered(climate)).toEqual([true, true]);
    const declined = await town.postAndFollow('/tour/decline', {}, { as: climate });
    expect(declined.html).toContain('The tour is put away.');
    expect(await offered(climate)).toEqual([false, false]);
    expect(await offered(streets)).toEqual([true, true]);
    expect((await town.get('/desk', { as: climate })).html).toContain('data-color="neutral" href="/tour"');
    await town.post('/tour/return', {}, { as: climate });
    // Who presses the end of the last stop has taken it.
    const last = (await follow(5, climate)).html;
    const end = /<form[^>]*action="([^"]*)"/.exec(panelOf(last)!)![1]!;
    expect((await town.post(end, {}, { as: climate })).location).toBe('/desk');
    expect(await offered(climate)).toEqual([false, false]);
    // Twice is once.
    await town.post('/tour/decline', {}, { as: climate });
    await town.post('/tour/return', {}, { as: climate });
    expect(await offered(climate)).toEqual([true, true]);
    expect((await town.post('/tour/decline', {})).location).toBe('/tour');
  });

  it('is declined by nobody for somebody else, for the database as well', async () => {
    const scope = await town.scopeFor(streets);
    await expect(
      town.database.change(scope, ({ db }) =>
        db
          .insertInto('tour_declined')
          .values({ id: climate, space_id: town.city, audience: 'person', audience_id: climate })
          .execute(),
      ),
    ).rejects.toThrow(/row-level security/);
  });
});

describe('which places a partnership has', () => {
  const now = new Date('2027-03-01T12:00:00Z');
  const day = (n: number) => new Date(now.getTime() + n * 86_400_000);
  const round = (id: string, more = {}) => ({
    id,
    element: 'vision',
    dueAt: day(-3),
    revealedAt: day(-3),
    withdrawnAt: null,
    ...more,
  });

  it('takes a round that is open, and the text that came of it', () => {
    const rounds = [round('closed', { dueAt: day(3), revealedAt: null }), round('first')];
    const texts = [
      { id: 'other', element: 'facts', agreedAt: day(-1) },
      { id: 'draft', element: 'vision', agreedAt: null },
      { id: 'agreed', element: 'vision', agreedAt: day(-2) },
    ];
    const places = placesIn('p', rounds, texts, now);
    expect(places.round).toBe('/partnerships/p/rounds/first');
    expect(places.text).toBe('/partnerships/p/texts/agreed');
  });

  it('goes on to the next stop where one has nothing to show', () => {
    const places = placesIn('p', [round('gone', { withdrawnAt: day(-1) })], [], now);
    expect(placeFrom('overview', places)).toEqual({ href: '/partnerships/p', n: 1 });
    for (const stop of ['round', 'text', 'timeline'] as const)
      expect(placeFrom(stop, places)).toEqual({ href: '/partnerships/p/timeline', n: 5 });
  });

  it('knows a stop by its number, and its page by its address', () => {
    expect(['1', '5', '0', '6', '01', ''].map(stopOf)).toEqual([
      'overview',
      'timeline',
      ...[undefined, undefined, undefined, undefined],
    ]);
    const id = '01a22c11-d04c-7976-ad19-44ba70bc9cb9';
    expect(isAt('overview', `/partnerships/${id}`)).toBe(true);
    expect(isAt('overview', `/partnerships/${id}/path`)).toBe(false);
    expect(isAt('round', `/partnerships/${id}/rounds/new`)).toBe(false);
  });
});
