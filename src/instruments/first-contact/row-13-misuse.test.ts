import { describe, expect, it } from 'vitest';
import { deleteOldBriefs } from './store/mailing.ts';
import {
  asker,
  asking,
  guest,
  inSettledTown,
  linkIn,
  newMails,
  people,
  plan,
  sendAsGuest,
  sendAsMember,
  town,
  writeAsGuest,
} from './testing.ts';

inSettledTown();

describe('row 13: the first-contact brief in bad hands', () => {
  it('row 13: what looks like advertising is held back for a person to look at, without a puzzle', async () => {
    const links = 'https://a.test https://b.test https://c.test';
    const { id, follow: confirming } = await sendAsGuest(town, 'streets', { want: links });
    expect(confirming).toContain('/links/confirmations/');
    expect((await town.get(confirming)).html).toContain('Somebody is looking at your page');
    expect((await newMails(town)).addresses).toEqual(['liaison.contact@people.test', 'liaison@city.test']);
    expect((await town.get('/requests/held', { as: people.streets.contact })).status).toBe(404);
    expect((await town.get(`/requests/held/${id}`, { as: people.streets.contact })).status).toBe(404);
    expect((await town.get('/requests/held', { as: people.liaison.contact })).html).toContain(
      'It has many links.',
    );
    expect((await town.get(`/requests/held/${id}`, { as: people.liaison.contact })).html).toContain(links);
    await town.postAndFollow(`/requests/held/${id}/release`, {}, { as: people.liaison.contact });
    const released = await newMails(town);
    expect(released.addresses).toEqual([
      'ada@guest.test',
      'streets.contact@people.test',
      'streets@city.test',
    ]);
    expect((await town.get(linkIn(released.to(guest.email)))).html).toContain('Streets has it');
    expect((await town.get(`/requests/${id}`, { as: people.liaison.contact })).status).toBe(404);

    const spam = await sendAsGuest(town, 'streets', { want: links });
    await newMails(town);
    const noReason = await town.post(
      `/requests/held/${spam.id}/discard`,
      { reason: '' },
      { as: people.liaison.contact },
    );
    expect(noReason.html).toContain('Write why it is not sent on');
    await town.post(
      `/requests/held/${spam.id}/discard`,
      { reason: 'This is advertising.' },
      { as: people.liaison.contact },
    );
    const told = await newMails(town);
    expect(told.addresses).toEqual([guest.email]);
    expect(told.to(guest.email).text).toContain('This is advertising.');
  });

  it('row 13: of two who decide on a held page at once the first one counts, and the writer is told one thing', async () => {
    const { id } = await sendAsGuest(town, 'streets', {
      want: 'https://a.test https://b.test https://c.test',
    });
    await newMails(town);
    const [released, discarded] = await Promise.all([
      town.post(`/requests/held/${id}/release`, {}, { as: people.liaison.contact }),
      town.post(`/requests/held/${id}/discard`, { reason: 'Advertising.' }, { as: people.liaison.deputy }),
    ]);
    expect([released.status, discarded.status].sort()).toEqual([303, 404]);
    expect((await newMails(town)).all.filter((mail) => mail.to[0]!.address === guest.email)).toHaveLength(1);
  });

  it('row 13: an address that is confirmed in two windows at once sends one request', async () => {
    const { id, cookie } = await writeAsGuest(town, 'streets');
    await town.post(`/briefs/${id}/sending`, {}, { cookie });
    const confirming = linkIn((await newMails(town)).to(guest.email));
    const both = await Promise.all([1, 2].map(() => town.post(confirming, {})));
    for (const { location } of both) expect(location).toContain('/links/requests/');
    expect((await newMails(town)).to(guest.email).subject).toContain('Streets');
  });

  it('row 13: a page that is changed after it was sent is looked at as it is then', async () => {
    const { id, cookie } = await writeAsGuest(town, 'streets');
    await town.post(`/briefs/${id}/sending`, {}, { cookie });
    const confirming = linkIn((await newMails(town)).to(guest.email));
    const links = 'https://a.test https://b.test https://c.test';
    await town.post(`/briefs/${id}/steps/plan`, { ...plan, want: links }, { cookie });
    expect((await town.post(confirming, {})).location).toContain('/links/confirmations/');
    expect((await newMails(town)).addresses).toEqual(['liaison.contact@people.test', 'liaison@city.test']);
    expect((await town.get(`/requests/held/${id}`, { as: people.liaison.contact })).html).toContain(
      'It has many links.',
    );
  });

  it('row 13: the key of somebody else’s form tells nothing of where it led', async () => {
    const key = '0198d0e0-0000-7000-8000-00000000abcd';
    const begun = await town.post('/briefs', { _once: key, to: 'streets', ...plan });
    expect(begun.location).toContain('/links/briefs/');
    const elsewhere = await town.post('/requests/0198d0e0-0000-7000-8000-000000000000/openness', {
      _once: key,
      choice: 'public',
    });
    expect(elsewhere).toMatchObject({ status: 422, location: null });
  });

  it('row 13: of a page that is thrown away the thoughts go at once, and the rest with the old ones', async () => {
    const { id, cookie } = await writeAsGuest(town, 'streets');
    const thoughts = { power: 'They may not', tasks: 'Roads', worries: 'Noise' };
    await town.post(`/briefs/${id}/perspective`, thoughts, { cookie });
    const count = async (table: string) =>
      (await town.database.outer.query(`select count(*) as n from ${table} where id = $1`, [id])).rows[0].n;
    expect(await count('brief_private')).toBe(1);
    await town.post(`/briefs/${id}/removal`, {}, { cookie });
    expect([await count('brief_private'), await count('brief')]).toEqual([0, 0]);
    const kept = await sendAsGuest(town, 'streets');
    const later = await town.database.system(async ({ now }) => new Date(now.getTime() + 60_000));
    await town.database.system((tx) => deleteOldBriefs(tx, later));
    expect(await count('space')).toBe(0);
    expect((await town.get(kept.follow)).status).toBe(200);
  });

  it('row 13: of two steps saved at the same moment none undoes the other', async () => {
    const { id, cookie } = await writeAsGuest(town, 'streets');
    await Promise.all([
      town.post(`/briefs/${id}/steps/plan`, { ...plan, title: 'New title' }, { cookie }),
      town.post(`/briefs/${id}/steps/ask`, { ...asking, ask: 'New ask' }, { cookie }),
    ]);
    const { html } = await town.get(`/briefs/${id}`, { cookie });
    expect(html).toContain('New title');
    expect(html).toContain('New ask');
  });

  it('row 13: a page that is put aside takes no address that is none', async () => {
    const { id, cookie } = await writeAsGuest(town, 'streets');
    const typed = { ...guest, email: 'a@guest.test, b@guest.test', later: 'yes' };
    await town.post(`/briefs/${id}/steps/writer`, typed, { cookie });
    await town.post(`/briefs/${id}/sending`, {}, { cookie });
    expect((await newMails(town)).addresses).toEqual([guest.email]);
  });

  it('row 13: nobody is forwarded their own request', async () => {
    const id = await sendAsMember(town, asker, people.group.id, 'streets');
    const form = { to: people.group.slug, note: 'Yours' };
    const answer = await town.post(`/requests/${id}/acts/forwarded`, form, { as: people.streets.contact });
    expect(answer).toMatchObject({ status: 422 });
    expect(answer.html).toContain('The request comes from there');
    expect((await town.get(`/requests/${id}`, { as: people.streets.contact })).status).toBe(200);
  });

  it('row 13: what comes with the hidden field filled in makes no mail; whose browser did so sees it and goes on', async () => {
    const { id, cookie } = await writeAsGuest(town, 'streets');
    const trapped = await town.post(`/briefs/${id}/sending`, { _trap: 'buy now' }, { cookie });
    expect(trapped.status).toBe(422);
    expect(trapped.html).toContain('Empty it below and send the page again.');
    expect(trapped.html).toMatch(/<input[^>]* id="_trap"[^>]*value="buy now"/);
    expect((await newMails(town)).addresses).toEqual([]);
    expect((await town.post(`/briefs/${id}/sending`, { _trap: '' }, { cookie })).status).toBe(303);
    expect((await newMails(town)).addresses).toEqual([guest.email]);
  });

  it('row 13: a page that is written too fast is held', async () => {
    const fast = await writeAsGuest(town, 'streets');
    await town.database.system(({ db, now }) =>
      db.updateTable('brief').set({ created_at: now }).where('id', '=', fast.id).execute(),
    );
    await town.post(`/briefs/${fast.id}/sending`, {}, { cookie: fast.cookie });
    const confirmed = await town.post(linkIn((await newMails(town)).to(guest.email)), {});
    expect(confirmed.location).toContain('/links/confirmations/');
  });

  it('row 13: nobody floods a stranger’s mailbox, or begins pages without end', async () => {
    const { id, cookie } = await writeAsGuest(town, 'streets');
    const answers: number[] = [];
    for (let n = 0; n < 7; n += 1)
      answers.push((await town.post(`/briefs/${id}/sending`, {}, { cookie })).status);
    expect(answers).toEqual([303, 303, 303, 303, 303, 429, 429]);
    const begun: number[] = [];
    for (let n = 0; n < 25; n += 1)
      begun.push((await town.post('/briefs', { to: 'streets', ...plan })).status);
    expect(begun.filter((status) => status === 303).length).toBeLessThanOrEqual(20);
    expect(begun.at(-1)).toBe(429);
  });

  it('row 13: a corrected address makes the mail to the wrong one worthless', async () => {
    const { id, cookie } = await writeAsGuest(town, 'streets', { email: 'typo@guest.test' });
    await town.post(`/briefs/${id}/sending`, {}, { cookie });
    const wrong = linkIn((await newMails(town)).to('typo@guest.test'));
    await town.post(`/briefs/${id}/steps/writer`, { ...guest }, { cookie });
    expect((await town.get(wrong)).status).toBe(404);
    expect((await town.post(wrong, {})).status).toBe(404);
  });

  it('row 13: names with line breaks begin no header, and script in a text stays text', async () => {
    const script = '<script>alert(1)</script><svg/onload=alert(1)>';
    const { follow } = await sendAsGuest(town, 'streets', {
      name: 'Ada\r\nBcc: everyone@world.test',
      group: 'Group\nSubject: other',
      title: `Title ${script}`,
      want: script,
    });
    const mails = await newMails(town);
    for (const mail of mails.all) {
      expect(mail.headers.some((header) => header.key === 'bcc')).toBe(false);
      expect(mail.html).not.toContain('<script>');
      expect(mail.subject).not.toContain('Title');
    }
    const page = await town.get(follow);
    expect(page.html).not.toContain('<script>alert');
    expect(page.html).toContain('&lt;script>');
  });
});
