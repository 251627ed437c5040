import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { BroughtPicture } from '../files/files.ts';
import { nameOf } from '../files/store.ts';
import type { House } from '../house.ts';
import type { Locale } from '../i18n/locale.ts';
import { sealOnce } from '../journal/sealer.ts';
import { problemOf } from '../log.ts';
import { eraseAgain } from '../personal/erased.ts';
import { nobody, type Scope } from '../scope.ts';
import { type Coming, checkRows } from './check-rows.ts';
import type { Content } from './format.ts';
import {
  type Arriving,
  findArriving,
  insertAddresses,
  insertFormers,
  insertPeople,
  type Matched,
} from './people.ts';
import { CarryProblem } from './problem.ts';
import type { Opened, SealedLine } from './read.ts';
import { compareChains, type Stands } from './standing.ts';
import type { OnStep } from './write.ts';

/** Held while a partnership comes in, whatever the number of programs. */
const carryingLock = 7_261_973;

/** What an import would bring, or has brought. */
export type Arrival = {
  stands: Stands;
  rows: number;
  entries: number;
  pictures: number;
  /** How many take part, and how many of them have an account here. */
  people: number;
  withAccount: number;
  /** Organisations that are not here yet, by their names. */
  organisations: Content['organisations'];
  /** What has to be another here than it was there, in words for a language. */
  fitted: readonly ((locale: Locale) => string)[];
};

type Bringing = {
  /** Who does it; the house itself where a command does. */
  as?: Scope;
  /** In the same transaction: hands over what somebody has in the partnership to the account that they have here. */
  handOver: (tx: Tx, matched: Matched, partnership: string) => Promise<void>;
  onStep?: OnStep;
};

/** What an opened file would bring. Changes nothing. */
export async function lookAhead(house: House, opened: Opened): Promise<Arrival> {
  while ((await sealOnce(house.database)) > 0);
  return house.database.system(async (tx) => (await prepare(house, tx, opened)).arrival);
}

/**
 * Brings a partnership in: all of it or nothing, and nothing where it is here already.
 * @throws CarryProblem
 */
export async function bringIn(
  house: House,
  opened: Opened,
  { as = nobody, handOver, onStep = () => {} }: Bringing,
): Promise<Arrival> {
  const { space: city } = await house.city.get();
  const before = refused(await lookAhead(house, opened));
  if (before.stands !== 'new') return before;
  const arrival = await house.files.bring(picturesOf(opened, onStep), () =>
    house.database
      .system(async (tx) => {
        await sql`select pg_advisory_xact_lock(${sql.lit(carryingLock)}), set_config('app.carrying', 'yes', true),
          set_config('timezone', 'UTC', true)`.execute(tx.db);
        const { arrival, arriving, coming } = await prepare(house, tx, opened);
        if (refused(arrival).stands !== 'new') return arrival;
        await insertAll(tx, opened, { arriving, coming, onStep });
        for (const one of arriving.matched) await handOver(tx, one, opened.content.partnership.id);
        await recordArrival(tx, city, opened.content);
        return arrival;
      }, as)
      .catch((error) => {
        throw refusal(error);
      }),
  );
  // Whoever was erased here meanwhile does not come back with it.
  await eraseAgain(house, []);
  return arrival;
}

/** What is here is never added to: that is said, and decided by people. */
function refused(arrival: Arrival): Arrival {
  const { stands } = arrival;
  if (stands === 'behind' || stands === 'other') throw new CarryProblem(stands);
  return arrival;
}

