import { sql } from 'kysely';
import about from '../../../package.json' with { type: 'json' };
import type { Tx } from '../database/database.ts';
import type { Locale } from '../i18n/locale.ts';
import type { Sheet } from '../instrument.ts';
import { type CarriedPerson, type CarriedTable, type Content, format } from './format.ts';
import { apart, listSpaceTables, peopleIn, type SpaceTable } from './tables.ts';

/** All of a partnership that goes into a file, but for the bytes of its pictures. */
export type Gathered = { content: Content; journal: string[]; sheets: Sheet[] };

export type Asked = {
  partnership: string;
  holds: Content['holds'];
  from: Content['from'];
  /** What people read of it, put together as somebody who takes part. */
  sheets: (tx: Tx) => Promise<Sheet[]>;
  locale: Locale;
};

/** Some entry has no seal yet: sealed first, it can be taken along. */
export class NotSealed extends Error {}

/**
 * Gathers a partnership in a snapshot. What all who take part may read is read under the guards as somebody of whom nothing
 * is known but that they are in: so it is the same for everybody, and nothing of what a partner keeps to itself is in it.
 * @throws NotSealed
 */
export async function gather(tx: Tx, asked: Asked): Promise<Gathered | undefined> {
  await sql`select set_config('timezone', 'UTC', true)`.execute(tx.db);
  const { partnership: id, holds } = asked;
  const found = await findPartnership(tx, id);
  if (!found) return undefined;
  const spaces = [id, ...found.partners.map((one) => one.id)];
  const chained = holds === 'whole' ? spaces : [id];
  const unsealed = await sql`select from journal_entry e where space_id = any (${chained}::uuid[])
    and not exists (select from journal_seal s where s.entry_id = e.id) limit 1`.execute(tx.db);
  if (unsealed.rows.length > 0) throw new NotSealed();
  const tables = await listSpaceTables(tx);
  const seals = await listSeals(tx, chained);
  const migrations = await sql<{ name: string }>`select name from migration order by name`.execute(tx.db);
  const whole = holds === 'whole' ? await readWhole(tx, tables, spaces) : undefined;

  await beSomebodyInside(tx, id, asked.locale);
  const sheets = await asked.sheets(tx);
  const read = whole ?? (await readShared(tx, tables, spaces, id));
  const content: Content = {
    ...{ samvirke: 'partnership', format, holds, program: about.version, made: tx.now.toISOString() },
    from: asked.from,
    migrations: migrations.rows.map(({ name }) => name),
    partnership: found.partnership,
    partners: found.partners,
    heads: headsOf(seals),
    people: read.people,
    organisations: read.organisations,
    tables: read.tables,
    files: { kept: filesIn(read.tables), missing: [] },
  };
  return { content, journal: seals.map((seal) => lineOf(seal, read.entries.get(seal.entry))), sheets };
}

async function findPartnership(tx: Tx, id: string) {
  const { rows } = await sql<Content['partnership']>`
    select id, name, locale, ended_at is not null as ended from partnership where id = ${id}`.execute(tx.db);
  if (!rows[0]) return undefined;
  const partners = await sql<Content['partners'][number]>`
    select id, name from partner where space_id = ${id} order by id`.execute(tx.db);
  return { partnership: rows[0], partners: partners.rows };
}

type Seal = { space: string; position: number; hash: string; sealed_at: string; entry: string };

/** In the order in which entries were recorded, as timelines show them. */
async function listSeals(tx: Tx, spaces: readonly string[]): Promise<Seal[]> {
  const { rows } = await sql<Seal>`
    select s.space_id as space, s.position, encode(s.hash, 'hex') as hash, to_jsonb(s.sealed_at) #>> '{}' as sealed_at,
      s.entry_id as entry
    from journal_seal s left join journal_entry e on e.id = s.entry_id
    where s.space_id = any (${spaces}::uuid[]) order by e.seq, s.space_id, s.position`.execute(tx.db);
  return rows;
}

function headsOf(seals: readonly Seal[]): Content['heads'] {
  const heads = new Map<string, Seal>();
  for (const seal of seals)
    if (seal.position > (heads.get(seal.space)?.position ?? 0)) heads.set(seal.space, seal);
  return Object.fromEntries([...heads].map(([space, { position, hash }]) => [space, `${position}:${hash}`]));
}

