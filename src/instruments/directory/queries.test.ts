import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { replaceMembers } from './store/ties.ts';
import { insertOrganisations, insertResponsibilities } from './store/writing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());

/** Adds departments with three lines each, and as many companies that belong to one body. */
async function grow(from: number, to: number) {
  await town.database.system(async (tx) => {
    const numbers = Array.from({ length: to - from }, (_, n) => from + n);
    const list = numbers.flatMap((n) => [
      {
        id: newId(),
        slug: `department-${n}`,
        fields: {
          kind: 'department' as const,
          name: { en: `Department ${n}` },
          summary: { en: `Looks after street ${n}` },
        },
      },
      {
        id: newId(),
        slug: `company-${n}`,
        fields: { kind: 'business' as const, name: { en: `Company ${n}` } },
      },
    ]);
    await insertOrganisations(tx, list);
    for (const one of list.filter((one) => one.fields.kind === 'department')) {
      await insertResponsibilities(
        tx,
        { id: one.id, audience: 'public' },
        ['bench', 'noise', 'tree'].map((word) => ({
          text: { en: `${word} in street ${one.slug}` },
          words: { en: [word, `street ${word}`] },
          decides: true,
        })),
      );
    }
    const body = await tx.db
      .selectFrom('organisation')
      .select('id')
      .where('slug', '=', 'department-0')
      .executeTakeFirstOrThrow();
    const companies = await tx.db
      .selectFrom('organisation')
      .select('id')
      .where('kind', '=', 'business')
      .execute();
    await replaceMembers(
      tx,
      body.id,
      companies.map((row) => row.id),
    );
  });
}

/** Statements of the page itself: those of its reading transactions, not of the sealer and the queue beside it. */
async function queriesOf(path: string): Promise<number> {
  const original = pg.Client.prototype.query;
  const reading = new WeakSet<object>();
  let count = 0;
  pg.Client.prototype.query = function (this: pg.Client, ...args: [{ text?: string }, ...never[]]) {
    const [{ text }] = args;
    if (text?.startsWith('begin read only')) reading.add(this);
    if (text === 'commit') reading.delete(this);
    else if (reading.has(this)) count += 1;
    return (original as (...all: unknown[]) => unknown).apply(this, args);
  } as never;
  try {
    const { status } = await town.get(path);
    expect(status, path).toBe(200);
    return count;
  } finally {
    pg.Client.prototype.query = original;
  }
}

const pages = [
  '/who-does-what',
  '/who-does-what?q=noisy+street+benhc',
  '/organisations',
  '/organisations?kind=business',
  '/organisations/department-0',
  '/goals',
];

test('a page asks the database as often with 200 rows as with 10', async () => {
  await grow(0, 10);
  const few = [];
  for (const page of pages) few.push([page, await queriesOf(page)]);
  await grow(10, 200);
  const many = [];
  for (const page of pages) many.push([page, await queriesOf(page)]);
  expect(many).toEqual(few);
  for (const [page, count] of many) {
    expect(count, `${page}`).toBeGreaterThan(0);
    expect(count, `${page}`).toBeLessThanOrEqual(12);
  }
});

test('a list goes on by key and shows each row once', async () => {
  const seen: string[] = [];
  let path: string | undefined = '/organisations?kind=business';
  while (path) {
    const { html } = await town.get(path);
    seen.push(...[...html.matchAll(/href="\/organisations\/(company-\d+)"/g)].map((match) => match[1]!));
    path = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
  }
  expect(seen).toHaveLength(200);
  expect(new Set(seen).size).toBe(200);
});

test('names too long, hostile or empty break no page', async () => {
  const name = `${'Donaudampfschifffahrtsgesellschaft'.repeat(4)} <b>"&'`;
  await town.database.system((tx) =>
    insertOrganisations(tx, [
      {
        id: newId(),
        slug: 'long',
        fields: {
          kind: 'department',
          name: { de: name },
          contact: { role: { en: '{role}' } },
          reply_days: 1,
        },
      },
    ]),
  );
  const page = await town.get('/organisations/long');
  expect(page.html).not.toContain('<b>');
  expect(page.html).toContain('{role}');
  for (const q of [
    "'; drop table organisation; --",
    '%',
    '\\',
    '🙂',
    'a'.repeat(5000),
    'der die das',
    '\u0000',
  ]) {
    expect((await town.get(`/who-does-what?q=${encodeURIComponent(q)}`)).status).toBe(200);
  }
});
