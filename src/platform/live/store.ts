import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { Passing, Watching } from './audience.ts';

/** Entries read in one go; what is more is read in the next. */
export const mostPassing = 500;

/** What was sealed after a number, in that order: seals are counted in the order in which they were committed. */
export async function listPassing({ db }: Tx, after: number): Promise<(Passing & { number: number })[]> {
  return db
    .selectFrom('journal_seal as s')
    .innerJoin('journal_entry as e', 'e.id', 's.entry_id')
    .select(['s.number', 'e.space_id as space', 'e.kind', 'e.audience', 'e.audience_id as audienceId'])
    .select('e.actor_id as by')
    .where('s.number', '>', after)
    .orderBy('s.number')
    .limit(mostPassing)
    .execute();
}

export async function findLastNumber({ db }: Tx): Promise<number> {
  const { last } = await db
    .selectFrom('journal_seal')
    .select(({ fn }) => fn.coalesce(fn.max('number'), sql<number>`0`).as('last'))
    .executeTakeFirstOrThrow();
  return last;
}

/** What all these people take part in now. One statement; who is gone is not in it. */
export async function listWatching({ db }: Tx, people: readonly string[]): Promise<Map<string, Watching>> {
  const { rows } = await sql<{
    person: string;
    space: string;
    kind: string;
    role: string;
    partnership: string | null;
  }>`
    select m.person_id as person, m.space_id as space, s.kind, m.role, r.space_id as partnership
    from membership m
    join person p on p.id = m.person_id and p.deactivated_at is null
    join space s on s.id = m.space_id and s.kind in ('partnership', 'partner', 'organisation')
    left join partner r on r.id = m.space_id
    where m.person_id = any(${people}::uuid[]) and m.role <> 'claimant'
      and (m.until is null or m.until > app_now())`.execute(db);
  const found = new Map<
    string,
    { spaces: Map<string, { partnership: string; roles: Set<string> }>; organisations: Set<string> }
  >();
  for (const { person, space, kind, role, partnership } of rows) {
    const one = found.get(person) ?? { spaces: new Map(), organisations: new Set() };
    found.set(person, one);
    if (kind === 'organisation') {
      one.organisations.add(space);
      continue;
    }
    const inside = one.spaces.get(space) ?? { partnership: partnership ?? space, roles: new Set() };
    inside.roles.add(role);
    one.spaces.set(space, inside);
  }
  return new Map([...found].map(([person, one]) => [person, { person, ...one }]));
}
