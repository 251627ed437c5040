import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { beginWith, invitationIn, joinByLink, pathTo } from './testing-journey.ts';

let town: TestTown;
let founder: string;
const organisation = newId();

beforeAll(async () => {
  town = await openTestTown();
  await town.addOrganisation(organisation, 'mill-street', {
    en: 'Mill Street Neighbours',
    de: 'Nachbarschaft Mühlenstraße',
  });
  founder = await town.addPerson('Founder', { space: organisation, role: 'lead' });
});
afterAll(() => town.close());
beforeEach(async () => {
  await town.database.outer.query('delete from rate_limit');
  town.mails.length = 0;
});

const what = { name: 'Canteen Talks', purpose: 'Meals from nearby in every canteen', place: 'Elvestad' };
const who = { as: organisation, group: '', kind: '', invited: '', language: 'de', note: '' };

describe('beginning a partnership', () => {
  it('takes three pages, and mails each of the invited in their language', async () => {
    expect((await town.get('/partnerships', { as: founder })).html).toContain(
      'You are in no partnership yet',
    );
    expect((await town.get('/partnerships/new', { as: founder })).html).toContain('Step 1 of 3');
    const first = await town.post('/partnerships', what, { as: founder });
    const id = first.location!.split('/')[2]!;
    const second = await town.get(first.location!, { as: founder });
    expect(second.html).toContain('Step 2 of 3');
    expect(second.html).toContain('Mill Street Neighbours');
    const invited = 'Ada Berg <ada@group.test>\nBo; bo@firm.test\ncleo@school.test\nADA@group.test';
    const form = { ...who, invited, note: 'We thought of you first.' };
    const third = await town.postAndFollow(`${pathTo(id)}/beginning/who`, form, { as: founder });
    expect(third.html).toContain('3 invitations');
    expect(third.html).toContain('One address stood there twice');
    expect(third.html).toContain('Das soll sich verändern:');
    expect(third.html).toContain('Send 3 invitations and begin');
    expect(town.mails, 'nothing is sent before the button').toHaveLength(0);
    const begun = await town.postAndFollow(
      `${pathTo(id)}/beginning/start`,
      { facilitator: '' },
      { as: founder },
    );
    expect(begun.html).toContain('3 invitations are on their way');
    expect(begun.html).toContain('Mill Street Neighbours');
    await town.settle();
    expect(town.mails.map((mail) => mail.to[0]!.address).sort()).toEqual([
      'ada@group.test',
      'bo@firm.test',
      'cleo@school.test',
    ]);
    const [mail] = town.mails;
    expect(mail!.subject).toBe('Einladung von Founder: Canteen Talks');
    expect(mail!.text).toContain('Founder lädt Sie zur Partnerschaft „Canteen Talks“ ein');
    expect(mail!.text).toContain('Meals from nearby in every canteen');
    expect(mail!.text).toContain('We thought of you first.');
    expect(mail!.html).not.toMatch(/<img|<style|utm_/);
    expect((await town.get('/partnerships', { as: founder })).html).toContain('3 invited');
  });

  it('keeps a draft that only its founder sees, on their desk, and lets them throw it away', async () => {
    const other = await town.addPerson(`Other ${newId()}`);
    const administrator = await town.addAdministrator(`Admin ${newId()}`);
    const { location } = await town.post(
      '/partnerships',
      { ...what, name: 'Secret beginning', purpose: '', later: 'yes' },
      { as: founder },
    );
    expect(location).toBe('/desk');
    const desk = await town.get('/desk', { as: founder });
    expect(desk.html).toContain('Begin: Secret beginning');
    const id = /href="\/partnerships\/([0-9a-f-]{36})"/.exec(desk.html)![1]!;
    expect((await town.get(pathTo(id), { as: founder })).location).toBe(`${pathTo(id)}/beginning/what`);
    for (const as of [other, administrator]) {
      for (const page of ['', '/beginning/what', '/people']) await town.isClosed(pathTo(id) + page, { as });
    }
    const { rows } = await town.database.outer.query('select count(*) from mail');
    expect(Number(rows[0].count)).toBe(3);
    const gone = await town.postAndFollow(`${pathTo(id)}/removal`, {}, { as: founder });
    expect(gone.html).toContain('The draft is gone');
    expect(gone.html).not.toContain('Secret beginning');
    expect((await town.get('/partnerships', { as: founder })).html).not.toContain('Secret beginning');
    await town.isClosed(pathTo(id), { as: founder });
  });

  it('names each line that cannot be read, and loses nothing', async () => {
    const { location } = await town.post('/partnerships', what, { as: founder });
    const invited = 'Ada <ada@group.test>\nno address here\nbo@\nCleo; cleo@school.test';
    const answer = await town.post(location!, { ...who, invited, note: 'A word' }, { as: founder });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('Line 2: “no address here”');
    expect(answer.html).toContain('Line 3: “bo@”');
    expect(answer.html).toContain('The other 2 addresses are fine');
    expect(answer.html).toContain('Cleo; cleo@school.test');
    expect(answer.html).toContain('A word');
    const later = await town.post(location!, { ...who, invited, later: 'yes' }, { as: founder });
    expect(later.location, 'a draft may hold anything').toBe('/desk');
    expect((await town.get(location!, { as: founder })).html).toContain('no address here');
    const id = location!.split('/')[2]!;
    expect((await town.get(`${pathTo(id)}/beginning/start`, { as: founder })).location).toBe(
      `${pathTo(id)}/beginning/who`,
    );
  });

  it('says what is missing, and that one’s own address need not be invited', async () => {
    const empty = await town.post('/partnerships', { name: ' ', purpose: '' }, { as: founder });
    expect(empty.html).toContain('Write a name');
    expect(empty.html).toContain('Write what should be different');
    const { location } = await town.post('/partnerships', what, { as: founder });
    const asked = await town.get(location!, { as: founder });
    expect(asked.html).toContain('Name of your group<');
    const group = await town.post(location!, { ...who, as: 'group' }, { as: founder });
    expect(group.html).toContain('Write the name of the group');
    expect(group.html).toContain('Choose what kind it is');
    const foreign = await town.post(location!, { ...who, as: newId() }, { as: founder });
    expect(foreign.html).toContain('Choose for whom you speak');
    await town.post(location!, { ...who, invited: 'founder@people.test' }, { as: founder });
    const own = await town.post(`${location!.replace('who', 'start')}`, {}, { as: founder });
    expect(own.html).toContain('Leave out your own address');
  });

  it('begins once, however often the form comes', async () => {
    const { location } = await town.post('/partnerships', what, { as: founder });
    const id = location!.split('/')[2]!;
    await town.post(location!, { ...who, invited: 'twice@group.test' }, { as: founder });
    const form = { facilitator: '', _once: newId() };
    const start = `${pathTo(id)}/beginning/start`;
    const sent = await Promise.all([1, 2, 3].map(() => town.post(start, form, { as: founder })));
    expect(sent.map((one) => [one.status, one.location])).toEqual(Array(3).fill([303, pathTo(id)]));
    const again = await town.post(start, { facilitator: '' }, { as: founder });
    expect(again.location).toBe(pathTo(id));
    await town.settle();
    expect(town.mails).toHaveLength(1);
    for (const step of ['what', 'who', 'start'])
      expect((await town.get(`${pathTo(id)}/beginning/${step}`, { as: founder })).location).toBe(pathTo(id));
  });

  it('lets one of the invited facilitate, from when they are in', async () => {
    const id = await beginWith(town, founder, {
      invited: ['cleo@school.test', 'dan@firm.test'],
      facilitator: 'cleo@school.test',
    });
    const cleo = await joinByLink(town, await invitationIn(town, 'cleo@school.test'), {
      name: 'Cleo',
      group: 'School kitchen',
      kind: 'school',
    });
    const page = await town.get(`${pathTo(id)}/people`, { cookie: cleo.cookie });
    expect(page.html).toContain('Invite partners and others');
    expect(page.html).toContain('Stop facilitating');
    const steps = /href="([^"]+\/people\/[^"/]+\/end)"/.exec(
      (await town.get(`${pathTo(id)}/people`, { as: founder })).html,
    )![1]!;
    expect((await town.get(steps, { as: founder })).html).toContain('Give up this role?');
    const left = await town.postAndFollow(steps, {}, { as: founder });
    expect(left.html).toContain('still takes part in another role');
    const overview = await town.get(pathTo(id), { as: founder });
    expect(overview.html).toContain('Facilitated by Cleo');
    expect(overview.html).not.toContain('Change name and purpose');
  });

  it('works for somebody who only facilitates, and for nobody invited yet', async () => {
    const facilitator = await town.addPerson(`Facilitator ${newId()}`);
    const id = await beginWith(town, facilitator, { as: 'none' });
    const { html } = await town.get(pathTo(id), { as: facilitator });
    expect(html).toContain('Nobody is in yet');
    expect(html).toContain('Invite those who should be in it');
  });

  it('leads back to what was kept for later without all of it', async () => {
    const first = await town.post('/partnerships', what, { as: founder });
    const id = first.location!.split('/')[2]!;
    const kept = { ...who, as: 'group', group: 'Bakers of the quay', later: 'yes' };
    await town.post(`${pathTo(id)}/beginning/who`, kept, { as: founder });
    expect((await town.get(pathTo(id), { as: founder })).location).toBe(`${pathTo(id)}/beginning/who`);
    const begun = await town.post(`${pathTo(id)}/beginning/start`, { facilitator: '' }, { as: founder });
    expect(begun.status).toBe(422);
    expect(begun.html).toContain('pages before');
  });

  it('says of a name that is too long how long it may be, and keeps what was pasted', async () => {
    const name = 'Canteens '.repeat(60).trim();
    const answer = await town.post('/partnerships', { ...what, name }, { as: founder });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('Use at most 120 characters for the name');
    expect(answer.html).toContain(`value="${name}"`);
  });

  it('by two presses sends each invitation once, and says so by either answer', async () => {
    const first = await town.post('/partnerships', what, { as: founder });
    const id = first.location!.split('/')[2]!;
    const form = { ...who, invited: 'ada@twice.test\nbo@twice.test\ncleo@twice.test' };
    await town.post(`${pathTo(id)}/beginning/who`, form, { as: founder });
    const start = { facilitator: '', _once: newId() };
    const press = () => town.post(`${pathTo(id)}/beginning/start`, start, { as: founder });
    for (const { location, cookie } of [...(await Promise.all([press(), press()])), await press()]) {
      expect(location).toBe(pathTo(id));
      expect((await town.get(pathTo(id), { as: founder, cookie })).html).toContain(
        '3 invitations are on their way',
      );
    }
    await town.settle();
    expect(town.mails).toHaveLength(3);
  });

  it('writes to an address in the language that stands behind it', async () => {
    const first = await town.post('/partnerships', what, { as: founder });
    const id = first.location!.split('/')[2]!;
    const form = { ...who, invited: 'Ada <ada@mixed.test> nl\nbo@mixed.test' };
    const read = await town.postAndFollow(`${pathTo(id)}/beginning/who`, form, { as: founder });
    expect(read.html).toContain('Nederlands');
    await town.post(`${pathTo(id)}/beginning/start`, { facilitator: '' }, { as: founder });
    await town.settle();
    const bodyTo = (address: string) =>
      town.mails.find((mail) => mail.to[0]!.address === address)!.html as string;
    expect(bodyTo('ada@mixed.test')).toContain('lang="nl"');
    expect(bodyTo('bo@mixed.test')).toContain('lang="de"');
    const more = { invited: 'cleo@mixed.test nb', role: 'lead', language: 'de', note: '' };
    expect((await town.post(`${pathTo(id)}/invitations`, more, { as: founder })).status).toBe(303);
    await town.settle();
    expect(bodyTo('cleo@mixed.test')).toContain('lang="nb"');
  });
});
