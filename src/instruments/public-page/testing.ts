import { expect } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { sectionsOf } from '../texts/testing.ts';
import { withPicture } from '../timeline/testing.ts';

type Founded = { id: string; partners: readonly { id: string; lead: string }[] };

/** Puts a version to the partners; tells its address. */
export async function proposeIn(
  town: TestTown,
  talks: Founded,
  form: Record<string, string | string[]>,
  as = talks.partners[0]!.lead,
): Promise<string> {
  const at = `/partnerships/${talks.id}/public`;
  const answered = await town.post(
    `${at}/versions`,
    { what: 'We cook with what grows nearby.', ...form },
    { as },
  );
  expect(answered.status, answered.html.slice(0, 3_000)).toBe(303);
  const { rows } = await town.database.outer.query(
    'select id from public_version where space_id = $1 order by number desc limit 1',
    [talks.id],
  );
  return `${at}/versions/${rows[0].id}`;
}

/** A version to which all partners with a lead say yes. Tells the address at which it is out. */
export async function putOutIn(
  town: TestTown,
  talks: Founded,
  form: Record<string, string | string[]> = {},
): Promise<string> {
  const version = await proposeIn(town, talks, form);
  for (const { lead } of talks.partners) {
    const answered = await town.post(`${version}/answers`, { answer: 'yes' }, { as: lead });
    expect(answered.status, answered.html.slice(0, 3_000)).toBe(303);
  }
  return slugOf(town, talks.id);
}

/** What a page is put together from: two partnerships with an agreed text each, and a moment, one of them with a picture. */
export async function openTestPages() {
  const town = await openTestTown();
  const organisation = newId();
  await town.addOrganisation(organisation, 'food-office', { en: 'Food Office', de: 'Ernährungsamt' });
  const talks = await foundPartnership(town, {
    partners: [
      { name: 'Food Office', kind: 'department', organisation },
      { name: 'Harvest group', kind: 'community' },
      { name: 'Silent growers', kind: 'business', people: [] },
    ],
  });
  const others = await foundPartnership(town, { name: 'Street Repair' });
  const [office, group, silent] = talks.partners as unknown as [Partner, Partner, Partner];
  const member = await talks.join('Member', 'member', group.id);
  const { document, blocks } = await agreeOnText(town, talks, 'Half of all dishes are made of plants');
  const foreign = await agreeOnText(town, others, 'Fewer holes');
  const idOf = async (table: string, space: string): Promise<string> =>
    (
      await town.database.outer.query(
        `select id from ${table} where space_id = $1 order by id desc limit 1`,
        [space],
      )
    ).rows[0].id;
  const hole = { text: 'A hole', day: '1.1.2020' };
  await town.post(`/partnerships/${others.id}/timeline`, hole, { as: others.partners[0]!.lead });
  await town.post(`/partnerships/${talks.id}/timeline`, await withPicture(), { as: office.lead });
  const silentYes = { answer: 'yes', for: 'other', partner: silent.id, how: 'visit', on: '1.3.2020' };
  return {
    ...{ town, talks, others, office, group, silent, member, organisation, document, blocks, idOf },
    base: `/partnerships/${talks.id}/public`,
    foreignBlock: foreign.blocks[0]!.id,
    moment: await idOf('moment', talks.id),
    foreignMoment: await idOf('moment', others.id),
    /** All say yes, the one without people by the facilitator. */
    async putOutByAll(form: Record<string, string | string[]>): Promise<string> {
      const put = await proposeIn(town, talks, form);
      for (const as of [office.lead, group.lead])
        await town.post(`${put}/answers`, { answer: 'yes' }, { as });
      await town.post(`${put}/answers`, silentYes, { as: talks.facilitator });
      return slugOf(town, talks.id);
    },
  };
}
type Partner = { id: string; lead: string };
export type TestPages = Awaited<ReturnType<typeof openTestPages>>;

/** A text with two sections that all partners agree on. */
async function agreeOnText(town: TestTown, of: FoundedPartnership, words: string) {
  const as = of.partners[0]!.lead;
  const at = `/partnerships/${of.id}/texts`;
  const begun = await town.post(at, { title: 'Our vision', from: 'empty', headings: 'Why\nHow' }, { as });
  const path = begun.location!;
  const blocks = await sectionsOf(town, path);
  for (const [n, { id }] of blocks.entries()) {
    const text = { heading: n === 0 ? 'Why' : 'How', text: `${words} ${n + 1}.`, base: '0' };
    await town.post(`${path}/blocks/${id}/versions`, text, { as });
  }
  const yes = Object.fromEntries(
    blocks.flatMap(({ id }) => [
      [`answer-${id}`, 'yes'],
      [`version-${id}`, '1'],
    ]),
  );
  for (const { id, lead } of of.partners) {
    const told = { partner: id, how: 'phone', on: '1.3.2020' };
    await town.post(`${path}/answers`, { ...yes, ...(!lead && told) }, { as: lead || of.facilitator });
  }
  return { document: path.split('/').at(-1)!, blocks };
}

async function slugOf(town: TestTown, space: string): Promise<string> {
  const { rows } = await town.database.outer.query('select slug from public_page where space_id = $1', [
    space,
  ]);
  return `/open/${rows[0].slug}`;
}