/** As written by the database: what is in it is not read here, so nothing of it can change. */
function lineOf({ entry: _, ...seal }: Seal, entry: string | undefined): string {
  const line = JSON.stringify(seal);
  return entry ? `${line.slice(0, -1)},"entry":${entry}}` : line;
}

type Read = Pick<Content, 'people' | 'organisations' | 'tables'> & { entries: ReadonlyMap<string, string> };

async function readWhole(tx: Tx, tables: readonly SpaceTable[], spaces: readonly string[]): Promise<Read> {
  const carried: CarriedTable[] = [];
  for (const table of tables) {
    if (apart.includes(table.name)) continue;
    const rows = await readRows(tx, table.name, table.columns, sql`t.space_id = any (${spaces}::uuid[])`);
    if (rows.length > 0) carried.push({ name: table.name, columns: table.columns, rows });
  }
  const entries = await readEntries(tx, spaces);
  const named = new Set([...namedIn(tables, carried), ...namedInJournal(entries.values())]);
  return {
    tables: carried,
    entries,
    people: await readPeople(tx, [...named], spaces),
    organisations: await readOrganisations(tx, tables, carried),
  };
}

/**
 * What was taken back or taken out is told to some of those who take part, and to none of them in this file. Who has left
 * as a partner is told to all.
 */
const takenBack = ['removed_at', 'taken_back_at', 'withdrawn_at'];
const left: readonly string[] = ['partner'];

/** Who speaks for a partner has no audience of its own: all who take part know. */
const known: readonly string[] = ['membership'];
const audiences = sql`t.audience in ('space', 'public')`;

/** How the search finds it, where it stands in the house: nothing to read. */
const notToRead: readonly string[] = ['search_posting'];

/** Under the guards: `beSomebodyInside` came before. */
async function readShared(
  tx: Tx,
  tables: readonly SpaceTable[],
  spaces: readonly string[],
  id: string,
): Promise<Read> {
  const carried: CarriedTable[] = [];
  for (const { name, readable } of tables) {
    const guarded = readable.includes('audience') && readable.includes('space_id');
    if (apart.includes(name) || notToRead.includes(name) || (!guarded && !known.includes(name))) continue;
    const gone = left.includes(name) ? [] : readable.filter((column) => takenBack.includes(column));
    const which = [
      sql`t.space_id = any (${spaces}::uuid[])`,
      ...(guarded ? [audiences] : []),
      ...gone.map((column) => sql`t.${sql.ref(column)} is null`),
    ];
    const rows = await readRows(tx, name, readable, sql.join(which, sql` and `));
    if (rows.length > 0) carried.push({ name, columns: readable, rows });
  }
  const entries = await readEntries(tx, [id], 'as sealed');
  const named = new Set([...namedIn(tables, carried), ...namedInJournal(entries.values())]);
  const { rows: people } = await sql<CarriedPerson>`
    select id, kind, name, locale, to_jsonb(created_at) #>> '{}' as created_at,
      to_jsonb(deactivated_at) #>> '{}' as deactivated_at, null as merged_into, null as former_number,
      null as address, false as proven
    from person where id = any (${[...named]}::uuid[]) order by id`.execute(tx.db);
  return { tables: carried, entries, people, organisations: [] };
}

/** From here on nothing is read but what somebody reads of whom only this is known: they are in the partnership. */
async function beSomebodyInside(tx: Tx, id: string, locale: Locale): Promise<void> {
  await sql`select set_config('app.person', '', true), set_config('app.organisations', '{}', true),
    set_config('app.granted', ${`{${id}}`}, true), set_config('app.locale', ${locale}, true),
    set_config('role', 'samvirke_app', true)`.execute(tx.db);
}

async function readRows(
  tx: Tx,
  name: string,
  columns: readonly string[],
  which: ReturnType<typeof sql>,
): Promise<CarriedTable['rows']> {
  const order = columns.includes('id') ? sql`order by t.id` : sql`order by 1`;
  const { rows } = await sql<{ row: string }>`
    select to_jsonb(r)::text as row from (
      select ${sql.join(columns.map((column) => sql`t.${sql.ref(column)}`))} from ${sql.table(name)} t
      where ${which} ${order}) r`.execute(tx.db);
  return rows.map(({ row }) => JSON.parse(row));
}

