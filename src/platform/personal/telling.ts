import { type RawBuilder, sql } from 'kysely';
import type { CityView } from '../city.ts';
import type { Tx } from '../database/database.ts';
import type { House } from '../house.ts';
import type { Locale, Localised } from '../i18n/locale.ts';
import { listHappened, narrate } from '../journal/happened.ts';
import type { Scope } from '../scope.ts';
import { bareFacts, type Fact, type PersonalRows } from './declared.ts';

export type ToldRow = Partial<Record<Fact, unknown>> & {
  id?: string;
  /** The columns that name them. */
  as?: string[];
};
/** What a table holds of somebody; or why that is not told. */
export type ToldTable = { table: string; title: string; rows: ToldRow[]; why?: string };

/** All accounts that are one person: those that were merged into it stand beside it. */
export async function accountsOf(tx: Tx, person: string) {
  const { rows } = await sql<{
    id: string;
    name: string;
    email: string | null;
    login: string | null;
    address: string | null;
  }>`
    with recursive one (id) as (
      select ${person}::uuid union select p.id from person p join one on p.merged_into = one.id)
    select p.id, p.name, p.email, p.login_id as login, g.address
    from one join person p using (id) left join guest_address g using (id)
    where p.kind <> 'former'`.execute(tx.db);
  const addresses = rows.flatMap(({ email, address }) => [email, address]);
  return {
    ids: rows.map(({ id }) => id),
    names: [...new Set(rows.map(({ name }) => name).filter(Boolean))],
    addresses: [...new Set(addresses.flatMap((one) => one?.toLowerCase() ?? []))],
    logins: rows.flatMap(({ login }) => login ?? []),
  };
}
export type OnePerson = Awaited<ReturnType<typeof accountsOf>>;

/** The declared rows that name somebody, as SQL. */
export function whichOf(
  rows: PersonalRows,
  { ids, addresses }: { ids: readonly string[]; addresses: readonly string[] },
) {
  const text =
    rows.where ??
    Object.keys(rows.people)
      .map((column) => `t.${column} = any ($people)`)
      .join(' or ');
  const pieces = text.split(/(\$people|\$addresses)/).map((piece): RawBuilder<unknown> => {
    if (piece === '$people') return sql`${ids}::uuid[]`;
    return piece === '$addresses' ? sql`${addresses}::text[]` : sql.raw(piece);
  });
  return sql`(${sql.join(pieces, sql``)})`;
}

type Read = ToldRow & { space?: string };

/** What is held about somebody, by every room. Others’ words only as far as they may read them. */
export async function tellAbout(
  house: Pick<House, 'database' | 'instruments' | 'city'>,
  scope: Scope,
  locale: Locale,
): Promise<ToldTable[]> {
  const declared = house.instruments.flatMap(({ personal }) => personal?.rows ?? []);
  const city = await house.city.get();
  const found = await house.database.system(async (tx) => {
    const one = await accountsOf(tx, scope.person!.id);
    const columns = await columnsOf(tx);
    const found: { rows: PersonalRows; read: Read[] }[] = [];
    for (const rows of declared)
      found.push({ rows, read: 'not' in rows.tells ? [] : await readRows(tx, rows, one, columns) });
    return found;
  });
  return house.database.read(
    scope,
    async (tx) => {
      // Under the guards: what somebody began for others need not be known to them any more.
      const spaces = found.flatMap(({ read }) => read.flatMap(({ space }) => space ?? []));
      const places = await placesOf(tx, [...new Set(spaces)], locale);
      const tables: ToldTable[] = [];
      for (const { rows, read } of found) {
        const visible = 'seen' in rows.tells ? await visibleOf(tx, rows.table, read) : undefined;
        const told = read.map(({ space, ...row }): ToldRow => {
          const place = places.get(space ?? '');
          const whole = { ...(place && { place }), ...row };
          return visible && !visible.has(row.id!) ? bare(whole) : whole;
        });
        const title = rows.title(locale);
        tables.push({
          table: rows.table,
          title,
          rows: rows.table === 'journal_entry' ? await inSentences({ house, city }, tx, locale, told) : told,
          ...('not' in rows.tells && { why: rows.tells.not }),
        });
      }
      return tables;
    },
    { locale },
  );
}

