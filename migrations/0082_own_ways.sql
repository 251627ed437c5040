-- Ways to decide that a city has adapted: copies of those that come with the house. Kept is what it changed.
create table own_way (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'public',
  audience_id uuid,
  base text not null,                          -- the key of the process it is a copy of
  name jsonb not null,
  fits jsonb not null,                         -- when it fits, in words
  not_fits jsonb not null,
  changes jsonb not null,
  created_at timestamptz not null default app_now(),
  retired_at timestamptz,
  check (audience = 'public')
);
call guard('own_way');
drop policy adds on own_way;
create policy adds on own_way for insert to samvirke_app with check (app_administers());
drop policy alters on own_way;
create policy alters on own_way for update to samvirke_app using (app_administers()) with check (app_administers());
drop policy removes on own_way;
revoke update, delete on own_way from samvirke_app;
grant update (name, fits, not_fits, changes, retired_at) on own_way to samvirke_app;
