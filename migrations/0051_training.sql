-- Days on which people learn together what the short lessons say. The city's administrators keep them; all read them.
create table training (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,   -- the city
  audience text not null default 'public',
  audience_id uuid,
  lessons text[] not null check (cardinality(lessons) between 1 and 3),   -- of the guide, by their ids
  begins_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null,                         -- an address, or a link
  languages text[] not null,                   -- ISO 639-1
  coming jsonb not null default '{}',          -- how to come, in the city's languages
  seats int check (seats between 1 and 10000),
  revision int not null default 0,             -- calendars tell by it which file of a session is the newer
  added_at timestamptz not null default app_now(),
  cancelled_at timestamptz,
  reason text not null default '',             -- why it was cancelled
  reason_locale text,
  check (ends_at > begins_at),
  check (audience = 'public')
);
call guard('training');
drop policy adds on training;
create policy adds on training for insert to samvirke_app with check (app_administers());
drop policy alters on training;
create policy alters on training for update to samvirke_app using (app_administers()) with check (app_administers());
drop policy removes on training;
revoke delete on training from samvirke_app;
create index training_ends on training (ends_at);
