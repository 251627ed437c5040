-- A partnership comes from another city, or goes back into this one: its rows come as they were, and no rule for those who
-- write is meant for them. Only the house itself brings one in.
create or replace function app_erases() returns boolean stable language sql as $$
  select current_setting('role', true) is distinct from 'samvirke_app'
    and 'yes' in (coalesce(current_setting('app.erasing', true), ''), coalesce(current_setting('app.carrying', true), ''))
$$;

-- A file that an administrator has sent, until it is brought in or a day is over, and what came of it. The file itself lies
-- in the data folder. Of what is in it no more stands here than was shown before it was brought in.
create table partnership_arrival (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,   -- the city
  audience text not null default 'facilitator',
  audience_id uuid,
  about jsonb not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  begun_at timestamptz,
  ended_at timestamptz,
  came_of text check (came_of in ('new', 'same', 'ahead', 'refused', 'dropped')),
  fault jsonb,                                 -- why it was refused
  check (audience = 'facilitator'),
  check ((ended_at is null) = (came_of is null))
);
call guard('partnership_arrival');
revoke update, delete on partnership_arrival from samvirke_app;
grant update (begun_at, ended_at, came_of) on partnership_arrival to samvirke_app;
create policy adds_own on partnership_arrival as restrictive for insert to samvirke_app
  with check (app_administers() and by_person = app_person() and at = app_now() and begun_at is null and came_of is null);
-- That it came in is said by the house, not by who wants it in.
create policy alters_open on partnership_arrival as restrictive for update to samvirke_app
  using (app_administers() and ended_at is null) with check (came_of is null or came_of = 'dropped');
create index partnership_arrival_at on partnership_arrival (at);
