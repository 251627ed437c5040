import { expect, it } from 'vitest';
import { asReaderOf } from '../access.ts';
import { inSettledTown, linkIn, newMails, people, sendAsGuest, town } from '../testing.ts';

inSettledTown();

it('a link from a mail to a unit opens its one request, and nothing else of the unit or its reader', async () => {
  const first = await sendAsGuest(town, 'streets');
  await newMails(town);
  const second = await sendAsGuest(town, 'streets');
  await newMails(town);
  const seen = (link: ReturnType<typeof asReaderOf>, table: 'request' | 'membership' | 'brief_private') =>
    town.database.read(link, ({ db }) => db.selectFrom(table).select(['id', 'space_id']).execute());
  const reader = { id: people.streets.contact, name: 'streets contact' };
  for (const link of [first, second].flatMap(({ id }) => [asReaderOf(id, null), asReaderOf(id, reader)])) {
    const [id] = link.opens;
    expect((await seen(link, 'request')).map((row) => row.id)).toEqual([id]);
    expect([...new Set((await seen(link, 'membership')).map((row) => row.space_id))]).toEqual([id]);
    expect(await seen(link, 'brief_private')).toEqual([]);
  }
});

it('a link sends a request on, again when it came back, and then tells where it is', async () => {
  const { id } = await sendAsGuest(town, 'streets');
  const answering = linkIn((await newMails(town)).to('streets@city.test'));
  const sendOn = (link: string, to: string) =>
    town.post(`${link}/acts/forwarded`, { to, back: to, note: 'Yours', others: 'yes' });
  expect((await sendOn(answering, 'mobility')).location).toBe('/links/answered');
  const back = linkIn((await newMails(town)).to('mobility@city.test'));
  expect((await sendOn(back, 'streets')).location).toBe('/links/answered');
  const again = linkIn((await newMails(town)).to('streets@city.test'));
  expect((await sendOn(again, 'mobility')).location).toBe('/links/answered');
  const late = await town.post(`${again}/acts/accepted`, { note: 'Yes' });
  expect(late.status).toBe(409);
  expect(late.html).toContain('Mobility');
  expect((await town.get(again)).status).toBe(404);
  const { rows } = await town.database.outer.query(
    'select count(*) as n from request_passed_on where space_id = $1',
    [id],
  );
  expect(rows[0].n).toBe(2);
});
