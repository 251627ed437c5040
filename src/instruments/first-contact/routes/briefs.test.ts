import { expect, it } from 'vitest';
import { newId } from '../../../platform/id.ts';
import { asking, inSettledTown, newMails, people, plan, town, writeAsGuest } from '../testing.ts';

inSettledTown();

it('what is put aside may be unfinished, but no longer than what is sent', async () => {
  const { id, cookie } = await writeAsGuest(town, 'streets');
  const aside = (step: string, form: Record<string, string>) =>
    town.post(`/briefs/${id}/steps/${step}`, { later: 'yes', ...form }, { cookie });
  expect((await aside('plan', { title: '', want: 'x'.repeat(4_000) })).status).toBe(303);
  for (const [step, field, length] of [
    ['plan', 'title', 141],
    ['plan', 'want', 4_001],
    ['ask', 'meeting', 2_001],
    ['writer', 'name', 121],
  ] as const) {
    const refused = await aside(step, { [field]: 'x'.repeat(length) });
    expect(refused.status, field).toBe(422);
    expect(refused.html, 'nothing typed is lost').toContain('x'.repeat(length));
  }
  expect((await town.post('/briefs', { later: 'yes', to: 'streets', title: 'x'.repeat(141) })).status).toBe(
    422,
  );
});

it('a page sent twice with the same form leads twice to the same place, also when the first answer was lost', async () => {
  const { id, cookie } = await writeAsGuest(town, 'streets');
  const twice = { _once: newId() };
  const guests = await Promise.all([1, 2].map(() => town.post(`/briefs/${id}/sending`, twice, { cookie })));
  expect(guests.map((answer) => answer.location)).toEqual([`/briefs/${id}`, `/briefs/${id}`]);
  expect((await newMails(town)).addresses).toHaveLength(1);

  const as = await town.addPerson('Resident');
  const begun = await town.post('/briefs', { to: 'streets', ...plan }, { as });
  const own = begun.location!.split('/')[2]!;
  await town.post(`/briefs/${own}/steps/ask`, { ...asking }, { as });
  await town.post(`/briefs/${own}/steps/writer`, { language: 'en' }, { as });
  const once = { _once: newId() };
  const sent = await Promise.all([1, 2].map(() => town.post(`/briefs/${own}/sending`, once, { as })));
  expect(sent.map((answer) => answer.location)).toEqual([`/requests/${own}`, `/requests/${own}`]);
  expect((await town.post(`/briefs/${own}/sending`, once, { as })).location).toBe(`/requests/${own}`);
  expect((await town.get(`/briefs/${own}`, { as })).location).toBe(`/requests/${own}`);
  expect((await town.get(`/briefs/${own}`, { as: people.stranger })).status).toBe(404);
});
