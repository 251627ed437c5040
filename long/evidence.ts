// What has to hold in the database after a kill, asked of the database itself.
import { expect } from 'vitest';
import { type Database, openDatabase } from '../src/platform/database/database.ts';
import { connectRunning } from '../src/platform/embedded/open-embedded.ts';
import { verifyJournal } from '../src/platform/journal/verify.ts';
import { until } from './program.ts';
import type { Acknowledged } from './storm.ts';

/** Where a program keeps its rows, as its settings say. */
export type Place = { SAMVIRKE_DATA: string; DATABASE_URL?: string };

/** The database of a running program. */
export async function databaseOf(place: Place): Promise<Database> {
  if (place.DATABASE_URL) return openDatabase({ connectionString: place.DATABASE_URL, max: 2 });
  return openDatabase({ ...(await connectRunning(place.SAMVIRKE_DATA)), max: 2 });
}

/** Looks into the database of a running program. */
export async function onDatabase<T>(place: Place, look: (database: Database) => Promise<T>): Promise<T> {
  const database = await databaseOf(place);
  try {
    return await look(database);
  } finally {
    await database.close();
  }
}

/** Where each kind of write is found again. */
const rowsOf: Record<Acknowledged['kind'], string> = {
  invitation: 'select email as mark from invitation',
  request: `select title->>'en' as mark from request`,
  addition: `select note->>'en' as mark from request_act where act = 'added'`,
};

/** Each query finds nothing, or something is half there. */
const halves: Record<string, string> = {
  'an invitation without its entry':
    "select i.id from invitation i where not exists (select from journal_entry e where e.subject_id = i.id and e.kind = 'invitation.sent')",
  'an entry without its invitation':
    "select e.id from journal_entry e where e.kind = 'invitation.sent' and not exists (select from invitation i where i.id = e.subject_id)",
  'an invitation with two entries':
    "select subject_id from journal_entry where kind = 'invitation.sent' group by 1 having count(*) > 1",
  'a request whose acts and entries differ': `
    select r.id from request r
    where r.title->>'en' like 'Request %'
      and (select array_agg(a.act order by a.position) from request_act a where a.request_id = r.id)
        is distinct from (select array_agg(substr(e.kind, 9) order by (e.content->>'position')::int)
          from journal_entry e where e.subject_id = r.id and e.kind like 'request.%')`,
  'an entry without its request':
    "select e.id from journal_entry e where e.kind like 'request.%' and not exists (select from request r where r.id = e.subject_id)",
  'acts with a gap':
    'select request_id from request_act group by 1 having max(position) <> count(*) or min(position) <> 1',
  'a request that is still a brief': 'select r.id from request r join brief b on b.id = r.id',
  'a request without both sides': `
    select r.id from request r where not exists (
        select from membership m where m.space_id = r.id and m.role = 'responder' and m.until is null)
      or not exists (
        select from membership m where m.space_id = r.id and m.role = 'requester' and m.until is null)`,
  'a space of nothing':
    "select s.id from space s where s.kind = 'request' and not exists (select from brief b where b.id = s.id) and not exists (select from request r where r.id = s.id)",
  'a form with an effect and no key, or the other way round': `
    select (select count(*) from once where location like '/spaces/%/people') as keys,
      (select count(*) from invitation) as invitations
    where (select count(*) from once where location like '/spaces/%/people') <> (select count(*) from invitation)`,
};

/** Every acknowledged write is there once, nothing is there by half, and every chain is whole. */
export async function checkWhole(database: Database, acknowledged: readonly Acknowledged[]): Promise<void> {
  await checkThere(database, acknowledged);
  const seals = await database.outer.query('select count(*)::int as n from journal_seal');
  const { findings, entries } = await verifyJournal(database);
  expect(findings).toEqual([]);
  // The program goes on sealing meanwhile; right after the first kill nothing may be sealed yet.
  expect(entries).toBeGreaterThanOrEqual(seals.rows[0].n);
}

/** The same without the chains, which are long to recompute. */
export async function checkThere(database: Database, acknowledged: readonly Acknowledged[]): Promise<void> {
  for (const [kind, sql] of Object.entries(rowsOf)) {
    const { rows } = await database.outer.query(sql);
    const found = new Map<string, number>();
    for (const { mark } of rows) found.set(mark, (found.get(mark) ?? 0) + 1);
    const marks = acknowledged.filter((one) => one.kind === kind).map((one) => one.mark);
    expect(
      marks.filter((mark) => !found.has(mark)),
      `acknowledged and lost: ${kind}`,
    ).toEqual([]);
    const twice = [...found].filter(([mark, times]) => times > 1 && /[0-9a-f]{12}/.test(mark));
    expect(twice, `there twice: ${kind}`).toEqual([]);
  }
  for (const [harm, sql] of Object.entries(halves)) {
    const { rows } = await database.outer.query(sql);
    expect(rows, harm).toEqual([]);
  }
}

/** Waits until every entry is sealed and answered to. */
export async function waitUntilAnswered(database: Database): Promise<void> {
  const behind = async () => {
    const { rows } = await database.outer.query(`
      select (select count(*) from journal_entry e
          where not exists (select from journal_seal s where s.entry_id = e.id))
        + (select count(*) from journal_seal s join journal_entry e on e.id = s.entry_id
          where e.kind in ('invitation.sent', 'request.sent', 'request.added')
            and s.number > (select number from journal_reader where name = 'reactions')) as behind`);
    return Number(rows[0].behind);
  };
  await until(async () => (await behind()) === 0, 'the journal is sealed and read');
  const { rows } = await database.outer.query('select * from journal_stuck');
  expect(rows, 'no reaction was put aside').toEqual([]);
}

/** Each entry was answered to once: as many mails for each entry of a kind as for every other of that kind. */
export async function checkMails(database: Database): Promise<{ id: string; address: string }[]> {
  const { rows } = await database.outer.query(`
    select kind, min(mails) as least, max(mails) as most from (
      select e.kind, e.id, count(m.id) as mails from journal_entry e left join mail m on m.reason = e.id
      where e.kind in ('invitation.sent', 'request.sent', 'request.added') group by 1, 2) as counted
    group by 1 order by 1`);
  expect(rows.map((row) => row.kind)).toEqual(['invitation.sent', 'request.added', 'request.sent']);
  for (const { kind, least, most } of rows) {
    expect(most, `as many mails for each ${kind}`).toBe(least);
    expect(least, `mails for each ${kind}`).toBeGreaterThan(0);
  }
  const mails = await database.outer.query('select id, address from mail where reason is not null');
  return mails.rows;
}

export const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
