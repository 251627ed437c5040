import { afterAll, beforeAll, expect, it } from 'vitest';
import { moveReading } from '../../mechanisms/discussion/store.ts';
import { erasePerson } from '../../platform/personal/erasing.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { foundPartnership } from '../partnerships/testing.ts';
import { propose } from './testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
}, 120_000);
afterAll(() => town.close());

const say = (text: string, as: string, path: string) => town.post(path, { text }, { as });

it('goes on for an account that a guest has now, and keeps what was said of who is erased, under the name that is left', async () => {
  const others = await foundPartnership(town, { name: 'Repair Café' });
  const [lead, peer] = others.partners.map((one) => one.lead!) as [string, string];
  const guest = await others.join('Gast', 'member', others.partners[1]!.id);
  const account = await others.join('Konto', 'member', others.partners[1]!.id);
  const path = await propose(town, others, { way: 'consent', title: 'A saw', text: 'One saw.' }, lead);
  await say('Once, @Gast and @Konto', lead, `${path}/talk`);
  await town.get(`${path}/talk`, { as: account });
  await say('And again, @Gast', lead, `${path}/talk`);
  await town.database.system((tx) => moveReading(tx, { partnership: others.id, guest, account }));
  const { html } = await town.get('/desk', { as: account });
  expect(html).toContain(`${path}/talk?from=2#comment-2`);
  expect(html, 'read by the account before').not.toContain(`${path}/talk?from=1#`);
  await say('Mine', peer, `${path}/talk`);
  const { rows: said } = await town.database.outer.query(
    'select id from discussion_comment where number = 3',
  );
  const id = said[0].id as string;
  await town.post(`${path}/talk/${id}`, { text: 'Mine, I say' }, { as: peer });
  await town.database.outer.query('update person set name = $2 where id = $1', [peer, 'Gone Person']);
  await town.get(`${path}/talk`, { as: peer });
  await town.database.system((tx) => erasePerson(tx, town.house, peer));
  const after = (await town.get(`${path}/talk`, { as: lead })).html;
  expect(after).toContain('Mine, I say');
  expect(after).not.toContain('Gone Person');
  const { rows } = await town.database.outer.query('select id from discussion_read where audience_id = $1', [
    peer,
  ]);
  expect(rows).toEqual([]);
  const { rows: earlier } = await town.database.outer.query(
    'select p.kind from discussion_earlier e join person p on p.id = e.by_person where e.comment_id = $1',
    [id],
  );
  expect(earlier).toEqual([{ kind: 'former' }]);
});
