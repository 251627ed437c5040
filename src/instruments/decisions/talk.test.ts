import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queriesOf } from '../../../long/count-queries.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { filledForm } from '../../testing-forms.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { tellAtOnce } from '../told/jobs.ts';
import { takeMails } from '../told/testing.ts';
import { addComments, idOf, inDays, propose } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let first: string;
let second: string;
let at: string;
let talk: string;

const said = (html: string) =>
  html
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
const see = async (path: string, as: string) => said((await town.get(path, { as })).html);
const say = (text: string, as: string, path = talk) => town.post(path, { text }, { as });
const named = async (id: string, name: string) =>
  town.database.outer.query('update person set name = $2 where id = $1', [id, name]);
const commentOf = async (number: number, path = at): Promise<string> =>
  (
    await town.database.outer.query(
      'select id from discussion_comment where discussion_id = $1 and number = $2',
      [idOf(path), number],
    )
  ).rows[0].id;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  [first, second] = talks.partners.map(({ lead }) => lead!) as [string, string];
  await named(first, 'Jonas Berg');
  await named(second, 'Ada Lind');
  await named(talks.facilitator, 'Ada Moe');
  await named(talks.observer, 'Olga');
  const form = { way: 'consent', title: 'Two stoves', text: 'We buy two stoves.' };
  at = await propose(town, talks, form, first);
  talk = `${at}/talk`;
}, 120_000);
afterAll(() => town.close());

describe('what partners say to each other about a decision', () => {
  it('stands below its voices, from the first comment on, in Markdown', async () => {
    expect(await see(at, talks.observer)).toContain('Nobody has said anything yet.');
    const answer = await say('Why **two**?\n\n- one\n- <b>none</b>\n\n[plan](https://plan.example)', second);
    expect(answer.location).toBe(`${talk}?from=1#comment-1`);
    const { html } = await town.get(at, { as: talks.observer });
    expect(html).toContain('<p>Why <strong>two</strong>?</p><ul><li>one</li><li>&lt;b>none&lt;/b></li></ul>');
    expect(html).toContain('href="https://plan.example" rel="nofollow ugc noreferrer"');
    expect(said(html)).toMatch(/What each said.*Conversation.*Ada Lind.*Why two \?/);
    expect(said(html), 'who looks on reads').not.toContain('Your comment');
    // What is typed and not sent is kept for who comes back.
    const writer = (await town.get(at, { as: second })).html;
    expect(writer).toContain(`<sv-draft name="comment-${at}" reader="${second}"`);
  });

  it('is said by those who contribute, and has words', async () => {
    for (const as of [talks.observer]) expect((await say('I too', as)).status).toBe(403);
    const empty = await say('  \n ', first);
    expect(empty.status).toBe(422);
    expect(said(empty.html)).toContain('Write what you want to say');
    const long = await say('x'.repeat(5_001), first);
    expect(long.status).toBe(422);
    expect(long.html).toContain('x'.repeat(5_001));
  });

  it('is told to all, and found by its words with its decision', async () => {
    await town.settle();
    expect(await see(`/partnerships/${talks.id}/timeline`, talks.observer)).toContain(
      'Ada Lind said something on: Two stoves',
    );
    const { html } = await town.get('/search?q=none', { as: talks.observer });
    expect(html).toContain(`${talk}?from=1#comment-1`);
    expect(said(html)).toContain('Two stoves');
    expect(await see('/search?q=none', await town.addPerson('Stranger'))).not.toContain('Two stoves');
  });
});

