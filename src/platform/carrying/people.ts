import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { CarriedPerson, Content } from './format.ts';
import { CarryProblem } from './problem.ts';

/** Somebody of the file who has an account here, by the address that both have proven: what is theirs becomes the account's. */
export type Matched = { person: string; account: string };

export type Arriving = {
  /** Those who are here already, by the same id. */
  here: ReadonlySet<string>;
  matched: readonly Matched[];
};

/**
 * Who of the people of a file is whom here. Nobody gets an account by it, and nobody a part by a name: by the same id, or
 * by an address which the file says was proven there and whose account is proven here. All others take part by link.
 */
export async function findArriving(tx: Tx, { people, partnership }: Content): Promise<Arriving> {
  const { rows: known } = await sql<{ id: string; kind: string; in: string | null }>`
    select id, kind, former_in as in from person where id = any (${people.map(({ id }) => id)}::uuid[])`.execute(
    tx.db,
  );
  const kinds = new Map(people.map(({ id, kind }) => [id, kind]));
  for (const one of known) {
    const former = kinds.get(one.id) === 'former';
    if ((one.kind === 'former' && one.in !== partnership.id) || (former && one.kind !== 'former'))
      throw new CarryProblem('taken', { table: 'person' });
  }
  const here = new Set(known.map(({ id }) => id));
  const coming = people.filter((one) => !here.has(one.id) && one.proven && one.address && isActive(one));
  const { rows: accounts } = await sql<{ id: string; address: string }>`
    select p.id, lower(p.email) as address from person p join auth_user u on u.id = p.login_id and u."emailVerified"
    where p.kind = 'person' and p.deactivated_at is null
      and lower(p.email) = any (${coming.map(({ address }) => address!.toLowerCase())}::text[])`.execute(
    tx.db,
  );
  const byAddress = new Map(accounts.map(({ id, address }) => [address, id]));
  const matched = new Map<string, Matched>();
  // Of an account and a guest with one address the account is who is meant.
  for (const one of coming.toSorted((a, b) => Number(a.kind === 'guest') - Number(b.kind === 'guest'))) {
    const account = byAddress.get(one.address!.toLowerCase());
    // Two people of one partnership never become one by themselves, nor does who is in it by their id already.
    if (account && !matched.has(account) && !kinds.has(account))
      matched.set(account, { person: one.id, account });
  }
  return { here, matched: [...matched.values()] };
}

const isActive = ({ deactivated_at, kind }: CarriedPerson) => deactivated_at === null && kind !== 'former';

/** Brings in who is not here yet, as names without a login. */
export async function insertPeople(tx: Tx, { people }: Content, { here, matched }: Arriving): Promise<void> {
  const ids = new Set(people.map(({ id }) => id));
  const accounts = new Map(matched.map(({ person, account }) => [person, account]));
  const rows = people
    .filter(({ id, kind }) => kind !== 'former' && !here.has(id))
    .map((one) => {
      const into =
        accounts.get(one.id) ?? (one.merged_into && ids.has(one.merged_into) ? one.merged_into : null);
      return {
        ...{ id: one.id, name: one.name, locale: one.locale, created_at: one.created_at },
        kind: into ? 'person' : 'guest',
        merged_into: into,
        deactivated_at: one.deactivated_at ?? (into ? tx.now.toISOString() : null),
      };
    });
  await sql`insert into person (id, kind, name, locale, created_at, deactivated_at, merged_into)
    select r.id, r.kind, r.name, r.locale, r.created_at, r.deactivated_at, r.merged_into
    from jsonb_populate_recordset(null::person, ${JSON.stringify(rows)}::jsonb) r`.execute(tx.db);
}

/** Those who were erased, as the space of the partnership names them: it has to be there. */
export async function insertFormers(
  tx: Tx,
  { people, partnership }: Content,
  { here }: Arriving,
): Promise<void> {
  const rows = people
    .filter(({ id, kind }) => kind === 'former' && !here.has(id))
    .map((one) => ({ ...one, former_in: partnership.id }));
  await sql`insert into person (id, kind, name, locale, created_at, former_in, former_number)
    select r.id, r.kind, r.name, r.locale, r.created_at, r.former_in, r.former_number
    from jsonb_populate_recordset(null::person, ${JSON.stringify(rows)}::jsonb) r`.execute(tx.db);
}

/**
 * Where those are written to who take part by link now: each asks for a link of their own, which goes to that address. Of
 * who had an account and takes part no more, none is kept.
 */
export async function insertAddresses(
  tx: Tx,
  { people, partnership, tables }: Content,
  { here, matched }: Arriving,
): Promise<void> {
  const parts = tables.find(({ name }) => name === 'membership')?.rows ?? [];
  const takePart = new Set(parts.filter(({ until }) => until === null).map((row) => row.person_id));
  const gone = new Set([...here, ...matched.map(({ person }) => person)]);
  const rows = people
    .filter((one) => one.address && isActive(one) && !gone.has(one.id))
    .filter((one) => one.kind === 'guest' || takePart.has(one.id))
    .map(({ id, address, locale, proven }) => ({
      ...{ id, space_id: partnership.id, audience: 'person', audience_id: id },
      ...{ address, locale, proven },
    }));
  await sql`insert into guest_address select * from jsonb_populate_recordset(null::guest_address, ${JSON.stringify(rows)}::jsonb)`.execute(
    tx.db,
  );
}
