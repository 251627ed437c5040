import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { House } from '../house.ts';
import type { Locale } from '../i18n/locale.ts';
import { newId } from '../id.ts';
import type { Erased, Erasing, PersonalRows } from './declared.ts';
import { formerName } from './former.ts';
import { accountsOf, columnsOf, type OnePerson, whichOf } from './telling.ts';

type Rooms = Pick<House, 'instruments'>;

/** Held while somebody is erased, whatever the number of programs: numbers of former members are given one by one. */
const erasingLock = 7_261_961;

/**
 * Erases somebody from every table, by what the rooms declare: rows that are theirs alone go, and what others rely on
 * keeps a name that only its space knows. In the journal the commitment stays and its salt goes, so that the chain is
 * whole. Past the guards. Returns the accounts that are gone: none where there is no such person (any more).
 */
export async function erasePerson(tx: Tx, rooms: Rooms, person: string): Promise<readonly string[]> {
  await sql`select pg_advisory_xact_lock(${sql.lit(erasingLock)}), set_config('app.erasing', 'yes', true)`.execute(
    tx.db,
  );
  await sql`select from person where id = ${person} for update`.execute(tx.db);
  const one = await accountsOf(tx, person);
  if (one.ids.length === 0) return [];
  const erased: Erased = { ...one, formerIn: formersOf(tx) };
  const declared = rooms.instruments.flatMap(({ personal }) => personal ?? []);
  // Rooms that stand on others first: they still find by parts and roles what the others are about to end.
  for (const { erase } of declared.toReversed()) await erase?.(tx, erased);
  for (const { rows } of declared) for (const table of rows) await followRules(tx, table, erased);
  await eraseFromJournal(tx, one);
  await eraseWhatIsTheirsAlone(tx, one);
  await eraseFromMails(tx, erased);
  await eraseLogins(tx, one);
  await sql`delete from person where id = any (${one.ids}::uuid[])`.execute(tx.db);
  await sql`insert into erased_person (id) select unnest(${one.ids}::uuid[]) on conflict do nothing`.execute(
    tx.db,
  );
  return one.ids;
}

/** Makes the name under which a space remembers them, once for each space. */
function formersOf(tx: Tx): Erased['formerIn'] {
  const made = new Map<string, Promise<{ id: string; name: string }>>();
  const make = async (space: string) => {
    const { rows } = await sql<{ number: number; locale: Locale }>`
      select coalesce((select max(former_number) from person where former_in = ${space}), 0) + 1 as number,
        coalesce((select locale from partnership where id = ${space}), (select default_locale from city), 'en') as locale`.execute(
      tx.db,
    );
    const { number, locale } = rows[0]!;
    const former = { id: newId(), name: formerName(number, locale) };
    await sql`insert into person (id, kind, name, locale, former_in, former_number)
      values (${former.id}, 'former', ${former.name}, ${locale}, ${space}, ${number})`.execute(tx.db);
    return former;
  };
  return (space) => {
    const known = made.get(space) ?? make(space);
    made.set(space, known);
    return known;
  };
}

/** A partner is no space of its own to those who read names: they take part in its partnership. */
const rootOf = sql`coalesce((select p.space_id from partner p where p.id = t.space_id), t.space_id)`;

async function followRules(tx: Tx, rows: PersonalRows, erased: Erased): Promise<void> {
  const columns = Object.entries(rows.people);
  const by = (rule: Erasing) => columns.flatMap(([column, own]) => (own === rule ? [column] : []));
  const table = sql.table(rows.table);
  for (const column of by('delete'))
    await sql`delete from ${table} where ${sql.ref(column)} = any (${erased.ids}::uuid[])`.execute(tx.db);
  // By an address, or by whatever else the declaration says: where a row is theirs though no column names them.
  if (rows.where && (columns.length === 0 || by('delete').length > 0))
    await sql`delete from ${table} t where ${whichOf(rows, erased)}`.execute(tx.db);
  for (const column of by('former')) await rename(tx, rows.table, column, erased);
  for (const column of by('forget'))
    await sql`update ${table} set ${sql.ref(column)} = null
      where ${sql.ref(column)} = any (${erased.ids}::uuid[])`.execute(tx.db);
}

