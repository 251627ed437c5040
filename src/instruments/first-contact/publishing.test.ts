import { describe, expect, it } from 'vitest';
import { importCityFile } from '../../platform/import/run-import.ts';
import { asker, inSettledTown, newMails, people, plan, sendAsGuest, sendAsMember, town } from './testing.ts';

inSettledTown();

const unitPage = () => town.get('/organisations/streets');
const published = () =>
  town.database.system(({ db }) => db.selectFrom('published_request').select(['id', 'space_id']).execute());

describe('what others may read', () => {
  it('takes the asker’s word, the unit’s word and an answer, and ends when either takes it back', async () => {
    const id = await sendAsMember(town, asker, people.group.id, 'streets', { open: 'yes' });
    await town.post(`/requests/${id}/openness`, { choice: 'public' }, { as: people.streets.contact });
    expect(await published()).toEqual([]);
    await town.post(
      `/requests/${id}/acts/countered`,
      { note: 'Four planters, as a test.' },
      { as: people.streets.contact },
    );
    const [copy] = await published();
    expect((await unitPage()).html).toContain(plan.title);
    expect((await town.get('/')).html).toContain(`href="/answered/${copy!.id}"`);
    const page = await town.get(`/answered/${copy!.id}`);
    expect(page.html).toContain('Four planters, as a test.');
    expect(page.html).toContain('Mill Street Neighbours');
    expect(page.html).not.toContain('Group lead');
    await town.isClosed(`/requests/${id}`);
    await town.post(`/requests/${id}/acts/counter-accepted`, {}, { as: asker });
    expect((await town.get(`/answered/${copy!.id}`)).html).toContain(
      'Streets said yes to Mill Street Neighbours.',
    );
    await town.post(`/requests/${id}/openness`, { choice: 'private' }, { as: asker });
    expect((await town.get(`/answered/${copy!.id}`)).status).toBe(404);
    expect((await unitPage()).html).not.toContain(plan.title);
  });

  it('names no person who wrote for themselves', async () => {
    const { id, follow } = await sendAsGuest(town, 'streets', { group: '' });
    await town.post(`${follow}/openness`, { choice: 'public' });
    await town.post(`/requests/${id}/acts/accepted`, { note: 'Yes.' }, { as: people.streets.contact });
    await town.post(`/requests/${id}/openness`, { choice: 'public' }, { as: people.streets.contact });
    const copy = (await published()).find((one) => one.space_id === id)!;
    const page = await town.get(`/answered/${copy.id}`);
    expect(page.html).toContain('Somebody from the city');
    expect(page.html).not.toContain('Ada Guest');

    // Anyone may report it; only administrators see that, and may take it down.
    expect((await town.post(`/answered/${copy.id}/report`, { reason: '' })).html).toContain(
      'Write what is wrong',
    );
    const told = await town.postAndFollow(`/answered/${copy.id}/report`, {
      reason: 'It names my neighbour.',
    });
    expect(told.html).toContain('The administrators will look at it.');
    expect((await newMails(town)).to('administrator@people.test').subject).toBe('A text was reported');
    expect((await town.get('/reports', { as: people.streets.contact })).status).toBe(403);
    const reports = await town.get('/reports', { as: people.administrator });
    expect(reports.html).toContain('It names my neighbour.');
    const closing = /action="(\/reports\/[^"]+)"/.exec(reports.html)![1]!;
    expect((await town.post(closing, { closing: 'x' }, { as: people.streets.contact })).status).toBe(403);
    expect((await town.post(closing, { closing: '' }, { as: people.administrator })).html).toContain(
      'Write a note',
    );
    await town.postAndFollow(
      closing,
      { closing: 'Taken down.', takeDown: 'yes' },
      { as: people.administrator },
    );
    expect((await town.get(`/answered/${copy.id}`)).status).toBe(404);
    // … and it does not come back, whatever the two sides do.
    for (const change of [
      await town.post(`/requests/${id}/acts/done`, {}, { as: people.streets.contact }),
      await town.post(`${follow}/openness`, { choice: 'private' }),
      await town.post(`${follow}/openness`, { choice: 'public' }),
    ])
      expect(change.status, change.html).toBe(303);
    expect((await unitPage()).html).not.toContain(`/answered/`);
  });

  it('tells administrators of a report from inside a request without showing them the request', async () => {
    const id = await sendAsMember(town, asker, people.group.id, 'streets');
    await town.post(
      `/requests/${id}/report`,
      { reason: 'They threaten us.' },
      { as: people.streets.contact },
    );
    const reports = await town.get('/reports', { as: people.administrator });
    expect(reports.html).toContain('They threaten us.');
    expect((await town.get(`/requests/${id}`, { as: people.administrator })).status).toBe(404);
  });
});