describe('somebody who is called', () => {
  const waits = async (as: string) => (await see('/desk', as)).includes('calls you: Two stoves');

  it('finds it on their desk until they have read it, and is told of it', async () => {
    const { location } = await say('What do you say, @jonas?', second);
    expect(await waits(first)).toBe(true);
    expect(await waits(talks.facilitator)).toBe(false);
    const { html } = await town.get('/desk', { as: first });
    expect(html).toContain(location!);
    expect((await town.get(talk, { as: first, headers: { 'X-Sec-Purpose': 'prefetch' } })).status).toBe(200);
    expect(await waits(first), 'a page that nobody has seen').toBe(true);
    expect(await see(talk, first)).toMatch(/To you/);
    expect(await waits(first)).toBe(false);
    expect(await see(talk, first)).not.toMatch(/To you/);
    await town.settle();
    expect(await see(`/partnerships/${talks.id}/timeline`, talks.facilitator)).not.toContain('calls you');
  });

  it('is told by mail, in their language, and nobody else is', async () => {
    const people = [first, talks.facilitator];
    for (const as of people) await town.post('/told', { rhythm: 'at-once', hour: '8' }, { as });
    await tellAtOnce(town.house);
    await takeMails(town);
    await town.database.outer.query(`update person set locale = 'de' where id = $1`, [first]);
    await say('Again, @Jonas Berg, please', second);
    await town.settle();
    await town.moveTime('10 minutes');
    await tellAtOnce(town.house);
    const sent = await takeMails(town);
    const { rows } = await town.database.outer.query('select id, email from person where id = any ($1)', [
      people,
    ]);
    const to = (id: string) =>
      sent.find((mail) => mail.to === rows.find((one) => one.id === id)!.email)!.text;
    expect(to(first)).toContain('Ada Lind ruft Sie: Two stoves');
    expect(to(talks.facilitator)).toContain('Ada Lind said something on: Two stoves');
    expect(to(talks.facilitator)).not.toContain('calls you');
    await town.get(at, { as: first });
    expect(await waits(first), 'read where it is shown below the decision').toBe(false);
  });

  it('is called by the whole name where a first name is not enough', async () => {
    const unclear = await say('And you, @Ada?', first);
    expect(unclear.status).toBe(422);
    expect(said(unclear.html)).toContain('Several people here are called Ada. Write the whole name.');
    expect(unclear.html, 'what was typed comes back').toContain('And you, @Ada?');
    expect((await say('And you, @Ada Moe?', first)).status).toBe(303);
    expect(await waits(talks.facilitator)).toBe(true);
    expect(await waits(second)).toBe(false);
    await say('Write to me@jonas.example, @Nobody, and look on, @olga', second);
    expect(await waits(first)).toBe(false);
    expect(await waits(talks.observer), 'also who looks on').toBe(true);
    await say('And once more, @olga', second);
    const { html } = await town.get('/desk', { as: talks.observer });
    const lines = [...new Set(html.match(/talk\?from=\d+#comment-\d+/g))];
    expect(lines, 'one line for a conversation').toEqual(['talk?from=5#comment-5']);
    await town.get(talk, { as: talks.observer });
    expect(await waits(talks.observer)).toBe(false);
    await town.get(talk, { as: talks.facilitator });
  });
});

describe('one’s own comment', () => {
  it('is said in other words; what it said before stays to be read, and who is called only now is called', async () => {
    const { location } = await say('Gas is chepa', first);
    const id = await commentOf(7);
    const page = `${talk}/${id}`;
    expect((await town.post(page, { text: 'Mine' }, { as: second })).status).toBe(403);
    const form = filledForm((await town.get(page, { as: first })).html, page);
    const late = filledForm((await town.get(page, { as: first })).html, page);
    const answer = await town.post(page, { ...form, text: 'Gas is cheap, @Ada Lind' }, { as: first });
    expect(answer.location).toBe(location);
    expect(await see('/desk', second)).toContain('calls you: Two stoves');
    expect(await see(talk, second)).toMatch(/Gas is cheap.*Changed on/);
    expect(await see(page, second)).toMatch(
      /What it says now.*Gas is cheap.*What it said before.*Gas is chepa/,
    );
    const overtaken = await town.post(page, { ...late, text: 'Gas is dear' }, { as: first });
    expect(overtaken.status, 'from another window, which does not know of it').toBe(409);
    expect(said(overtaken.html)).toMatch(/Gas is cheap.*Gas is dear|Gas is dear.*Gas is cheap/);
    expect(await see(talk, first)).toContain('Gas is cheap');
  });

  it('is taken back: a stone stays, nobody else reads it or finds it, and its author puts it back', async () => {
    await say('Electricity comes from @Ada Moe', first);
    const id = await commentOf(8);
    const page = `${talk}/${id}`;
    expect((await town.post(`${page}/taking-back`, { taken: 'yes' }, { as: second })).status).toBe(403);
    expect((await town.post(`${page}/taking-back`, { taken: 'yes' }, { as: first })).status).toBe(303);
    for (const path of [talk, at]) {
      const others = await see(path, talks.facilitator);
      expect(others).toContain('A comment was taken back');
      expect(others).not.toContain('Electricity');
    }
    expect((await town.get(page, { as: talks.facilitator })).status).toBe(404);
    expect(await see('/desk', talks.facilitator)).not.toContain('calls you');
    expect(await see('/search?q=Electricity', talks.facilitator)).not.toContain('Two stoves');
    expect(await see(talk, first)).toContain('You took this comment back.');
    expect(await see(page, first)).toContain('Electricity');
    expect((await town.post(page, { text: 'Sun' }, { as: first })).status).toBe(422);
    await town.post(`${page}/taking-back`, { taken: 'no' }, { as: first });
    expect(await see(talk, talks.facilitator)).toContain('Electricity');
    expect(await see('/search?q=Electricity', talks.facilitator)).toContain('Two stoves');
  });
});

describe('a long conversation', () => {
  it('is read from the first comment that one has not read, page by page, with ways to its ends', async () => {
    const long = await propose(town, talks, { way: 'consent', title: 'Many words', text: 'So?' }, first);
    const page = `${long}/talk`;
    await addComments(town, long, second, 60);
    const shown = async (query: string, as: string) => {
      const { html } = await town.get(`${page}${query}`, { as });
      const numbers = [...html.matchAll(/id="comment-(\d+)"/g)].map((match) => Number(match[1]));
      const ways = [...html.matchAll(/talk\?from=(\d+)">(\w+)</g)].map((match) => `${match[2]} ${match[1]}`);
      return { from: numbers[0], to: numbers.at(-1), ways: [...new Set(ways)], html };
    };
    expect(await see(long, first)).toContain('All 60 comments, 60 new');
    const begun = await shown('', first);
    expect([begun.from, begun.to, begun.ways]).toEqual([1, 25, ['Later 26', 'Newest 36']]);
    const next = await shown('', first);
    expect([next.from, next.to], 'goes on where they were').toEqual([26, 50]);
    expect(next.html).toContain('New since you were last here');
    expect(next.ways).toEqual(['Oldest 1', 'Earlier 1', 'Newest 36'].filter((way) => way !== 'Earlier 1'));
    const last = await shown('', first);
    expect([last.from, last.to, last.ways]).toEqual([36, 60, ['Oldest 1', 'Earlier 11']]);
    expect(last.html.indexOf('id="new"')).toBeGreaterThan(last.html.indexOf('id="comment-51"'));
    expect(await see(long, first)).toMatch(/All 60 comments(?!,)/);
    const jumped = await shown('?from=36', talks.observer);
    expect(jumped.from).toBe(36);
    expect((await shown('', talks.observer)).from, 'what was left out is still new').toBe(1);
    await town.post(`${page}/reading`, {}, { as: talks.observer });
    expect((await shown('', talks.observer)).from).toBe(36);
    for (const odd of ['?from=0', '?from=-1', '?from=x', '?from=999999999', '?from=1e9'])
      expect((await town.get(`${page}${odd}`, { as: first })).status, odd).toBe(200);
  });

  /** What is kept in memory may have grown old, and sealing may begin meanwhile: not that is compared. */
  async function fewest(work: () => Promise<unknown>): Promise<number> {
    const tries: number[] = [];
    for (let n = 0; n < 4; n += 1) tries.push((await queriesOf(work)).length);
    return Math.min(...tries);
  }

  it('asks the database the same for three comments and for three hundred', async () => {
    const [few, many] = await Promise.all(
      ['Few', 'Many'].map((title) => propose(town, talks, { way: 'consent', title, text: 'So?' }, first)),
    );
    await addComments(town, few!, second, 3);
    await addComments(town, many!, second, 300);
    for (const suffix of ['', '/talk', '/talk?from=1']) {
      for (const path of [few!, many!]) {
        await town.get(`${path}/talk?from=276`, { as: first });
        await town.post(`${path}/talk/reading`, {}, { as: first });
      }
      const shows = (path: string) => fewest(() => town.get(`${path}${suffix}`, { as: first }));
      expect(await shows(many!), suffix).toBe(await shows(few!));
    }
    for (const path of [few, many])
      await town.post(`${path}/talk`, { text: 'Of the same words' }, { as: first });
    const says = (path: string) =>
      fewest(() => town.post(`${path}/talk`, { text: 'One more' }, { as: first }));
    expect(await says(many!)).toBe(await says(few!));
  });
});

describe('where the partnership has ended', () => {
  it('all stays readable, and nothing is added', async () => {
    const ended = await foundPartnership(town, { name: 'Street Repair' });
    const lead = ended.partners[0]!.lead!;
    const path = await propose(town, ended, { way: 'consent', title: 'A bench', text: 'One bench.' }, lead);
    await named(ended.partners[1]!.lead!, 'Sven');
    await say('Here, @Sven?', lead, `${path}/talk`);
    await town.post(`/partnerships/${ended.id}/end`, {}, { as: ended.facilitator });
    await town.database.outer.query('update partnership set ended_at = app_now() where id = $1', [ended.id]);
    const sven = ended.partners[1]!.lead!;
    for (const suffix of ['', '/talk']) {
      const html = await see(`${path}${suffix}`, sven);
      expect(html).toContain('Here, @Sven?');
      expect(html).not.toContain('Your comment');
    }
    expect(await see('/desk', sven)).not.toContain('calls you');
    expect((await say('Late', lead, `${path}/talk`)).status).toBe(403);
    const comment = `${path}/talk/${await commentOf(1, path)}`;
    expect(await see(comment, lead)).toContain('Here, @Sven?');
    expect((await town.post(comment, { text: 'Late' }, { as: lead })).status).toBe(403);
    expect((await town.post(`${path}/talk/reading`, {}, { as: sven })).status).toBe(303);
  });
});

it('goes on once the decision is over', async () => {
  const over = await propose(
    town,
    talks,
    { way: 'consent', title: 'Over', text: 'So?', day: inDays(2) },
    first,
  );
  await town.post(`${over}/withdrawal`, {}, { as: first });
  expect((await say('A pity', second, `${over}/talk`)).status).toBe(303);
  expect(await see(over, talks.observer)).toContain('A pity');
});
