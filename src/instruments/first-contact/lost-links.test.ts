import { expect, it } from 'vitest';
import { guest, inSettledTown, newMails, people, plan, sendAsGuest, town, writeAsGuest } from './testing.ts';

inSettledTown();

const linksIn = (text: string | undefined) =>
  [...(text ?? '').matchAll(/https?:\/\/town\.test(\S+)/g)].map(([, path]) => path!);

it('mails the links to all that was asked from an address, and says the same to every address', async () => {
  const first = await sendAsGuest(town, 'streets');
  await newMails(town);
  const held = await sendAsGuest(town, 'streets', {
    title: 'Look at these',
    want: 'https://a.test https://b.test https://c.test',
  });
  await newMails(town);
  expect((await town.post('/links/requests', { email: 'ada at home' })).status).toBe(422);
  for (const email of [guest.email.toUpperCase(), 'nobody@guest.test', 'streets.contact@people.test']) {
    const { html } = await town.postAndFollow('/links/requests', { email });
    expect(html).toContain('a mail with their links is on its way there');
  }
  const sent = () => town.settle().then(() => town.mails.length);
  await expect.poll(sent, { timeout: 10_000 }).toBe(1);
  const mail = (await newMails(town)).to(guest.email);
  expect(mail.subject, 'administrators see the list of mails').not.toContain(plan.title);
  const [request, waiting] = linksIn(mail.text);
  expect(request).toBe(first.follow);
  expect((await town.get(request!)).html).toContain(plan.title);
  expect((await town.get(waiting!)).html).toContain('Look at these');

  await town.postAndFollow(`/requests/held/${held.id}/release`, {}, { as: people.liaison.contact });
  expect((await town.get(waiting!)).location, 'once it is sent on').toContain('/links/requests/');
});

it('mails so many, and no more', async () => {
  const send = () => town.post('/links/requests', { email: 'somebody@guest.test' });
  for (let n = 0; n < 5; n += 1) expect((await send()).status).toBe(303);
  expect((await send()).status).toBe(429);
});

it('is found from where one signs in, and from where those come in who take part by link', async () => {
  for (const path of ['/sign-in?next=%2Frequests', '/taking-part/way-in', '/links/confirmations/x'])
    expect((await town.get(path)).html, path).toContain('href="/links/requests"');
});

it('shows who sent a page that is looked at first how to follow it', async () => {
  const { id, cookie } = await writeAsGuest(town, 'streets', {
    want: 'https://a.test https://b.test https://c.test',
  });
  await town.post(`/briefs/${id}/sending`, {}, { cookie });
  const [confirming] = linksIn((await newMails(town)).to(guest.email).text);
  const answer = await town.postAndFollow(confirming!, {});
  expect(answer.html).toContain('Somebody is looking at your page');
  expect(answer.html).toContain(`href="http://town.test${confirming}"`);
  expect((await town.get(`/briefs/${id}`, { cookie })).html).toContain('The link in our mail leads');
});

it('reads back that writing is enough, before it is sent', async () => {
  const { id, cookie } = await writeAsGuest(town, 'streets', { meet: 'no', meeting: '' });
  const { html } = await town.get(`/briefs/${id}`, { cookie });
  expect(html).toContain('No, writing is enough');
  expect(html).toContain('Confirm my address by mail');
});
