import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typedDay } from '../../platform/i18n/dates.ts';
import { addDays, dayOf } from '../../platform/working-days.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { comeInByLink, takeOver } from '../partnerships/testing-journey.ts';
import { listSpacesDue } from './store.ts';

let town: TestTown;
let talks: FoundedPartnership;
let home: string;
let lead: string;
let peer: string;
let reach: string;

/** A day as it is typed, so many days from now by the clock of the town. */
async function inDays(days: number): Promise<string> {
  return typedDay(await town.inDays(days));
}

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  home = `/partnerships/${talks.id}/benefits`;
  lead = talks.partners[0]!.lead;
  peer = talks.partners[1]!.lead;
});
afterAll(() => town.close());

async function whole(more: Record<string, string> = {}): Promise<Record<string, string>> {
  return {
    kind: 'reach',
    claim: 'People take part whom none of us reached before.',
    who: 'Families in the north of the town',
    indicator: 'Families at the table in a month',
    unit: 'families a month',
    baseline: '1,250.50',
    baselineOn: await inDays(-10),
    baselineSource: 'The list at the door',
    baselineWords: '',
    target: '2000',
    targetWords: '',
    checkOn: await inDays(30),
    checker: `person:${peer}`,
    ...more,
  };
}

async function add(more: Record<string, string> = {}, as = lead): Promise<string> {
  const { location, html } = await town.post(home, await whole(more), { as });
  expect(location, html.slice(0, 2_000)).toMatch(/benefits\/[0-9a-f-]{36}$/);
  return location!;
}

const inTables = async (id: string) =>
  (await town.database.outer.query('select baseline::text, target::text from benefit where id = $1', [id]))
    .rows[0];
const idOf = (path: string) => path.split('/').at(-1)!;
const waits = async (as: string) =>
  (await town.get('/desk', { as })).html.includes('Check: People take part');

