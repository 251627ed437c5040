-- Backups that were made, and whether the newest can be restored: told to administrators. The program reaches this
-- table outside the guarded role only, so nothing is granted.
create table backup_run (
  id uuid primary key,
  began_at timestamptz not null default app_now(),
  ended_at timestamptz,
  file text,                   -- its name, without the folder
  bytes bigint,
  rows bigint,
  problem text,
  checked_at timestamptz,      -- when it was restored into a database that was thrown away
  check_problem text
);
create index backup_run_began on backup_run (began_at);