function bare({ id, as, ...row }: ToldRow): ToldRow {
  const kept = Object.fromEntries(bareFacts.flatMap((fact) => (fact in row ? [[fact, row[fact]]] : [])));
  return { ...(id && { id }), ...(as && { as }), ...kept };
}

async function readRows(
  tx: Tx,
  rows: PersonalRows,
  one: OnePerson,
  columns: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Read[]> {
  const { tells, table, people } = rows;
  const told = Object.entries('own' in tells ? tells.own : 'seen' in tells ? tells.seen : {});
  const has = (column: string) => columns.get(table)?.has(column);
  const named = Object.keys(people).map(
    (column) => sql`case when t.${sql.ref(column)} = any (${one.ids}::uuid[]) then ${column} end`,
  );
  const parts = [
    ...told.map(([fact, expression]) => sql`${fact}::text, ${sql.raw(expression)}`),
    ...(has('id') ? [sql`'id', t.id`] : []),
    ...(has('space_id') ? [sql`'space', t.space_id`] : []),
    ...(named.length > 0 ? [sql`'as', array_remove(array[${sql.join(named)}], null)`] : []),
  ];
  const found = await sql<{ row: Read }>`
    select jsonb_strip_nulls(jsonb_build_object(${sql.join(parts)})) as row
    from ${sql.table(table)} t where ${whichOf(rows, one)}
    ${has('id') ? sql`order by t.id` : sql``}`.execute(tx.db);
  return found.rows.map(({ row }) => row);
}

async function visibleOf(tx: Tx, table: string, rows: readonly Read[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const ids = rows.flatMap(({ id }) => id ?? []);
  const { rows: seen } = await sql<{
    id: string;
  }>`select id from ${sql.table(table)} where id = any (${ids}::uuid[])`.execute(tx.db);
  return new Set(seen.map(({ id }) => id));
}

/** What the journal says of what somebody did, as their timeline says it. */
async function inSentences(
  { house, city }: { house: Pick<House, 'instruments'>; city: CityView },
  tx: Tx,
  locale: Locale,
  rows: ToldRow[],
): Promise<ToldRow[]> {
  const happened = await listHappened(tx, house, { actor: tx.scope.person!.id, most: 1_000_000 });
  const sentences = new Map(happened.map((one) => [one.id, narrate(house, locale, one, city)?.sentence]));
  return rows.map((row) => {
    const title = sentences.get(row.id!);
    return title ? { title, ...row } : row;
  });
}

/** What spaces are called. */
async function placesOf(
  tx: Tx,
  spaces: readonly string[],
  locale: Locale,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; plain: string | null; localised: Localised | null }>`
    select s.id, coalesce(p.name, concat_ws(' · ', pp.name, nullif(partner_called(w.name, w.organisation_id), '')), '#' || r.number) as plain,
      coalesce(o.name, c.name) as localised
    from space s
    left join partnership p on p.id = s.id
    left join partner w on w.id = s.id left join partnership pp on pp.id = w.space_id
    left join organisation o on o.id = s.id
    left join request r on r.id = s.id
    left join city c on c.space_id = s.id
    where s.id = any (${spaces}::uuid[])`.execute(tx.db);
  return new Map(
    rows.map(({ id, plain, localised }) => [
      id,
      (localised && (localised[locale] ?? Object.values(localised)[0])) || plain || '',
    ]),
  );
}

/** The columns of each table. */
export async function columnsOf(tx: Tx): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await sql<{ name: string; columns: string[] }>`
    select c.relname as name, array_agg(a.attname::text) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname`.execute(tx.db);
  return new Map(rows.map(({ name, columns }) => [name, new Set(columns)]));
}
