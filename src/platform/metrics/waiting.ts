import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { Family } from './exposition.ts';

type Waiting = {
  mails_waiting: number;
  mails_failed: number;
  unsealed: number;
  oldest: number;
  unread: number;
  stuck: number;
};

/** The sealer leaves no larger gaps behind its last entry than this: so only the end of the journal is looked through. */
const lookBack = 5_000;

/** What waits to be done, and what could not be: how many, never whose. */
export async function waitingIn(tx: Tx): Promise<Family[]> {
  const { rows } = await sql<Waiting>`
    select
      (select count(*) from mail where sent_at is null and failed_at is null) as mails_waiting,
      (select count(*) from mail where failed_at is not null) as mails_failed,
      journal.unsealed, journal.oldest,
      greatest(0, (select coalesce(max(number), 0) from journal_seal)
        - coalesce((select min(number) from journal_reader), 0)) as unread,
      (select count(*) from journal_stuck) as stuck
    from (
      select count(*) as unsealed,
        coalesce(extract(epoch from app_now() - min(e.at)), 0)::float8 as oldest
      from journal_entry e
      where e.seq > (select coalesce(max(last.seq), 0) from (
          select e.seq from journal_seal s join journal_entry e on e.id = s.entry_id
          order by s.number desc limit 1) as last) - ${lookBack}
        and not exists (select from journal_seal s where s.entry_id = e.id)) as journal`.execute(tx.db);
  const told = rows[0]!;
  const gauge = (name: string, help: string, value: number): Family => ({
    name,
    help,
    type: 'gauge',
    samples: [{ value }],
  });
  return [
    {
      name: 'samvirke_mails',
      help: 'Mails that wait to be sent, and that could not be sent.',
      type: 'gauge',
      samples: [
        { labels: { state: 'waiting' }, value: told.mails_waiting },
        { labels: { state: 'failed' }, value: told.mails_failed },
      ],
    },
    await jobsIn(tx),
    gauge('samvirke_journal_unsealed', 'Entries of the journal that wait for their seal.', told.unsealed),
    gauge(
      'samvirke_journal_sealer_lag_seconds',
      'Age of the oldest entry that waits for its seal.',
      Math.max(0, told.oldest),
    ),
    gauge('samvirke_journal_unread', 'Sealed entries that nothing has answered to yet.', told.unread),
    gauge('samvirke_journal_stuck', 'Entries put aside because answering to them failed.', told.stuck),
  ];
}

/** The queue's tables are there once the program has started its jobs. */
async function jobsIn(tx: Tx): Promise<Family> {
  const family = { name: 'samvirke_jobs', help: 'Jobs by what they are and how they stand.' };
  const { rows: there } = await sql<{
    table: string | null;
  }>`select to_regclass('pgboss.job') as table`.execute(tx.db);
  if (!there[0]?.table) return { ...family, type: 'gauge', samples: [] };
  const { rows } = await sql<{ job: string; state: string; n: number }>`
    select name as job, case when state in ('created', 'retry') then 'waiting' else state::text end as state,
      count(*) as n
    from pgboss.job where state in ('created', 'retry', 'active', 'failed')
    group by 1, 2 order by 1, 2`.execute(tx.db);
  return {
    ...family,
    type: 'gauge',
    samples: rows.map(({ job, state, n }) => ({ labels: { job, state }, value: n })),
  };
}
