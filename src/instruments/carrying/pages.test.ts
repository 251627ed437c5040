import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changed } from '../../platform/carrying/testing.ts';
import { newId } from '../../platform/id.ts';
import { erase } from '../../platform/personal/erased.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { putOutIn } from '../public-page/testing.ts';
import { settleRounds } from '../rounds/testing.ts';
import { packed } from './testing.ts';

let from: TestTown;
let to: TestTown;
let talks: FoundedPartnership;
let file: string;
let administrator: string;
const imports = '/settings/partnership-imports';

beforeAll(async () => {
  from = await openTestTown();
  to = await openTestTown();
  talks = await foundPartnership(from);
  await settleRounds(from, talks);
  await from.post(`/partnerships/${talks.id}/to-dos`, toDo(), { as: talks.facilitator });
  // Those whom a proven address shows to be the same come in by it.
  for (const person of [talks.facilitator, talks.partners[0]!.lead]) await from.get('/desk', { as: person });
  file = await packed(from, talks.id);
  administrator = await to.addAdministrator();
}, 120_000);
afterAll(async () => {
  await to.close();
  await from.close();
});

const toDo = () => ({ text: 'Taste the soup', owner: `person:${talks.facilitator}`, due: '1.6.2030' });
const sent = async (path = file) =>
  new File([new Uint8Array(await readFile(path))], 'talks.zip', { type: 'application/zip' });
const waiting = () => readdir(join(to.house.config.dataFolder, 'arriving')).catch(() => []);
async function send(path?: string, locale: 'en' | 'de' = 'en') {
  return to.post(imports, { file: await sent(path) }, { as: administrator, locale });
}
const once = async (path: string) => {
  await expect
    .poll(async () => (await to.get(path, { as: administrator })).headers.get('refresh'))
    .toBeNull();
  return to.get(path, { as: administrator });
};

describe('taking a partnership along', () => {
  it('is offered beside the overview to who facilitates and who answers for a partner, and to nobody else', async () => {
    const at = `/partnerships/${talks.id}`;
    for (const as of [talks.facilitator, talks.partners[0]!.lead]) {
      expect((await from.get(at, { as })).html).toContain(`${at}/export`);
      const { html } = await from.get(`${at}/export`, { as });
      expect(html).toContain('Not in the file');
      expect(html).toContain(`href="${at}/export/file"`);
    }
    const member = await talks.join('Member', 'member', talks.partners[0]!.id);
    for (const as of [member, talks.observer]) {
      const { html } = await from.get(at, { as });
      expect(html).not.toContain(`${at}/export`);
      expect(html).toContain('can download this partnership as a file. Ask one of them.');
    }
  });

  it('is one file, under the name of the partnership, that no cache keeps; also once it has ended', async () => {
    const at = `/partnerships/${talks.id}`;
    await from.post(`${at}/end`, {}, { as: talks.facilitator });
    const { status, headers, html } = await from.get(`${at}/export/file`, { as: talks.partners[1]!.lead });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/zip');
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="Canteen-Talks-\d{4}-\d\d-\d\d\.zip"$/,
    );
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(html.startsWith('PK')).toBe(true);
    expect(html).toContain('timeline.md');
    await from.post(`${at}/resumption`, {}, { as: talks.facilitator });
  });
});