describe('the liaison desk', () => {
  it('is named by administrators alone', async () => {
    expect((await town.get('/settings/liaison', { as: people.streets.contact })).status).toBe(403);
    expect(
      (await town.post('/settings/liaison', { unit: 'nobody' }, { as: people.administrator })).html,
    ).toContain('Choose an office');
    await town.postAndFollow('/settings/liaison', { unit: 'mobility' }, { as: people.administrator });
    expect((await town.get('/briefs/new')).html).toContain('Write to Mobility');
    await town.postAndFollow('/settings/liaison', { unit: 'liaison' }, { as: people.administrator });
  });
});

describe('the import', () => {
  const file = `
samvirke: 1
organisations:
  - { key: office, kind: department, name: { en: Office }, replyDays: 10 }
  - { key: other, kind: department, name: { en: Other }, replyDays: 5 }
  - { key: club, kind: community, name: { en: Club } }
people:
  - { key: chair, name: { en: Chair }, email: chair@club.test, of: club, role: lead }
  - { key: clerk, name: { en: Clerk }, email: clerk@office.test, of: office, role: contact }
  - { key: clerk-2, name: { en: Clerk Two }, email: clerk@other.test, of: other, role: contact }
liaisonDesk:
  - { key: desk, organisation: office }
requests:
  - key: one
    from: club
    by: chair
    title: { en: 'An imported plan', de: 'Ein Vorhaben' }
    want: { en: 'We want this', de: 'Wir wollen das' }
    bring: { en: 'Hands', de: 'Hände' }
    ask: { en: 'A key', de: 'Einen Schlüssel' }
    neededInDays: 30
    events:
      - { daysAgo: 20, act: sent, to: office, by: chair }
      - { daysAgo: 18, act: forwarded, to: other, by: clerk, note: { en: 'Theirs' } }
      - { daysAgo: 3, act: accepted, by: clerk-2, note: { en: 'Gladly' } }
    public: true
`;

  it('brings requests in with their past, tells nobody, and changes nothing the second time', async () => {
    expect(await importCityFile(town.house, file, { demo: false })).toMatchObject({ added: 8 });
    expect((await newMails(town)).addresses).toEqual([]);
    expect(await importCityFile(town.house, file, { demo: false })).toMatchObject({ added: 0, changed: 0 });
    const chair = await town.database.system(({ db }) =>
      db.selectFrom('person').select('id').where('email', '=', 'chair@club.test').executeTakeFirstOrThrow(),
    );
    const list = await town.get('/requests', { as: chair.id, locale: 'de' });
    expect(list.html).toContain('Ein Vorhaben');
    const page = await town.get(/href="(\/requests\/[0-9a-f-]{36})"/.exec(list.html)![1]!, { as: chair.id });
    expect(page.html).toContain('Other said yes.');
    expect(page.html).toContain('Office sent it on to Other');
    expect((await town.get('/organisations/other')).html).toContain('An imported plan');
    const changed = await importCityFile(town.house, file.replace("'An imported plan'", "'A changed plan'"), {
      demo: false,
    });
    expect(changed).toMatchObject({ added: 0, changed: 1 });
    expect((await town.get('/organisations/other')).html).toContain('A changed plan');
  });

  it('refuses what could not have happened', async () => {
    const before = await published();
    const impossible = file.replace('key: one', 'key: two').replace('act: accepted', 'act: done');
    await expect(importCityFile(town.house, impossible, { demo: false })).rejects.toThrow();
    expect(await published()).toEqual(before);
  });
});
