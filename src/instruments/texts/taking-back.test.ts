import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { beginVision, sectionsOf, wordsFor } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let per: string;
let rosa: string;
let silent: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town, {
    partners: [{ name: 'Food Office' }, { name: 'Harvest group' }, { name: 'Silent growers', people: [] }],
  });
  [per, rosa] = talks.partners.map(({ lead }) => lead) as [string, string];
  silent = talks.partners[2]!.id;
}, 120_000);
afterAll(() => town.close());

function write(path: string, one: { id: string; heading: string }, text: string, as: string, base = '0') {
  return town.post(`${path}/blocks/${one.id}/versions`, { heading: one.heading, text, base }, { as });
}

async function commented() {
  const path = await beginVision(town, talks.id, per);
  const [first] = await sectionsOf(town, path);
  await write(path, first!, wordsFor(0), per);
  const block = `${path}/blocks/${first!.id}`;
  await town.post(
    `${block}/comments`,
    { text: 'Is the river in it?', version: '1', place: '' },
    { as: rosa },
  );
  const id = /comments\/([0-9a-f-]{36})\/settlement/.exec((await town.get(block, { as: per })).html)![1]!;
  return { path, first: first!, block, id, back: `${block}/comments/${id}/taking-back` };
}
const read = async (path: string, as: string) => (await town.get(path, { as })).html;

it('lets who wrote a comment take it back, and put it back', async () => {
  const { path, block, back } = await commented();
  expect(await read(block, per)).not.toContain('Take my comment back');
  expect((await town.post(back, { taken: 'yes' }, { as: per })).status).toBe(403);
  expect(await read(block, rosa)).toContain('Take my comment back');
  const taken = await town.postAndFollow(back, { taken: 'yes' }, { as: rosa });
  expect(taken.html).toContain('Others do not see it any more');
  expect(taken.html).toContain('Is the river in it?');
  for (const place of [block, `${block}/edit`]) expect(await read(place, per)).not.toContain('Is the river');
  expect(await read(path, per)).not.toContain('One comment');
  expect(await read('/desk', per)).not.toContain('commented in');
  await town.post(back, { taken: 'no' }, { as: rosa });
  expect(await read(block, per)).toContain('Is the river in it?');
});

it('keeps a comment that was answered', async () => {
  const { block, id, back } = await commented();
  await town.post(`${block}/comments`, { answers: id, text: 'It is.' }, { as: per });
  const answer = /comments\/([0-9a-f-]{36})\/taking-back/.exec(await read(block, per))![1]!;
  const refused = await town.post(back, { taken: 'yes' }, { as: rosa });
  expect(refused.status).toBe(422);
  expect(refused.html).toContain('Somebody has answered this meanwhile');
  await town.post(`${block}/comments/${answer}/taking-back`, { taken: 'yes' }, { as: per });
  expect(await read(block, rosa)).not.toContain('It is.');
  expect((await town.post(back, { taken: 'yes' }, { as: rosa })).status).toBe(303);
  expect((await town.post(`${block}/comments`, { answers: id, text: 'Late.' }, { as: per })).status).toBe(
    404,
  );
});

it('is held to that by the database', async () => {
  const { id, block } = await commented();
  const take = async (as: string) =>
    town.database
      .change(await town.scopeFor(as), async ({ db }) =>
        Number(
          (await sql`update block_comment set taken_back_at = app_now() where id = ${id}`.execute(db))
            .numAffectedRows,
        ),
      )
      .catch((error) => (error as { code?: string }).code);
  expect(await take(per)).toBe('42501');
  await town.post(`${block}/comments`, { answers: id, text: 'It is.' }, { as: per });
  expect(await take(rosa)).toBe('23514');
});

it('begins from the words of an earlier version, and changes nothing before they are saved', async () => {
  const { path, first, block } = await commented();
  await write(path, first, 'Something else altogether.', rosa, '1');
  expect(await read(`${block}/history`, per)).toContain('Begin from version 1 again');
  const form = await read(`${block}/edit?version=1`, per);
  expect(form).toContain('These are the words of version 1');
  expect(form).toContain(`${wordsFor(0)}</textarea>`);
  expect(form).toMatch(/name="base" value="2"/);
  expect(await read(path, per)).toContain('Something else altogether.');
});

it('leads from giving a word to the comments, and says for whom it is written down', async () => {
  const { path, block } = await commented();
  expect(await read(`${path}/answers`, per)).toMatch(new RegExp(`href="${block}">One comment`));
  const form = await read(`${path}/answers?partner=${silent}`, talks.facilitator);
  expect(form).toContain('Write this down for Silent growers');
  expect(form).not.toContain('Give our word');
});

it('says that the reason is one to look earlier', async () => {
  const { path } = await commented();
  await town.post(`${path}/frame`, { title: 'Our aim', day: '', reason: 'a school closes' }, { as: per });
  expect(await read(path, per)).toContain('Earlier: a school closes');
});