/**
 * With what is personal, or as the chain knows them: what people wrote stands in their entries also after they took it
 * back, and its commitment is enough to check that nothing was changed.
 */
async function readEntries(
  tx: Tx,
  spaces: readonly string[],
  how?: 'as sealed',
): Promise<ReadonlyMap<string, string>> {
  const bare = how ? sql` || '{"salt": null, "actor_id": null, "personal": null}'::jsonb` : sql``;
  const which = how ? sql` and ${audiences}` : sql``;
  const columns = sql.join(entryColumns.map((column) => sql.ref(column)));
  const { rows } = await sql<{ id: string; entry: string }>`
    select t.id, (to_jsonb(t)${bare})::text as entry from (
      select ${columns} from journal_entry t where t.space_id = any (${spaces}::uuid[])${which}) t`.execute(
    tx.db,
  );
  return new Map(rows.map(({ id, entry }) => [id, entry]));
}

const entryColumns = [
  ...['id', 'audience', 'audience_id', 'kind', 'subject_id', 'at', 'content', 'commitment'],
  ...['salt', 'actor_id', 'personal'],
];

function* namedIn(tables: readonly SpaceTable[], carried: readonly CarriedTable[]): Generator<string> {
  const byName = new Map(tables.map((table) => [table.name, table]));
  for (const { name, rows } of carried) {
    const columns = peopleIn(byName.get(name)!);
    for (const row of rows) {
      for (const column of columns) if (typeof row[column] === 'string') yield row[column];
      if (row.audience === 'person' && typeof row.audience_id === 'string') yield row.audience_id;
    }
  }
}

/** Actors and subjects: those among them that are no people are found to be none. */
function* namedInJournal(entries: Iterable<string>): Generator<string> {
  for (const text of entries) {
    const { actor_id, subject_id, audience_id } = JSON.parse(text);
    for (const one of [actor_id, subject_id, audience_id]) if (one) yield one;
  }
}

/** With those who were erased, and with the accounts that others were merged into. */
async function readPeople(
  tx: Tx,
  named: readonly string[],
  spaces: readonly string[],
): Promise<CarriedPerson[]> {
  const { rows } = await sql<CarriedPerson>`
    with recursive one (id, into_id) as (
      select id, merged_into from person where id = any (${named}::uuid[]) or former_in = any (${spaces}::uuid[])
      union select p.id, p.merged_into from one join person p on p.id = one.into_id)
    select p.id, p.kind, p.name, p.locale, to_jsonb(p.created_at) #>> '{}' as created_at,
      to_jsonb(p.deactivated_at) #>> '{}' as deactivated_at, p.merged_into, p.former_number,
      coalesce(g.address, p.email) as address,
      case when p.kind = 'guest' then coalesce(g.proven, false)
        else exists (select from auth_user u where u.id = p.login_id and u."emailVerified") end as proven
    from (select distinct id from one) o join person p using (id) left join guest_address g using (id)
    where p.kind <> 'former' or p.former_in = any (${spaces}::uuid[])
    order by p.id`.execute(tx.db);
  return rows;
}

async function readOrganisations(
  tx: Tx,
  tables: readonly SpaceTable[],
  carried: readonly CarriedTable[],
): Promise<Content['organisations']> {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const named = carried.flatMap(({ name, rows }) => {
    const columns = byName
      .get(name)!
      .references.flatMap(({ to, columns }) => (to === 'organisation' || to === 'space' ? columns : []));
    return rows.flatMap((row) => columns.flatMap((column) => row[column] ?? []));
  });
  const { rows } = await sql<Content['organisations'][number]>`
    select id, kind, name from organisation where id = any (${[...new Set(named)]}::uuid[]) order by id`.execute(
    tx.db,
  );
  return rows;
}

function filesIn(tables: readonly CarriedTable[]): string[] {
  return tables.flatMap(({ name, rows }) => (name === 'file' ? rows.map((row) => String(row.id)) : []));
}
