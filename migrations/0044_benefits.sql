-- What partners expect to gain by working together, so that it can be checked: baseline, what will show it, target, day.
create table benefit (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  kind text not null,                          -- from the catalogue of the room, or 'own'
  claim text not null,
  who text not null,                           -- who gains by it
  indicator text not null,
  unit text not null default '',
  baseline numeric,                            -- numbers are exact: they go in and out as text
  baseline_on date,
  baseline_source text not null default '',
  baseline_words text not null default '',
  target numeric,
  target_words text not null default '',
  check_on date not null,
  checker_partner uuid references partner on delete set null,   -- the partner that checks …
  checker_person uuid references person on delete set null,     -- … and who does it, where somebody was named
  locale text not null,
  version int not null default 1,              -- one more with each change
  created_by uuid references person on delete set null,
  created_at timestamptz not null default app_now(),
  removed_at timestamptz,
  removed_by uuid references person on delete set null,
  check (audience = 'space')
);
call guard('benefit');
create index benefit_space on benefit (space_id, check_on, id) where removed_at is null;
create index benefit_due on benefit (check_on) where removed_at is null;
create index benefit_checker on benefit (checker_person) where removed_at is null;

-- What it said before it was changed. Only added to.
create table benefit_earlier (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  benefit_id uuid not null references benefit on delete cascade,
  said jsonb not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space')
);
call guard('benefit_earlier');
revoke update, delete on benefit_earlier from samvirke_app;
create index benefit_earlier_benefit on benefit_earlier (benefit_id, at desc, id desc);
create policy adds_own on benefit_earlier as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now()
    and exists (select from benefit b where b.id = benefit_id and b.space_id = benefit_earlier.space_id));

-- What was found when somebody looked. Only added to; the latest counts.
create table benefit_check (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  benefit_id uuid not null references benefit on delete cascade,
  verdict text not null check (verdict in ('held', 'partly', 'failed', 'unclear')),
  measured numeric,
  measured_words text not null default '',
  evidence text not null default '',
  learnt text not null default '',
  again_on date,                               -- when it is looked at again
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space')
);
call guard('benefit_check');
revoke update, delete on benefit_check from samvirke_app;
create index benefit_check_benefit on benefit_check (benefit_id, at desc, id desc);
create index benefit_check_space on benefit_check (space_id, at);
create index benefit_check_again on benefit_check (again_on) where again_on is not null;
create policy adds_own on benefit_check as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now()
    and exists (select from benefit b
      where b.id = benefit_id and b.space_id = benefit_check.space_id and b.removed_at is null));

-- Nobody claims in the name of somebody else. What was claimed stays as it is from the first check on.
create policy adds_own on benefit as restrictive for insert to samvirke_app
  with check (created_by = app_person() and created_at = app_now());
revoke update, delete on benefit from samvirke_app;
grant update (claim, who, indicator, unit, baseline, baseline_on, baseline_source, baseline_words, target, target_words,
  check_on, checker_partner, checker_person, version, removed_at, removed_by) on benefit to samvirke_app;
create policy alters_unchecked on benefit as restrictive for update to samvirke_app
  using (not exists (select from benefit_check c where c.benefit_id = benefit.id))
  with check (removed_by is null or removed_by = app_person());