/** Puts the name that each space keeps in the place of somebody. */
export async function rename(tx: Tx, name: string, column: string, erased: Erased): Promise<void> {
  const [table, named] = [sql.table(name), sql.ref(column)];
  const { rows } = await sql<{ space: string }>`
    select distinct ${rootOf} as space from ${table} t where t.${named} = any (${erased.ids}::uuid[])`.execute(
    tx.db,
  );
  for (const { space } of rows) {
    const { id } = await erased.formerIn(space);
    await sql`update ${table} t set ${named} = ${id}
      where t.${named} = any (${erased.ids}::uuid[]) and ${rootOf} = ${space}`.execute(tx.db);
  }
}

/** Commitments stay; what they commit to goes, and the salt, without which nobody can try whether it was somebody. */
async function eraseFromJournal(tx: Tx, one: OnePerson): Promise<void> {
  const said = [...one.names, ...one.addresses];
  await sql`update journal_entry set salt = null, actor_id = null, personal = null
    where actor_id = any (${one.ids}::uuid[])
      or (personal is not null and (subject_id = any (${one.ids}::uuid[])
        or exists (select from unnest(${said}::text[]) as w (said)
          where personal::text ~* (${wordStart} || ${escaped(sql`w.said`)} || ${wordEnd}))))`.execute(tx.db);
}

const wordStart = sql.lit('(?<![[:alnum:]])');
const wordEnd = sql.lit('(?![[:alnum:]])');
const escaped = (said: ReturnType<typeof sql>) =>
  sql`regexp_replace(${said}, '([][\\\\^$.|?*+(){}])', '\\\\\\1', 'g')`;

/** Rows that nobody but them was to see: drafts, addresses, wishes. */
async function eraseWhatIsTheirsAlone(tx: Tx, { ids }: OnePerson): Promise<void> {
  for (const [table, columns] of await columnsOf(tx)) {
    if (!columns.has('audience') || !columns.has('audience_id') || table === 'journal_entry') continue;
    await sql`delete from ${sql.table(table)} where audience = 'person' and audience_id = any (${ids}::uuid[])`.execute(
      tx.db,
    );
  }
  await sql`delete from search_posting where subject_id = any (${ids}::uuid[])`.execute(tx.db);
  await sql`delete from import_item where subject_id = any (${ids}::uuid[])`.execute(tx.db);
}

/** Mails to them go. In those to others that are still here, and in what was told after a form, their name goes. */
async function eraseFromMails(tx: Tx, { ids, names, addresses }: Erased): Promise<void> {
  await sql`delete from mail
    where person_id = any (${ids}::uuid[]) or lower(address) = any (${addresses}::text[])`.execute(tx.db);
  for (const said of [...addresses, ...names]) {
    const pattern = sql`${wordStart} || ${escaped(sql`${said}::text`)} || ${wordEnd}`;
    const html = said.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
    const inHtml = sql`${wordStart} || ${escaped(sql`${html}::text`)} || ${wordEnd}`;
    await sql`update mail set subject = regexp_replace(subject, ${pattern}, '–', 'gi'),
        text = regexp_replace(text, ${pattern}, '–', 'gi'),
        html = regexp_replace(regexp_replace(html, ${pattern}, '–', 'gi'), ${inHtml}, '–', 'gi'),
        problem = regexp_replace(problem, ${pattern}, '–', 'gi'),
        headers = regexp_replace(headers::text, ${pattern}, '–', 'gi')::jsonb
      where concat_ws(' ', subject, text, html, problem, headers::text) ~* (${pattern})
        or html ~* (${inHtml})`.execute(tx.db);
    await sql`update once set told = null where told ~* (${pattern})`.execute(tx.db);
    await sql`update journal_stuck set problem = '–' where problem ~* (${pattern})`.execute(tx.db);
    const { rows } = await sql<{
      there: boolean;
    }>`select to_regclass('pgboss.job') is not null as there`.execute(tx.db);
    if (rows[0]!.there)
      await sql`delete from pgboss.job where concat_ws(' ', data::text, output::text) ~* (${pattern})`.execute(
        tx.db,
      );
  }
}

/** The login with its sessions and its password, and links that still open it. */
async function eraseLogins(tx: Tx, { logins, addresses }: OnePerson): Promise<void> {
  await sql`delete from auth_verification v where exists (
    select from unnest(${[...addresses, ...logins]}::text[]) as w (said)
    where strpos(lower(v.identifier || ' ' || v.value), lower(w.said)) > 0)`.execute(tx.db);
  await sql`delete from auth_user
    where id = any (${logins}::text[]) or lower(email) = any (${addresses}::text[])`.execute(tx.db);
}