describe('row 3: a claim with who gains, start, what shows it, target and day; checked as held or failed', () => {
  it('is offered on measures and on evaluation, and begins with a sentence of the catalogue', async () => {
    for (const [step, words] of [
      ['measures', 'Write down what it should bring'],
      ['evaluation', 'Check what it was to bring'],
    ]) {
      const { html } = await town.get(`/partnerships/${talks.id}/path/${step}`, { as: lead });
      expect(html).toContain(`href="${home}"`);
      expect(html).toContain(words);
    }
    expect((await town.get(home, { as: talks.observer })).html).toContain('Nobody has written down yet');
    const pick = await town.get(`${home}/new`, { as: lead });
    for (const kind of [
      'cost',
      'income',
      'expertise',
      'institutions',
      'strengths',
      'democracy',
      'reach',
      'lasting',
      'own',
    ])
      expect(pick.html).toContain(`href="${home}/new?of=${kind}"`);
    const form = await town.get(`${home}/new?of=reach`, { as: lead });
    expect(form.html).toContain('People take part whom none of us reached before.</textarea>');
    expect((await town.get(`${home}/new?of=own`, { as: lead })).html).toMatch(
      /name="claim"[^>]*><\/textarea>/,
    );
    expect((await town.get(`${home}/new?of=cost`, { as: lead, locale: 'de' })).html).toContain(
      'Gemeinsam kostet es jeden von uns weniger.</textarea>',
    );
  });

  it('says beside each field what is missing, and keeps what was typed', async () => {
    const empty = await town.post(home, { kind: 'own', claim: 'It lasts' }, { as: lead });
    expect(empty.status).toBe(422);
    for (const words of [
      'It lasts</textarea>',
      'Write who gains by it',
      'Write what will show it',
      'Write where you start: a number, or words below',
      'Write what you want to reach: a number, or words below',
      'Write a day, with its month and year',
      'Choose who checks it',
    ])
      expect(empty.html).toContain(words);
    const wrong = await town.post(
      home,
      await whole({
        baseline: 'many',
        target: '12',
        unit: '',
        checkOn: await inDays(-1),
      }),
      { as: lead },
    );
    for (const words of [
      'Write a number, for example',
      'value="many"',
      'Write in which unit the number is',
      'Choose a day that is still to come',
    ])
      expect(wrong.html).toContain(words);
    const sourceless = await town.post(
      home,
      await whole({ baselineOn: await inDays(3), baselineSource: '' }),
      { as: lead },
    );
    expect(sourceless.html).toContain('Write a day that has been');
    expect(sourceless.html).toContain('Write where the number comes from');
    const stranger = await town.addPerson('Stranger');
    const foreign = await town.post(home, await whole({ checker: `person:${stranger}` }), { as: lead });
    expect(foreign.html).toContain('Choose who checks it');
  });

  it('keeps numbers exactly as they were measured, and reads them in the language of the reader', async () => {
    reach = await add();
    expect(await inTables(idOf(reach))).toEqual({ baseline: '1250.50', target: '2000' });
    const { html } = await town.get(reach, { as: talks.observer });
    expect(html).toContain('1,250.50 families a month');
    expect(html).toContain('The list at the door');
    expect((await town.get(reach, { as: lead, locale: 'de' })).html).toContain('1.250,50 families a month');
    const exact = await add({ baseline: '0.1', target: '123456789012345.123456', claim: 'Exactly so' });
    expect(await inTables(idOf(exact))).toEqual({ baseline: '0.1', target: '123456789012345.123456' });
    expect((await town.get(exact, { as: lead })).html).toContain('123,456,789,012,345.123456');
    await town.post(`${exact}/removal`, {}, { as: lead });
  });

  it('can be in words alone, with a partner that names somebody later', async () => {
    const words = await add({
      kind: 'lasting',
      claim: 'It goes on after the election.',
      baseline: '',
      baselineOn: '',
      baselineSource: '',
      baselineWords: 'One person holds it all',
      unit: '',
      target: '',
      targetWords: 'Three people know how',
      checkOn: await inDays(400),
      checker: `partner:${talks.partners[2]!.id}`,
    });
    const { html } = await town.get(words, { as: peer });
    for (const shown of [
      'One person holds it all',
      'Three people know how',
      'Canteens Ltd, nobody named yet',
    ])
      expect(html).toContain(shown);
  });

  it('is changed until the first check by whoever contributes; what it said stays', async () => {
    expect((await town.get(`${reach}/edit`, { as: talks.observer })).status).toBe(403);
    const form = await town.get(`${reach}/edit`, { as: peer });
    expect(form.html).toContain('value="1250.50"');
    const changed = await town.postAndFollow(`${reach}/edit`, await whole({ target: '1,800.5' }), {
      as: peer,
    });
    expect(changed.html).toContain('1,800.5 families a month');
    expect(changed.html).toMatch(/What it said before[\s\S]+2,000 families a month/);
    const { rows } = await town.database.outer.query(
      `select said->>'target' as target from benefit_earlier where benefit_id = $1`,
      [idOf(reach)],
    );
    expect(rows).toEqual([{ target: '2000' }]);
  });

  it('is taken back and put back, each of it once', async () => {
    const back = await town.postAndFollow(`${reach}/removal`, {}, { as: peer });
    expect(back.html).toContain('Put it back');
    expect((await town.get(home, { as: lead })).html).not.toContain('People take part whom');
    const again = await Promise.all([1, 2].map(() => town.post(`${reach}/return`, {}, { as: lead })));
    expect(again.map(({ status }) => status)).toEqual([303, 303]);
    expect((await town.get(home, { as: lead })).html).toContain('People take part whom');
    await town.settle();
    const { rows } = await town.database.outer.query(
      `select kind from journal_entry where subject_id = $1 order by at, id`,
      [idOf(reach)],
    );
    expect(rows.map(({ kind }) => kind)).toEqual([
      'benefit.added',
      'benefit.changed',
      'benefit.removed',
      'benefit.returned',
    ]);
  });

  it('waits on the desk of who checks from a week before its day, and of nobody else', async () => {
    const day = await town.database.system(async ({ now }) => addDays(dayOf(now, 'Europe/Oslo'), 30));
    const due = (firstDay: string, lastDay: string) =>
      town.database.system((tx) => listSpacesDue(tx, { from: tx.now, until: tx.now, firstDay, lastDay }));
    expect(await due(day, day)).toEqual([talks.id]);
    expect(await due(addDays(day, -5), addDays(day, -1))).toEqual([]);
    expect(await waits(peer)).toBe(false);
    await town.moveTime('22 days');
    expect(await waits(peer)).toBe(false);
    await town.moveTime('1 day');
    expect(await waits(peer)).toBe(true);
    expect(await waits(lead)).toBe(false);
    await town.moveTime('7 days');
    expect(await waits(peer)).toBe(true);
    expect((await town.get(reach, { as: peer })).html).toContain('Time to check it');
  });

  it('is checked with what was measured, what shows it, and what was learnt', async () => {
    const page = await town.get(reach, { as: peer });
    const seen = {
      seen: /name="seen" value="(\d+)"/.exec(page.html)![1]!,
      version: /name="version" value="(\d+)"/.exec(page.html)![1]!,
    };
    expect(seen).toEqual({ seen: '0', version: '2' });
    const wrong = await town.post(
      `${reach}/checks`,
      { ...seen, verdict: 'partly', learnt: 'Bring a cook' },
      { as: peer },
    );
    expect(wrong.status).toBe(422);
    for (const words of ['Write what was measured', 'Write what shows it', 'Bring a cook</textarea>'])
      expect(wrong.html).toContain(words);
    expect(
      (await town.post(`${reach}/checks`, { ...seen, verdict: 'held' }, { as: talks.observer })).status,
    ).toBe(403);
    const check = {
      ...seen,
      verdict: 'partly',
      measured: '1,560.75',
      evidence: 'Counted at the door on 30 evenings',
      learnt: 'Bring a cook who speaks Somali',
      againOn: await inDays(60),
    };
    const done = await town.postAndFollow(`${reach}/checks`, check, { as: peer });
    for (const words of [
      'Held in part',
      '1,560.75 families a month',
      '310.25 families a month',
      'Counted at the door on 30 evenings',
      'Bring a cook who speaks Somali',
    ])
      expect(done.html).toContain(words);
    expect(await waits(peer)).toBe(false);
    const late = await town.post(`${reach}/checks`, { ...check, verdict: 'held' }, { as: lead });
    expect(late.status).toBe(422);
    expect(late.html).toContain('Somebody else has checked it meanwhile');
  });

  it('stands as it was claimed from then on, past the pages too', async () => {
    const refused = await town.post(`${reach}/edit`, await whole({ target: '1' }), { as: lead });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('what was claimed stays as it is');
    expect((await town.post(`${reach}/removal`, {}, { as: lead })).html).toContain(
      'what was claimed stays as it is',
    );
    const { html } = await town.get(reach, { as: lead });
    expect(html).not.toContain(`${reach}/edit`);
    expect(html).not.toContain('Take it back');
    const forged = await town.database.change(await town.scopeFor(lead), async ({ db }) =>
      db.updateTable('benefit').set({ target: '1' }).where('id', '=', idOf(reach)).executeTakeFirst(),
    );
    expect(forged.numUpdatedRows).toBe(0n);
  });

  it('comes up again on the day it said, and the latest check counts, with all before it', async () => {
    await town.moveTime('60 days');
    expect(await waits(peer)).toBe(true);
    const check = {
      seen: '1',
      version: '2',
      verdict: 'failed',
      measured: '1,100',
      evidence: 'Counted again',
      measuredWords: '',
    };
    const done = await town.postAndFollow(`${reach}/checks`, check, { as: lead });
    expect(done.html).toMatch(
      /Did not hold,[\s\S]+-150.50 families a month[\s\S]+Held in part,[\s\S]+310.25/,
    );
    expect(await waits(peer)).toBe(false);
  });

  it('is listed by state with counts, a part at a time', async () => {
    const { html } = await town.get(home, { as: talks.observer });
    for (const words of ['All (2)', 'Not checked yet (1)', 'Did not hold (1)']) expect(html).toContain(words);
    expect(html).not.toContain('Held in part (');
    const failed = await town.get(`${home}?state=failed`, { as: lead });
    expect(failed.html).toContain('People take part whom');
    expect(failed.html).not.toContain('after the election');
    for (let n = 0; n < 53; n += 1) await add({ claim: `One of many ${n}` });
    const first = await town.get(`${home}?state=open`, { as: lead });
    const next = /href="([^"]+after=[^"]+)" rel="next"/.exec(first.html)![1]!.replaceAll('&amp;', '&');
    const second = await town.get(next, { as: lead });
    const claims = (page: string) =>
      [...page.matchAll(/One of many \d+|after the election/g)].map(([claim]) => claim);
    const all = [...claims(first.html), ...claims(second.html)];
    expect([claims(first.html).length, claims(second.html).length, new Set(all).size]).toEqual([50, 4, 54]);
    expect(second.html).not.toContain('rel="next"');
  });

  it('begins the step of measures, and once checked that of evaluation; it is told and found', async () => {
    const words = 'What it should bring, and what it brought';
    expect((await town.get(home, { as: lead })).html).toMatch(new RegExp(`<h1[^>]*>${words}<`));
    for (const step of ['measures', 'evaluation']) {
      const { html } = await town.get(`/partnerships/${talks.id}/path/${step}`, { as: lead });
      expect(html).toContain('data-state="begun"');
      expect(html).toMatch(new RegExp(`href="${home}"[^>]*>${words}`));
    }
    await town.settle();
    const timeline = await town.get(`/partnerships/${talks.id}/timeline`, { as: lead, locale: 'nb' });
    expect(timeline.html).toContain('skrev ned hva det skal gi: «One of many 52»');
    expect((await town.get('/search?q=Somali', { as: peer })).html).toContain(`href="${reach}"`);
    const stranger = await town.addPerson('Another stranger');
    expect((await town.get('/search?q=Somali', { as: stranger })).html).not.toContain(reach);
    for (const path of [home, reach, `${home}/new`])
      expect((await town.get(path, { as: stranger })).status).toBe(404);
  });
});

