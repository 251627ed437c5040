import { expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { act, asker, inSettledTown, newMails, nextYear, people, plan, send, town } from './testing.ts';

inSettledTown();

const read = async (id: string, as: string, locale: 'en' | 'de' = 'en') =>
  (await town.get(`/requests/${id}`, { as, locale })).html;

it('the office is told what the asker brings and by when they need it', async () => {
  await send();
  const { text } = (await newMails(town)).to('streets.contact@people.test');
  expect(text).toContain(plan.bring);
  expect(text).toContain(`Needed by: 27 May ${nextYear}`);
});

it('a question back stands where it is the asker’s turn, and the button says Reply', async () => {
  const id = await send();
  await act(id, 'asked-back', { note: 'How many people come?' });
  const html = await read(id, asker);
  expect(html).toMatch(
    /Streets asks you something[\s\S]*How many people come\?[\s\S]*>Reply<[\s\S]*How it went/,
  );
  expect(html).not.toContain('Add something');
  expect(await read(id, asker, 'de')).toContain('>Antworten<');
});

it('how well it was prepared is asked once the office has answered', async () => {
  const id = await send();
  expect(await read(id, people.streets.contact)).not.toContain('How well was this prepared?');
  await act(id, 'accepted', { note: 'Gladly.' });
  expect(await read(id, people.streets.contact)).toContain('How well was this prepared?');
});

it('a request goes back to the office that had it only when that is really meant', async () => {
  const id = await send();
  const [first] = (await read(id, asker)).match(/answer promised by [^<·]+/) ?? [];
  await act(id, 'forwarded', { to: 'mobility', note: 'Theirs' });
  const mobility = people.mobility.contact;
  const form = (await town.get(`/requests/${id}/acts/forwarded`, { as: mobility })).html;
  expect(form).toMatch(/Streets \(had it until \d+ \p{L}+\)/u);
  const warned = await act(id, 'forwarded', { to: 'streets', note: 'Yours' }, mobility);
  expect(warned.status).toBe(422);
  expect(warned.html).toContain(
    'and sent it on. Does it belong there all the same? Then press “Send it on” once more',
  );
  expect(warned.html).toContain('name="back" value="streets"');
  expect(
    (await act(id, 'forwarded', { to: 'streets', note: 'Yours', back: 'streets' }, mobility)).status,
  ).toBe(303);
  expect(first).toBeDefined();
  expect((await read(id, asker)).split('How it went').at(-1)).toContain(first);
});

it('while the contact is away the request names the deputy, as the page of the office does', async () => {
  const id = await send();
  const streets = people.streets.id;
  await town.database.system(async ({ db, now }) => {
    const deputy = JSON.stringify({ role: { en: 'Planner of squares' } });
    await db.updateTable('organisation').set({ deputy }).where('id', '=', streets).execute();
    const day = now.toISOString().slice(0, 10);
    const absence = { id: newId(), space_id: streets, audience_id: null, person_id: people.streets.contact };
    await db
      .insertInto('absence')
      .values({ ...absence, from_day: day, until_day: `${nextYear}-12-20` })
      .execute();
  });
  const html = await read(id, asker);
  expect(html).toContain('Planner of squares');
  expect(html).toContain(`answers until 20 December ${nextYear}, in place of the contact`);
  expect(html).not.toContain('Head of Streets');
});
