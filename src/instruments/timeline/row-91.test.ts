import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bareJpeg } from '../../platform/files/testing.ts';
import { newId } from '../../platform/id.ts';
import { perPage } from './rules.ts';
import { openTestTimeline, withPicture } from './testing.ts';

// Row 91: a lively history with pictures, so that newcomers understand what was achieved, and how.

type Opened = Awaited<ReturnType<typeof openTestTimeline>>;
let town: Opened['town'];
let talks: Opened['talks'];
let others: Opened['others'];
let timeline: Opened['timeline'];
let lead: Opened['lead'];
let record: Opened['record'];
let see: Opened['see'];
let lastMoment: Opened['lastMoment'];

beforeAll(async () => {
  ({ town, talks, others, timeline, lead, record, see, lastMoment } = await openTestTimeline());
}, 60_000);
afterAll(() => town.close());

describe('a history', () => {
  it('begins empty, and says what to do', async () => {
    expect((await see(lead)).html).toContain('Put the first moment in');
    const { html } = await see(talks.observer, timeline, 'de');
    expect(html).toContain('Hier ist noch nichts geschehen.');
    expect(html).not.toContain(`${timeline}/new`);
    expect((await see(lead, `${timeline}?tour=1`)).html).toContain('There is no story to tell yet.');
  });

  it('takes a moment of a day, and tells it where that day was', async () => {
    await record(lead, 'the first thing');
    const { html } = await town.postAndFollow(timeline, { text: 'We met', day: '5.2.2023' }, { as: lead });
    expect(html).toContain('It is in the timeline.');
    await town.postAndFollow(timeline, { text: 'Soup <today>', day: await today() }, { as: lead });
    const { html: all } = await see(talks.observer);
    expect(all).toMatch(/Soup &lt;today>[\s\S]+did the first thing[\s\S]+February 2023[\s\S]+We met/);
    expect(all).toContain('added by Lead of Food Office');
    expect(all).toContain('<time datetime="2023-02-05">');
    expect((await see(lead, timeline, 'de')).html).toMatch(/Februar 2023[\s\S]+Sonntag, 5\. Februar/);
  });

  it('says beside each field what is missing, and keeps what was typed', async () => {
    const form = { text: '', day: 'soon', shows: 'A pot', picture: new File(['x'], 'x.jpg') };
    const { status, html } = await town.post(timeline, form, { as: lead });
    expect(status).toBe(422);
    for (const words of [
      'This is no picture',
      'Write a day',
      'Ask those who can be recognised',
      '>A pot</textarea>',
    ])
      expect(html).toContain(words);
    const again = await town.post(timeline, await withPicture({ day: '' }), { as: lead });
    expect(again.html).toContain('Your picture is with us and waits for the rest.');
  });

  it('changes a moment, and moves it to its new day', async () => {
    await town.postAndFollow(timeline, { text: 'A vsit', day: '1.1.2022' }, { as: lead });
    const path = `${timeline}/${await lastMoment()}`;
    const form = await see(lead, path);
    expect(form.html).toContain('value="A vsit"');
    expect(form.html).toContain('value="1 Jan 2022"');
    const { html } = await town.postAndFollow(path, { text: 'A visit', day: '2.1.2021' }, { as: lead });
    expect(html).toMatch(/We met[\s\S]+January 2021[\s\S]+A visit/);
    const broken = await town.post(path, { text: '', day: '2.1.2021' }, { as: lead });
    expect([broken.status, broken.html.includes('Write what happened')]).toEqual([422, true]);
  });

  it('leaves what somebody put in to them and to who facilitates, and says that one of these changed it', async () => {
    const path = `${timeline}/${await lastMoment()}`;
    const peer = talks.partners[1]!.lead;
    const form = { text: 'A visit of two', day: '2.1.2021' };
    expect((await see(peer)).html).not.toContain(`href="${path}"`);
    expect((await see(lead)).html).toContain(`href="${path}"`);
    expect((await see(peer, path)).status).toBe(403);
    for (const end of ['', '/removal', '/return'])
      expect((await town.post(path + end, form, { as: peer })).status).toBe(403);
    expect((await see(peer)).html).not.toContain('A visit of two');
    await town.post(path, form, { as: talks.facilitator });
    const said = /A visit of two[\s\S]{0,90}added by Lead of Food Office \w+ · changed by Facilitator/;
    expect((await see(peer)).html).toMatch(said);
    await town.post(path, { ...form, text: 'A visit' }, { as: lead });
    expect((await see(peer)).html).not.toContain('changed by Facilitator');
  });

  it('goes on naming who has left the partnership, and no longer who was erased', async () => {
    const gone = await talks.join('Gertrud', 'member', talks.partners[1]!.id);
    await record(gone, 'what remains');
    await town.postAndFollow(timeline, { text: 'Of Gertrud’s days', day: '1.2.2020' }, { as: gone });
    expect((await see(lead)).html).toMatch(/Gertrud [0-9a-f]+ did what remains/);
    await town.database.outer.query('update membership set until = app_now() where person_id = $1', [gone]);
    expect((await see(lead)).html).toMatch(/Gertrud [0-9a-f]+ did what remains/);
    await town.database.outer.query('delete from person where id = $1', [gone]);
    const { html } = await see(lead);
    expect(html).toContain('Somebody did what remains');
    expect(html).toContain('Of Gertrud’s days');
    expect(html).not.toMatch(/Gertrud [0-9a-f]/);
    expect((await see(lead, timeline, 'de')).html).toContain('Jemand did what remains');
  });

  it('tells nothing that only some may read, not even to them', async () => {
    const partner = talks.partners[0]!.id;
    await record(lead, 'SEALED of a partner', { space: partner });
    await record(lead, 'SEALED for one', { audience: 'person', audienceId: lead });
    await record(talks.facilitator, 'SEALED for some', { audience: 'facilitator' });
    await record(lead, 'AGREED of a partner', { space: partner, kind: 'thing.agreed', content: { partner } });
    for (const one of [lead, talks.facilitator, talks.observer]) {
      for (const path of [timeline, `${timeline}?tour=1`]) {
        const { html } = await see(one, path);
        expect(html).not.toMatch(/SEALED|agreed</);
      }
    }
  });
});