describe('who checks goes', () => {
  it('and it waits for the facilitators and for who answers for the partner', async () => {
    const other = await foundPartnership(town, { name: 'Street Repair' });
    const partner = other.partners[0]!;
    const helper = await other.join('Helper', 'member', partner.id);
    const form = await whole({
      claim: 'Streets last longer',
      checkOn: await inDays(5),
      checker: `person:${helper}`,
    });
    const path = (await town.post(`/partnerships/${other.id}/benefits`, form, { as: partner.lead }))
      .location!;
    expect((await town.get('/desk', { as: helper })).html).toContain('Check: Streets last longer');
    await town.database.outer.query('update membership set until = app_now() where person_id = $1', [helper]);
    for (const as of [partner.lead, other.facilitator])
      expect((await town.get('/desk', { as })).html).toContain('Nobody checks: Streets last longer');
    expect((await town.get('/desk', { as: other.partners[1]!.lead })).html).not.toContain(
      'Streets last longer',
    );
    expect((await town.get(path, { as: partner.lead })).html).toContain('has left: somebody else is wanted');
  });

  it('a guest who takes an account goes on checking', async () => {
    const place = await foundPartnership(town, { name: 'Market hall' });
    const guest = await comeInByLink(town, place.id, place.partners[0]!, 'Gus');
    const form = await whole({
      claim: 'Stalls are full',
      checkOn: await inDays(5),
      checker: `person:${guest.id}`,
    });
    await town.post(`/partnerships/${place.id}/benefits`, form, { as: place.partners[0]!.lead });
    const account = await town.addPerson('Gus with an account');
    await takeOver(town, guest, account);
    await town.settle();
    expect((await town.get('/desk', { as: account })).html).toContain('Check: Stalls are full');
  });
});
