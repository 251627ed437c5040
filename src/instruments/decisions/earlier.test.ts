import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { idOf, propose } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let lead: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  lead = talks.partners[0]!.lead;
}, 120_000);
afterAll(() => town.close());

const query = (statement: string, values: unknown[]) => town.database.outer.query(statement, values);
const see = async (path: string) =>
  (await town.get(path, { as: lead })).html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('what was said to earlier words', () => {
  it('is read with the name of each, however many there are, and of who left as well', async () => {
    await query(
      `with one as (insert into person (id, kind, name, locale)
         select gen_random_uuid(), 'person', 'Person ' || n, 'en' from generate_series(1, 600) n returning id),
       inside as (insert into membership (id, space_id, person_id, role)
         select gen_random_uuid(), $1, id, 'participant' from one)
       insert into membership (id, space_id, person_id, role) select gen_random_uuid(), $2, id, 'member' from one`,
      [talks.id, talks.partners[1]!.id],
    );
    const form = { way: 'consent', title: 'A well', text: 'One well.', voices: 'people', quorum: '0' };
    const at = await propose(town, talks, form, lead);
    const object = (reason: string, as: string) =>
      town.post(`${at}/voice`, { version: '1', stance: 'objection', reason }, { as });
    await query(
      `insert into decision_voice (id, space_id, decision_id, version, person_id, stance, locale, by_person, at)
       select gen_random_uuid(), $1, $2, 1, m.person_id, 'consent', 'en', m.person_id, app_now() - interval '1 minute'
       from membership m join person p on p.id = m.person_id where m.space_id = $3 and p.name like 'Person %'`,
      [talks.id, idOf(at), talks.partners[1]!.id],
    );
    const [peer, gone] = [
      talks.partners[1]!.lead,
      await talks.join('Leaver', 'member', talks.partners[1]!.id),
    ];
    await object('Too deep for us', gone);
    await object('Too dear for us', peer);
    await query('update membership set until = app_now() where person_id = $1', [gone]);
    await town.post(`${at}/wording`, { text: 'Two wells.', because: 'Asked for', base: '1' }, { as: lead });
    await town.post(`${at}/voice`, { version: '2', stance: 'consent' }, { as: peer });
    const page = await see(at);
    const earlier = page.slice(page.indexOf('Earlier words'));
    expect(earlier).toContain('Here is what those on this page of the list said.');
    expect(earlier).toMatch(/Lead of Harvest group \w+ : I object[^.]* Too dear for us/);
    expect(earlier).toMatch(/Leaver \w+ : I object[^.]* Too deep for us/);
    expect(earlier).toMatch(/Person \d+ : I can go along/);
    expect(earlier).not.toMatch(/(Somebody|A partner) :/);
    expect(earlier.match(/ : I can go along/g)!.length).toBeLessThan(60);
  });
});
