import { newId } from '../../platform/id.ts';
import type { TestTown } from '../../testing.ts';
import type { Kind } from '../directory/rules.ts';
import { indexPartners, indexPartnership } from './store.ts';

type Founding = {
  name?: string;
  /** Each with its lead; `people: []` for one that does not sign in. */
  partners?: readonly {
    name: string;
    kind?: Kind;
    organisation?: string;
    people?: readonly { name: string; role: string }[];
  }[];
};

/**
 * A partnership as it is once all have joined: a facilitator who speaks for nobody, an observer, and partners
 * with a lead each. For tests of what happens inside; how one begins is tested with the pages themselves.
 */
export async function foundPartnership(town: TestTown, founding: Founding = {}) {
  const id = newId();
  const mark = id.slice(-6);
  const partners = founding.partners ?? [
    { name: 'Food Office', kind: 'department' as const },
    { name: 'Harvest group', kind: 'community' as const },
    { name: 'Canteens Ltd', kind: 'business' as const },
  ];
  const made = partners.map((partner) => ({ ...partner, id: newId() }));
  await town.database.system(async (tx) => {
    const { db } = tx;
    const space = (one: string, kind: 'partnership' | 'partner') => ({
      id: one,
      kind,
      audience: 'space' as const,
      audience_id: null,
      created_by: null,
    });
    await db
      .insertInto('space')
      .values([space(id, 'partnership'), ...made.map((one) => space(one.id, 'partner'))])
      .execute();
    await db
      .insertInto('partnership')
      .values({
        id,
        space_id: id,
        audience_id: null,
        name: founding.name ?? 'Canteen Talks',
        purpose: 'Meals from nearby in every canteen',
        locale: 'en',
        request_id: null,
        begun_at: new Date(),
        ended_at: null,
      })
      .execute();
    await indexPartnership(tx, id, {
      name: founding.name ?? 'Canteen Talks',
      purpose: 'Meals from nearby in every canteen',
      place: '',
    });
    for (const { id: partner, name, kind, organisation } of made) {
      await db
        .insertInto('partner')
        .values({
          id: partner,
          space_id: id,
          audience_id: null,
          organisation_id: organisation ?? null,
          name,
          kind: kind ?? 'community',
          joined_at: new Date(),
          left_at: null,
        })
        .execute();
    }
    await indexPartners(
      tx,
      made.map((one) => one.id),
    );
  });
  /** Somebody with a part in the partnership, and in one of its partners. */
  const join = async (name: string, role: string, partner?: string) => {
    const inPartnership = partner ? (role === 'observer' ? 'observer' : 'participant') : role;
    const person = await town.addPerson(`${name} ${mark}`, { space: id, role: inPartnership });
    if (partner) await town.addMembership(person, partner, role);
    return person;
  };
  const facilitator = await join('Facilitator', 'facilitator');
  const observer = await join('Observer', 'observer');
  const people: { id: string; partner: string; role: string }[] = [];
  for (const { id: partner, name, people: wanted } of made) {
    for (const one of wanted ?? [{ name: `Lead of ${name}`, role: 'lead' }]) {
      people.push({ id: await join(one.name, one.role, partner), partner, role: one.role });
    }
  }
  return {
    id,
    facilitator,
    observer,
    partners: made.map(({ id: partner, name }) => ({
      id: partner,
      name,
      lead: people.find((one) => one.partner === partner && one.role === 'lead')?.id ?? '',
    })),
    people,
    join,
  };
}
export type FoundedPartnership = Awaited<ReturnType<typeof foundPartnership>>;
