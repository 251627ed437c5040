-- What each partner tells of itself, in its own words.

-- What it has not given yet: in the partner's own space, so that its own people alone read it.
create table statement_draft (
  id uuid primary key,
  space_id uuid not null references partner on delete cascade,       -- the partner
  audience text not null default 'space',
  audience_id uuid,
  words jsonb not null,                                              -- by the name of the part
  locale text not null,
  saved_by uuid references person on delete set null,
  saved_at timestamptz not null default app_now(),
  unique (space_id),
  check (audience = 'space')
);
call guard('statement_draft');

-- Nobody new is let in where words lie that only the partner's own people read.
create or replace function app_awaits_people(partner uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return app_without_people(partner)
    and not exists (
      select from sealed_answer a
      where a.space_id = partner and a.own_at is not null and (a.sealed_at is null or not app_round_open(a.round_id)))
    and not exists (select from earlier_draft d where d.space_id = partner)
    and not exists (select from statement_draft d where d.space_id = partner);
end $$;

-- What it gave, each time it did. Only added to; the latest counts.
create table statement (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  partner_id uuid not null references partner on delete cascade,
  number int not null check (number > 0),
  words jsonb not null,
  locale text not null,
  recorded_how text check (recorded_how in ('phone', 'visit', 'letter')),
  recorded_on date,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  unique (partner_id, number),
  check ((recorded_how is null) = (recorded_on is null)),
  check (audience = 'space')
);
call guard('statement');
revoke update, delete on statement from samvirke_app;
create policy adds_own on statement as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now()
    and app_tells_for(partner_id, space_id, recorded_how is not null));
create index statement_space on statement (space_id, partner_id, number desc);

-- A small trial project before anything long.
create table trial (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  what text not null,
  who text not null,
  until date not null,
  known_by text not null,
  locale text not null,
  document_id uuid references document on delete set null,           -- where all agree to it
  round_id uuid references round on delete set null,                 -- where all look back at it
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  removed_at timestamptz,
  removed_by uuid references person on delete set null,
  -- What came of it: how many partners want to go on, to change, to stop.
  goes_on int,
  changes int,
  stops int,
  check (audience = 'space')
);
call guard('trial');
revoke delete, update on trial from samvirke_app;
grant update (round_id, removed_at, removed_by) on trial to samvirke_app;
create policy adds_own on trial as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now());
create index trial_space on trial (space_id);
create index trial_until on trial (until) where round_id is null and removed_at is null;
create index trial_round on trial (round_id);
