import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { addressesOf } from './store.ts';
import { beginWith, joinByLink, pathTo } from './testing-journey.ts';

let town: TestTown;
let founder: string;
beforeAll(async () => {
  town = await openTestTown({ config: { mail: undefined } });
  founder = await town.addPerson('Founder');
});
afterAll(() => town.close());

const handedOn = (html: string) =>
  [...html.matchAll(/<code>http:\/\/town\.test([^<]+)<\/code>/g)].map((match) => match[1]!);

it('where no mail goes out, whoever invites hands the links on, and nobody else sees them', async () => {
  const id = await beginWith(town, founder, { invited: ['ada@group.test', 'fritz@group.test'] });
  const people = await town.get(`${pathTo(id)}/people`, { as: founder });
  const [first, second] = handedOn(people.html);
  expect(first).toMatch(/^\/partnership-invitations\//);
  const form = { role: 'facilitator', invited: 'hanna@group.test', language: 'en', note: '' };
  const told = await town.postAndFollow(`${pathTo(id)}/invitations`, form, { as: founder });
  expect(told.html).toContain('Hand on the link');
  const [third] = handedOn(told.html).filter((link) => link !== first && link !== second);
  const hanna = await joinByLink(town, third!, { name: 'Hanna' });
  const hers = await town.get(`${pathTo(id)}/people`, { cookie: hanna.cookie });
  expect(hers.html).toContain('ada@group.test');
  expect(handedOn(hers.html)).toEqual([]);
});

it('a link that was handed on proves no address, so nothing is ever mailed to it', async () => {
  const id = await beginWith(town, founder, { invited: ['ines@group.test'] });
  const [link] = handedOn((await town.get(`${pathTo(id)}/people`, { as: founder })).html);
  const ines = await joinByLink(town, link!, { name: 'Ines', group: 'Market', kind: 'business' });
  const { rows } = await town.database.outer.query(
    "select id from person where name = 'Ines' and kind = 'guest'",
  );
  expect(await town.database.system((tx) => addressesOf(tx, [rows[0].id, founder]))).toMatchObject([
    { person: founder, guest: false },
  ]);
  const own = await town.get('/taking-part', { cookie: ines.cookie });
  expect(own.html).toContain('Your personal link');
  expect(own.html).not.toContain('Send me the link');
});
