import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsIn, type Proof } from '../../mechanisms/decision/proof.ts';
import type { TestTown } from '../../testing.ts';
import { settleEnded } from '../decisions/actions.ts';
import { endNow, idOf, inDays, propose } from '../decisions/testing.ts';
import { openTestPages, type TestPages } from './testing.ts';

let pages: TestPages;
let town: TestTown;
let at: string;
let open: string;

const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const see = async (path: string, as?: string) => said((await town.get(path, as ? { as } : {})).html);
const decide = async (title: string, text: string) => {
  const { talks, office, group } = pages;
  const form = { way: 'majority', title, text, results: 'closed', quorum: '1' };
  const path = await propose(town, talks, form, office.lead);
  const say = (stance: string, as: string, reason = '') =>
    town.post(`${path}/voice`, { version: '1', stance, reason }, { as });
  await say('yes', office.lead);
  await say('no', group.lead, 'A secret reason');
  await town.post(
    `${path}/voice`,
    { version: '1', stance: 'yes', partner: pages.silent.id, how: 'phone', on: '1.1.2020' },
    { as: talks.facilitator },
  );
  await endNow(town, idOf(path));
  await settleEnded(town);
  return path;
};
const write = (path: string, form: Record<string, string>) =>
  town.post(
    `${path}/outcome`,
    { text: 'Plants first.', review: inDays(90), ...form },
    { as: pages.office.lead },
  );

beforeAll(async () => {
  pages = await openTestPages();
  town = pages.town;
  open = await pages.putOutByAll({});
  at = await decide('More plants', 'Every second dish.');
}, 120_000);
afterAll(() => town.close());

describe('row 64: public where that was chosen', () => {
  const register = () => `${open}/decisions`;
  const one = () => `${register()}/${idOf(at)}`;
  const name = (yes: string, as: string) => town.post(`${pages.base}/names`, { yes }, { as });

  it('nothing is public by itself, neither on the page nor for raw SQL', async () => {
    await write(at, {});
    expect(await see(register())).toContain('Nothing is shown here.');
    expect((await town.get(one())).status).toBe(404);
    expect(await see(open)).not.toContain('What was decided');
    const { rows } = await town.database.read(
      await town.scopeFor(await town.addPerson('Anybody')),
      ({ db }) => sql`select 1 from public_decisions(${pages.talks.id})`.execute(db),
    );
    expect(rows).toEqual([]);
  });

  it('everybody reads the proposal, what was decided, heads, and names only of those that are named', async () => {
    expect((await write(at, { open: 'yes' })).status).toBe(303);
    await town.settle();
    expect(await see(open)).toContain('What was decided');
    expect(await see(register())).toMatch(/More plants.*Plants first\./);
    expect(await see(register())).toContain('one partner saw it otherwise');
    const page = await see(one());
    expect(page).toContain('Every second dish.');
    expect(page).toContain('3 of 3 partners have spoken.');
    for (const secret of ['A secret reason', 'Harvest group', 'Lead of']) expect(page).not.toContain(secret);
    await name('yes', pages.group.lead);
    expect(await see(one())).toContain('Among them: Harvest group.');
    await name('no', pages.group.lead);
    expect(await see(one())).not.toContain('Harvest group');
    expect(await see(`/partnerships/${pages.talks.id}/timeline`, pages.talks.observer)).toContain(
      'showed to everybody what was decided: More plants',
    );
  });

  it('is searched, followed by a feed, and proved to anybody', async () => {
    expect(await see(`${register()}?q=SECOND+dish`)).toContain('More plants');
    expect(await see(`${register()}?q=meat`)).toContain('Nothing fits.');
    expect((await town.get(`${register()}/feed.atom`)).html).toContain('<title>More plants</title>');
    const { html } = await town.get(`${one()}/proof.json`);
    const proof = JSON.parse(html) as Proof;
    expect(faultsIn(proof)).toEqual([]);
    expect(proof.words).toMatchObject({ decided: 'Plants first.', sides: { for: 2, against: 1 } });
    expect(html, 'nobody is named in it').not.toContain(pages.office.lead);
  });

  it('says when something else holds, and where that is if it is shown as well', async () => {
    const again = { because: 'It snowed', text: 'All dishes.', day: inDays(9), time: '12:00' };
    const newer = (await town.post(`${at}/reopening`, again, { as: pages.office.lead })).location!;
    await town.post(`${newer}/voice`, { version: '1', stance: 'yes' }, { as: pages.office.lead });
    await endNow(town, idOf(newer));
    await settleEnded(town);
    expect(await see(one())).toContain('It holds no longer');
    expect((await town.get(one())).html).not.toContain(idOf(newer));
    await write(newer, { text: 'All of them.', open: 'yes' });
    expect((await town.get(one())).html).toContain(`${register()}/${idOf(newer)}`);
  });

  it('is taken off again with a trace, by who steers alone, and goes with the whole page', async () => {
    const takeOff = (as: string) => town.post(`${at}/taking-off`, {}, { as });
    expect((await takeOff(pages.group.lead)).status).toBe(403);
    const raw = await town.database
      .change(await town.scopeFor(pages.group.lead), async ({ db }) => {
        await sql`insert into decision_publication (id, space_id, decision_id, open, by_person)
          values (gen_random_uuid(), ${pages.talks.id}, ${idOf(at)}, false, ${pages.group.lead})`.execute(db);
      })
      .catch((error) => (error as { code?: string }).code);
    expect(raw).toBe('42501');
    expect((await takeOff(pages.office.lead)).status).toBe(303);
    expect((await town.get(one())).status).toBe(404);
    expect((await town.get(`${one()}/proof.json`)).status).toBe(404);
    await town.settle();
    expect(await see(`/partnerships/${pages.talks.id}/timeline`, pages.talks.observer)).toContain(
      'took off the public page what was decided: More plants',
    );
    await write(at, { open: 'yes' });
    expect((await town.get(one())).status).toBe(200);
    const off = { reason: 'We pause' };
    await town.post(`${pages.base}/removal`, off, { as: pages.office.lead });
    expect((await town.get(one())).status).toBe(404);
  });
});