async function prepare(
  house: House,
  tx: Tx,
  { content, journal }: Opened,
): Promise<{ arrival: Arrival; arriving: Arriving; coming: Coming[] }> {
  const checked = await checkRows(tx, content, journal);
  const arriving = await findArriving(tx, content);
  const stands = await compareChains(tx, content, journal);
  if (stands === 'new') await checkPictures(tx, content);
  const { coming, fitted } =
    stands === 'new' ? await fitIn(house, tx, checked) : { coming: checked, fitted: [] };
  const { rows: known } = await sql<{ id: string }>`select id from organisation
    where id = any (${content.organisations.map(({ id }) => id)}::uuid[])`.execute(tx.db);
  const here = new Set(known.map(({ id }) => id));
  const parts = coming.find(({ name }) => name === 'membership')?.rows ?? [];
  const people = new Set(parts.filter(({ until }) => until === null).map((row) => row.person_id));
  const { rows: accounts } = await sql<{ id: string }>`select id from person
    where id = any (${[...people].filter((id) => arriving.here.has(String(id)))}::uuid[])
      and login_id is not null and deactivated_at is null`.execute(tx.db);
  const matched = arriving.matched.filter(({ person }) => people.has(person));
  const arrival: Arrival = {
    stands,
    rows: coming.reduce((sum, { rows }) => sum + rows.length, 0),
    entries: journal.length,
    pictures: content.files.kept.length,
    people: people.size,
    withAccount: accounts.length + matched.length,
    organisations: content.organisations.filter(({ id }) => !here.has(id)),
    fitted,
  };
  return { arrival, arriving, coming };
}

/** Rows as they fit in here, as the rooms say to which they belong. */
async function fitIn(
  { instruments }: House,
  tx: Tx,
  checked: readonly Coming[],
): Promise<{ coming: Coming[]; fitted: Arrival['fitted'] }> {
  const fits = new Map(instruments.flatMap(({ fits: own = {} }) => Object.entries(own)));
  const fitted: ((locale: Locale) => string)[] = [];
  const coming: Coming[] = [];
  for (const one of checked) {
    const fitting = fits.get(one.name);
    const rows = [];
    for (const row of one.rows) {
      const other = await fitting?.fit(tx, row);
      if (fitting && other) fitted.push((locale) => fitting.told(locale, other));
      rows.push(other ?? row);
    }
    coming.push({ ...one, rows });
  }
  return { coming, fitted };
}

/** No picture that is here already is written over, or taken away with a file that comes to nothing. */
async function checkPictures(tx: Tx, { tables }: Content): Promise<void> {
  const ids = tables.flatMap(({ name, rows }) => (name === 'file' ? rows.map((row) => String(row.id)) : []));
  const { rows } = await sql`select from file where id = any (${ids}::uuid[]) limit 1`.execute(tx.db);
  if (rows.length > 0) throw new CarryProblem('taken', { table: 'file' });
}

async function* picturesOf({ content, picture }: Opened, onStep: OnStep): AsyncGenerator<BroughtPicture> {
  const { kept } = content.files;
  for (const [n, id] of kept.entries()) {
    const [bytes, small] = [await picture(nameOf(id, 'large')), await picture(nameOf(id, 'small'))];
    yield { id, bytes, small };
    onStep('pictures', n + 1, kept.length);
  }
}

type Inserting = { arriving: Arriving; coming: readonly Coming[]; onStep: OnStep };

async function insertAll(
  tx: Tx,
  { content, journal }: Opened,
  { arriving, coming, onStep }: Inserting,
): Promise<void> {
  const all = coming.reduce((sum, { rows }) => sum + rows.length, journal.length);
  let done = 0;
  const step = (rows: number) => {
    done += rows;
    onStep('writing', done, all);
  };
  await insertPeople(tx, content, arriving);
  await insertOrganisations(tx, content);
  const spaces = coming.filter(({ name }) => name === 'space');
  for (const one of spaces)
    step(await insertRows(tx, { ...one, rows: one.rows.map((row) => ({ ...row, demo: false })) }));
  await insertFormers(tx, content, arriving);
  await insertJournal(tx, journal, step);
  for (const one of coming) if (one.name !== 'space') step(await insertRows(tx, one));
  await insertAddresses(tx, content, arriving);
}

/** Rows of one statement: as many as are some megabytes. Where rows refer to others of their table, they come at once. */
const atOnce = 2_000;

