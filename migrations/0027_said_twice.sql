-- A form that is sent twice, as by a double click, is answered the second time as the first: with the same page, and
-- with what was said on it.

alter table once add column told text;

drop function once_find(uuid);
create function once_find(wanted uuid) returns table (body bytea, location text, told text) stable security definer
  language sql set search_path = public as 'select o.body, o.location, o.told from once o where o.key = wanted';

-- What was asked and has a day: those whom it waits for are still to be told of it. For the house itself.
create table told_asked (
  entry_id uuid primary key references journal_entry on delete cascade,
  space_id uuid not null references space on delete cascade,
  at timestamptz not null default app_now()
);
alter table told_asked enable row level security;
create index told_asked_at on told_asked (at);
