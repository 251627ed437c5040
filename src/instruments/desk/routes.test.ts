import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import type { DeskItem } from '../../platform/instrument.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { foundPartnership } from '../partnerships/testing.ts';

let waiting: ((now: Date) => DeskItem[]) | undefined;
let town: TestTown;
beforeAll(async () => {
  town = await openTestTown({
    rooms: [
      () => ({
        name: 'test',
        routes: [],
        desk: async (_page, tx) => waiting?.(tx.now) ?? [],
        narrates: {
          'thing.done': {
            say: (locale, { content }) => `${locale === 'de' ? 'Nummer' : 'Number'} ${content.n}`,
            href: ({ content }) => `/things/${content.n}`,
          },
        },
      }),
    ],
  });
});
afterAll(() => town.close());

const days = (now: Date, n: number) => new Date(now.getTime() + n * 86_400_000);

it('asks strangers to sign in, and brings them here', async () => {
  expect((await town.get('/desk')).location).toBe('/sign-in?next=%2Fdesk');
});

it('says that nothing waits, and what comes next', async () => {
  waiting = undefined;
  const rosa = await town.addPerson('Rosa');
  expect((await town.get('/desk', { as: rosa })).html).toContain('Find my organisation');
  const { html } = await town.get('/desk', { as: rosa, locale: 'de' });
  expect(html).toContain('Nichts wartet auf Sie.');
  expect(html).toContain('aria-current="page">Mein Schreibtisch');
  const ada = await town.addAdministrator('Ada');
  expect((await town.get('/desk', { as: ada })).html).toContain('href="/settings"');
});

it('leads to the organisations of the reader, whatever waits', async () => {
  waiting = undefined;
  const space = newId();
  await town.addOrganisation(space, 'parks', { en: 'Parks', de: 'Parks und Bäume' });
  const lead = await town.addPerson('Lea', { space, role: 'lead' });
  const { html } = await town.get('/desk', { as: lead, locale: 'de' });
  expect(html).toMatch(
    /Meine Organisationen[\s\S]*href="\/organisations\/parks"[^>]*>(<[^>]*>)*Parks und Bäume/,
  );
  const other = await town.addPerson('Ole', { space, role: 'claimant' });
  expect((await town.get('/desk', { as: other })).html).not.toContain('My organisations');
});

it('sorts what waits by its day, and gives the first row the filled button', async () => {
  const item = (title: string, due: Date | null): DeskItem => ({
    href: `/things/${title}`,
    title,
    about: 'Parks',
    action: 'Answer',
    due,
  });
  waiting = (now) => [
    item('whenever', null),
    item('month', days(now, 30)),
    item('tomorrow', days(now, 1)),
    item('gone', days(now, -4)),
  ];
  const person = await town.addPerson('Per');
  const { html } = await town.get('/desk', { as: person });
  expect(html).toContain('Four things wait for you. One is late. One is due this week.');
  expect([...html.matchAll(/<h2[^>]*>([^<]+)<\/h2>/g)].map(([, words]) => words)).toEqual([
    'Late',
    'This week',
    'Later, or with no date',
  ]);
  expect(html).toContain('4 days late');
  expect(html).toContain('Tomorrow');
  expect(html).toContain('in 30 days');
  expect([...html.matchAll(/href="\/things\/(\w+)"/g)].map(([, title]) => title)).toEqual(
    ['gone', 'tomorrow', 'month', 'whenever'].flatMap((title) => [title, title]),
  );
  expect(html).toMatch(/data-variant="primary" href="\/things\/gone"/);
  const german = await town.get('/desk', { as: person, locale: 'de' });
  expect(german.html).toContain('Vier Dinge warten auf Sie.');
  expect(german.html).toContain('4 Tage zu spät');
});

it('says below what waits what the reader did in the last two weeks, the newest eight of it', async () => {
  waiting = undefined;
  const did = async (by: string, n: number) =>
    town.database.system(
      (tx) => tx.record({ space: town.city, kind: 'thing.done', audience: 'public', content: { n } }),
      await town.scopeFor(by),
    );
  const ida = await town.addPerson('Ida');
  await did(ida, 1);
  await town.moveTime('15 days');
  expect((await town.get('/desk', { as: ida })).html).not.toContain('What you did lately');
  for (let n = 2; n <= 11; n += 1) await did(ida, n);
  await did(await town.addPerson('Olga'), 12);
  const { html } = await town.get('/desk', { as: ida, locale: 'de' });
  expect(html).toContain('Was Sie zuletzt getan haben');
  expect([...html.matchAll(/href="\/things\/(\d+)"[^>]*>Nummer/g)].map(([, n]) => Number(n))).toEqual([
    11, 10, 9, 8, 7, 6, 5, 4,
  ]);
});

it('tells those who take part in a partnership only that nothing waits', async () => {
  const talks = await foundPartnership(town);
  const { html } = await town.get('/desk', { as: talks.observer });
  expect(html).toContain('Nothing waits for you.');
  expect(html).not.toContain('do not act for an organisation');
});