async function insertRows(tx: Tx, { name, columns, rows, table }: Coming): Promise<number> {
  const together = table.references.some(({ to }) => to === name) ? rows.length : atOnce;
  const listed = sql.join(columns.map((column) => sql.ref(column)));
  for (let from = 0; from < rows.length; from += together) {
    const written = JSON.stringify(rows.slice(from, from + together));
    await sql`insert into ${sql.table(name)} (${listed}) overriding system value
      select ${listed} from jsonb_populate_recordset(null::${sql.table(name)}, ${written}::jsonb)`.execute(
      tx.db,
    );
  }
  const spaces = rows.map((row) => (name === 'space' ? row.id : row.space_id));
  const { rows: counted } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)}
    where space_id = any (${[...new Set(spaces)]}::uuid[])`.execute(tx.db);
  if (counted[0]!.n !== rows.length) throw new CarryProblem('counts', { table: name });
  return rows.length;
}

/** An organisation that the city does not know is not put on its list: it is known to its own people, who are none yet. */
async function insertOrganisations(tx: Tx, { organisations }: Content): Promise<void> {
  for (const { id, kind, name } of organisations) {
    const made = await sql`insert into space (id, kind, audience) values (${id}, 'organisation', 'space')
      on conflict (id) do nothing returning id`.execute(tx.db);
    if (made.rows.length === 0) continue;
    await sql`insert into organisation (id, space_id, audience, slug, kind, name)
      values (${id}, ${id}, 'space', ${`o-${randomBytes(8).toString('hex')}`}, ${kind}, ${JSON.stringify(name)})`.execute(
      tx.db,
    );
  }
}

/**
 * Entries in the order in which they were recorded there, and seals with numbers below all that were given here: the
 * reader of the journal goes upwards, so nobody here answers by mail to what happened elsewhere long ago.
 */
async function insertJournal(
  tx: Tx,
  journal: readonly SealedLine[],
  step: (rows: number) => void,
): Promise<void> {
  const { rows } = await sql<{ lowest: number }>`
    select least(coalesce(min(number), 0), 0) as lowest from journal_seal`.execute(tx.db);
  // The last one is just below.
  const first = rows[0]!.lowest - 1 - journal.length;
  for (let from = 0; from < journal.length; from += atOnce) {
    const lines = journal.slice(from, from + atOnce).map(({ written }) => written);
    const given = sql`jsonb_array_elements(${`[${lines.join(',')}]`}::jsonb) with ordinality as l (line, n)`;
    await sql`insert into journal_entry
        (id, space_id, audience, audience_id, kind, subject_id, at, content, commitment, salt, actor_id, personal)
      select e.id, (line ->> 'space')::uuid, e.audience, e.audience_id, e.kind, e.subject_id, e.at, e.content, e.commitment,
        e.salt, e.actor_id, e.personal
      from ${given} cross join lateral jsonb_populate_record(null::journal_entry, line -> 'entry') e
      order by n`.execute(tx.db);
    await sql`insert into journal_seal (number, space_id, position, entry_id, hash, sealed_at) overriding system value
      select ${first + from} + n, (line ->> 'space')::uuid, (line ->> 'position')::bigint, (line -> 'entry' ->> 'id')::uuid,
        decode(line ->> 'hash', 'hex'), coalesce((line ->> 'sealed_at')::timestamptz, clock_timestamp())
      from ${given}`.execute(tx.db);
    step(lines.length);
  }
}

/** In the journal of the city; that of the partnership is as it was there. */
async function recordArrival(tx: Tx, city: string, { partnership, from }: Content): Promise<void> {
  await tx.record({
    space: city,
    kind: 'partnership.brought-in',
    subject: partnership.id,
    audience: 'facilitator',
    content: { from: from.url },
  });
}

/** What the database refuses says which table; what it quotes of a row stays away. */
function refusal(error: unknown): unknown {
  if (error instanceof CarryProblem) return error;
  const { code = '', table } = error as { code?: string; table?: string };
  if (code === '23505') return new CarryProblem('taken', { table: table ?? '' }, error);
  if (/^2[23]/.test(code))
    return new CarryProblem('rows', { table: table ?? '' }, new Error(problemOf(error)));
  return error;
}