describe('bringing one in', () => {
  let arrival: string;

  it('says what is wrong with a file beside the field, and keeps none of it', async () => {
    const nothing = await to.post(imports, {}, { as: administrator });
    expect(nothing.html).toContain('Choose the file');
    const foreign = await to.post(
      imports,
      { file: new File(['not a zip'], 'x.zip', { type: 'application/zip' }) },
      { as: administrator },
    );
    expect(foreign.status).toBe(422);
    expect(foreign.html).toContain('This is no zip file, or it is damaged.');
    const tampered = await changed(
      file,
      (parts) => parts.set('timeline.md', Buffer.from('x')),
      'by accident',
    );
    expect((await send(tampered, 'de')).html).toContain('nicht so, wie er geschrieben wurde: timeline.md.');
    expect((await send(await packed(from, talks.id, 'shared'))).html).toContain(
      'This file holds only what all',
    );
    expect(await waiting()).toEqual([]);
  });

  it('shows first what it would bring, and changes nothing', async () => {
    const { status, location } = await send();
    expect(status).toBe(303);
    arrival = location!;
    const { html } = await to.get(arrival, { as: administrator });
    expect(html).toContain('Bring in “Canteen Talks”?');
    expect(html).toContain('Written by Testby on');
    expect(html).toContain('4 partners: ');
    for (const name of ['Food Office', 'Harvest group', 'Canteens Ltd', 'Neighbours'])
      expect(html).toContain(name);
    expect(html).toContain('Nobody who takes part has an account here');
    expect(html).toContain('5 people come in without an account here');
    expect(html).toContain('What does not come');
    expect((await to.database.outer.query('select from partnership')).rowCount).toBe(0);
    expect((await to.get(imports, { as: administrator })).html).toContain('looked at');
  });

  it('counts who has an account with a proven address', async () => {
    const name = `Facilitator ${talks.id.slice(-6)}`;
    // One with the address alone has proven nothing.
    const account = await to.addPerson(name);
    expect((await to.get((await send()).location!, { as: administrator })).html).toContain(
      'Nobody who takes part has an account',
    );
    await to.get('/desk', { as: account });
    const { html } = await to.get((await send()).location!, { as: administrator });
    expect(html).toContain('1 person has an account here with the address they have proven there');
    expect(html).toContain('4 people come in without an account here');
  });

  it('brings it in once it is told so, and says that all is as it was', async () => {
    const begun = await to.post(arrival, {}, { as: administrator });
    expect(begun.location).toBe(arrival);
    const { html } = await once(arrival);
    expect(html).toContain('“Canteen Talks” is here');
    expect(html).toContain('each chain was recomputed');
    expect((await to.database.outer.query('select from partnership')).rowCount).toBe(1);
    expect(await waiting()).not.toContain(`${arrival.split('/').at(-1)}.zip`);
    const { rows } = await to.database.outer.query(
      "select space_id, actor_id, content from journal_entry where kind = 'partnership.brought-in'",
    );
    expect(rows).toEqual([
      { space_id: to.city, actor_id: administrator, content: { from: 'http://town.test' } },
    ]);
  });

  it('shows it to who takes part, and not to the administrator who brought it in', async () => {
    const { rows } = await to.database.outer.query(
      "select id from person where name like 'Facilitator %' and login_id is not null",
    );
    const account = rows[0].id;
    const at = `/partnerships/${talks.id}`;
    expect((await to.get(at, { as: administrator })).status).toBe(404);
    expect((await to.get('/partnerships', { as: account })).html).toContain('Canteen Talks');
    for (const path of [
      '',
      '/people',
      '/rounds',
      '/texts',
      '/timeline',
      '/to-dos',
      '/roles',
      '/path',
      '/gate',
      '/edit',
      '/export',
    ])
      expect((await to.get(`${at}${path}`, { as: account })).status, path).toBe(200);
    // What was theirs there is theirs here, and what they said keeps their name.
    expect((await to.get(`${at}/to-dos`, { as: account })).html).toContain('Taste the soup');
    const { rows: own } = await to.database.outer.query('select owner_person from to_do');
    expect(own).toEqual([{ owner_person: account }]);
    const told = await to.get(`${at}/timeline`, { as: account });
    expect(told.html).not.toContain('Somebody');
  });

  it('lets everybody else in by a link that goes to the address they had, and to no other', async () => {
    await to.settle();
    expect(to.mails).toEqual([]);
    const { lead } = talks.partners[0]!;
    const { rows } = await from.database.outer.query('select email from person where id = $1', [lead]);
    await to.post('/taking-part/way-in', { email: 'stranger@people.test' });
    await to.post('/taking-part/way-in', { email: rows[0].email });
    await to.settle();
    expect(to.mails.map((mail) => mail.to?.map(({ address }) => address))).toEqual([[rows[0].email]]);
    const link = /\/taking-part\/[\w.-]+/.exec(to.mails[0]!.text!)![0];
    const { cookie } = await to.post(link, {});
    expect((await to.get(`/partnerships/${talks.id}`, { cookie })).html).toContain('Canteen Talks');
    // Whose address nobody had proven there gets none.
    const second = await from.database.outer.query('select email from person where id = $1', [
      talks.partners[2]!.lead,
    ]);
    await to.post('/taking-part/way-in', { email: second.rows[0].email });
    await to.settle();
    expect(to.mails).toHaveLength(1);
  });

  it('changes nothing the second time, and says so; also where it has gone on here', async () => {
    const again = (await send()).location!;
    await to.post(again, {}, { as: administrator });
    expect((await once(again)).html).toContain('It is as in the file. Nothing was changed.');
    const { rows } = await to.database.outer.query(
      "select id from person where name like 'Facilitator %' and login_id is not null",
    );
    await to.post(
      `/partnerships/${talks.id}/to-dos`,
      { text: 'Go on', owner: `person:${rows[0].id}`, due: '1.6.2030' },
      { as: rows[0].id },
    );
    const ahead = (await send()).location!;
    await to.post(ahead, {}, { as: administrator });
    expect((await once(ahead)).html).toContain('It has gone on here since the file was written.');
  });

  it('refuses a file that knows more, and one that went another way', async () => {
    const other = await foundPartnership(from, { name: 'Street Repair' });
    const record = (town: TestTown, kind: string) =>
      town.database.system(async (tx) => void (await tx.record({ space: other.id, kind })));
    await record(from, 'test.first');
    const first = (await send(await packed(from, other.id))).location!;
    await to.post(first, {}, { as: administrator });
    expect((await once(first)).html).toContain('“Street Repair” is here');
    await record(from, 'test.there');
    expect((await send(await packed(from, other.id))).html).toContain(
      'the file knows more of it than this city',
    );
    await record(to, 'test.here');
    expect((await send(await packed(from, other.id))).html).toContain('has gone another way here');
  });

  it('gives a public page another address where its own is taken, also by one that is off', async () => {
    const talksHere = await foundPartnership(to, { name: 'Public talks' });
    const there = await foundPartnership(from, { name: 'Public talks' });
    const taken = await putOutIn(to, talksHere);
    expect(await putOutIn(from, there)).toBe(taken);
    await to.post(
      `/partnerships/${talksHere.id}/public/removal`,
      { reason: 'Later' },
      { as: talksHere.partners[0]!.lead },
    );
    const came = (await send(await packed(from, there.id))).location!;
    const said = `The address of its public page is taken here. The page gets this one: ${taken}-2`;
    expect((await to.get(came, { as: administrator })).html).toContain(said);
    await to.post(came, {}, { as: administrator });
    const { html } = await once(came);
    expect(html).toContain('“Public talks” is here');
    expect(html).toContain(said);
    expect((await to.get(`${taken}-2`)).status).toBe(200);
    expect((await to.get(taken)).status).toBe(404);
  });

  it('throws a file away, and does not know one that there is not', async () => {
    const looked = (await send()).location!;
    const id = looked.split('/').at(-1);
    expect(await waiting()).toContain(`${id}.zip`);
    const { html } = await to.postAndFollow(`${looked}/dropping`, {}, { as: administrator });
    expect(html).toContain('The file was thrown away.');
    expect(await waiting()).not.toContain(`${id}.zip`);
    await to.isClosed(looked, { as: administrator });
    await to.isClosed(`${imports}/${newId()}`, { as: administrator });
  });

  it('brings nobody back who was erased here', async () => {
    const bring = async (partnership: FoundedPartnership) => {
      const came = (await send(await packed(from, partnership.id))).location!;
      await to.post(came, {}, { as: administrator });
      expect((await once(came)).html).toContain('is here');
    };
    const third = await foundPartnership(from, { name: 'Kitchen table' });
    const fourth = await foundPartnership(from, { name: 'Garden table' });
    await from.addMembership(third.observer, fourth.id, 'observer');
    await bring(third);
    expect(await erase(to.house, third.observer)).toBe(true);
    await bring(fourth);
    const { rows } = await to.database.outer.query('select from person where id = $1', [third.observer]);
    expect(rows).toEqual([]);
  });
});
