-- Files that people brought, and the moments of a partnership that they put into its timeline themselves.

-- One row for each file; its bytes lie in the folder of files, under the row's id.
create table file (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  type text not null,
  bytes int not null,
  sha256 bytea not null,
  width int not null,
  height int not null,
  uploaded_by uuid references person on delete set null,
  uploaded_at timestamptz not null default app_now(),
  removed_at timestamptz,
  removed_by uuid references person on delete set null
);
call guard('file');
-- What a file holds stays what it is; it can only be taken away and put back.
revoke update, delete on file from samvirke_app;
grant update (removed_at, removed_by) on file to samvirke_app;
create index file_space on file (space_id);
create index file_removed on file (removed_at) where removed_at is not null;

-- Bytes that no row stands for: not yet, or no more. Whatever stays here is deleted from the disk after a while.
-- Written before the bytes are, so that not even a killed program leaves any behind.
create table file_leaving (
  id uuid primary key,
  at timestamptz not null default app_now()
);
create function file_stays() returns trigger security definer language plpgsql set search_path = public as $$ begin
  delete from file_leaving where id = new.id;
  return new;
end $$;
create function file_leaves() returns trigger security definer language plpgsql set search_path = public as $$ begin
  insert into file_leaving (id) values (old.id) on conflict do nothing;
  return old;
end $$;
create trigger stays after insert on file for each row execute function file_stays();
create trigger leaves after delete on file for each row execute function file_leaves();

-- What people of a partnership want newcomers to know: a sentence, a day, a picture.
create table moment (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  text text not null,                          -- empty where the picture says it
  day date not null,
  at timestamptz not null,                     -- its place among what the journal tells
  file_id uuid references file on delete cascade,
  shows text not null default '',              -- the picture in words
  added_by uuid references person on delete set null,
  added_at timestamptz not null default app_now(),
  removed_at timestamptz,
  removed_by uuid references person on delete set null,
  check (audience = 'space'),
  check (text <> '' or file_id is not null),
  check (file_id is null or shows <> '')
);
call guard('moment');
revoke delete on moment from samvirke_app;
create index moment_order on moment (space_id, at, id) where removed_at is null;
create index moment_removed on moment (removed_at) where removed_at is not null;
create index moment_file on moment (file_id) where file_id is not null;

-- The journal of a space, newest first; and of a few kinds from the beginning. Planned on their own, along an index
-- and no further than a page is long: without statistics (the embedded database has none) the planner would fetch
-- and sort all of a space, and ask the guards about each row. Bounds are variables: under the guards PostgreSQL
-- takes `coalesce` for something that might tell, and would not look it up in an index.
create index journal_entry_kind on journal_entry (space_id, kind, seq);
create function journal_newest(wanted uuid, kinds text[], everybody boolean, before bigint, since timestamptz, most int)
  returns setof journal_entry stable language plpgsql
  set enable_bitmapscan = off set enable_seqscan = off set enable_sort = off as $$
declare
  bound bigint := coalesce(before, 9223372036854775807);
  young timestamptz := coalesce(since, '-infinity');
begin
  return query select * from journal_entry e
    where e.space_id = wanted and e.seq < bound and e.kind = any (kinds)
      and (not everybody or e.audience in ('space', 'public')) and e.at >= young
    order by e.seq desc limit most;
end $$;
create function journal_newest_by(who uuid, kinds text[], before bigint, since timestamptz, most int)
  returns setof journal_entry stable language plpgsql
  set enable_bitmapscan = off set enable_seqscan = off set enable_sort = off as $$
declare
  bound bigint := coalesce(before, 9223372036854775807);
  young timestamptz := coalesce(since, '-infinity');
begin
  return query select * from journal_entry e
    where e.actor_id = who and e.seq < bound and e.kind = any (kinds) and e.at >= young
    order by e.seq desc limit most;
end $$;
create function journal_marked(wanted uuid, marked text, after bigint, most int)
  returns setof journal_entry stable language plpgsql
  set enable_bitmapscan = off set enable_seqscan = off set enable_sort = off as $$
declare
  bound bigint := coalesce(after, 0);
begin
  return query select * from journal_entry e
    where e.space_id = wanted and e.kind = marked and e.seq > bound
      and e.audience in ('space', 'public')
    order by e.seq limit most;
end $$;