async function today(): Promise<string> {
  const now = await town.database.system(async (tx) => tx.now);
  return new Intl.DateTimeFormat('de-DE', { timeZone: (await town.house.city.get()).timeZone }).format(now);
}
describe('for newcomers', () => {
  it('tells from the beginning what counts, and leaves out the rest', async () => {
    await town.postAndFollow(timeline, await withPicture(), { as: lead });
    const [partner] = talks.partners;
    await record(lead, '', { kind: 'thing.agreed', content: { partner: partner!.id } });
    const newcomer = await talks.join('Newcomer', 'observer');
    expect((await see(newcomer)).html).toContain(`${timeline}?tour=1`);
    const { html } = await see(newcomer, `${timeline}?tour=1`);
    expect(html).toContain('The story so far');
    expect(html).toMatch(/We met[\s\S]+First soup[\s\S]+Food Office agreed/);
    expect(html).not.toContain('did the first thing');
    expect((await see(newcomer, `${timeline}?tour=1`, 'de')).html).toContain('Was bisher geschah');
  });

  it('tells beside the overview what was lately', async () => {
    const { html } = await see(lead, `/partnerships/${talks.id}`, 'de');
    const lately = /Zuletzt<\/h2>([\s\S]+?)<\/section>/.exec(html)![1]!;
    expect(lately.match(/<li>/g)).toHaveLength(5);
    expect(lately).toContain('Food Office agreed');
    expect(lately).toContain('hat ein Bild vom 3. März 2024');
    expect(lately).toContain(`<a class="ds-link" href="${timeline}">Ganze Chronik</a>`);
  });
});

/** Beside the page, the stream reads the journal as it always does. */
const ofThePage = /unnest\(|from "(moment|partnership|partner)"|from person where/;
const sqlOf = (query: unknown) => (typeof query === 'string' ? query : (query as { text: string }).text);

describe('however much there is', () => {
  it('goes on page by page in one order, each thing once, with as many queries at the end as at the start', async () => {
    await town.database.outer.query(
      `insert into journal_entry (id, space_id, audience, kind, at, content, commitment, salt, actor_id, personal)
       select gen_random_uuid(), $1, 'space', 'thing.done', app_now() + n * interval '1 second', '{}', '', '', $2,
         jsonb_build_object('what', 'thing ' || n) from generate_series(1, 70) n`,
      [talks.id, lead],
    );
    await town.settle();
    const found: string[] = [];
    const asked: number[] = [];
    for (let path: string | undefined = timeline; path; ) {
      const queries = vi.spyOn(pg.Client.prototype, 'query');
      const { html } = await see(lead, path);
      asked.push(queries.mock.calls.filter(([query]) => ofThePage.test(sqlOf(query))).length);
      queries.mockRestore();
      found.push(...[...html.matchAll(/<li id="([^"]+)">/g)].map((match) => match[1]!));
      path = /<a class="ds-button" data-variant="secondary" href="([^"]+)" rel="next">/
        .exec(html)?.[1]
        ?.replaceAll('&amp;', '&');
    }
    expect(found.length).toBeGreaterThan(2 * perPage + 10);
    expect(new Set(found).size).toBe(found.length);
    expect(asked[0]).toBe(5);
    expect(Math.max(...asked)).toBe(5);
    const page = (await see(lead)).html;
    expect(page).toMatch(/thing 70[\s\S]+29 more like this[\s\S]+thing 69/);
    expect(page).toMatch(/<time datetime="[^"]+T[^"]+">\d\d:\d\d<\/time> <\/span>[\s\S]*thing 70/);
    for (const strange of ["entry=none'--", `entry=${newId()}`, `moment=${newId()}`, 'moment=x&entry=x'])
      expect((await see(lead, `${timeline}?${strange}`)).status).toBe(200);
  });
});

it('shows raw SQL of others nothing, and lets who only looks on write nothing', async () => {
  for (const person of [others.facilitator, await town.addAdministrator()]) {
    const { rows } = await town.database.read(await town.scopeFor(person), ({ db }) =>
      sql`select id from moment union all select id from file`.execute(db),
    );
    expect(rows).toEqual([]);
  }
  const observer = await town.scopeFor(talks.observer);
  for (const table of ['moment', 'file']) {
    const mark = sql`update ${sql.table(table)} set removed_at = app_now()`;
    const { numAffectedRows } = await town.database.change(observer, ({ db }) => mark.execute(db));
    expect(numAffectedRows).toBe(0n);
  }
  const picture = await town.house.files.readPicture(bareJpeg);
  const foreign = await town.scopeFor(others.facilitator);
  const { addFile } = await import('../../platform/files/files.ts');
  await expect(
    town.house.files.keep(picture, (kept) =>
      town.database.change(foreign, (tx) => addFile(tx, talks.id, kept)),
    ),
  ).rejects.toThrow(/row-level security/);
});
