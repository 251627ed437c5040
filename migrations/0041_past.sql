-- What was tried before, and how it ended.
create table attempt (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  since int not null check (since between 1000 and 2999),            -- years
  until int check (until >= since and until <= 2999),
  what text not null,
  by_whom text not null,                                             -- organisations
  ended text not null,                                               -- what ended it
  remains text not null default '',
  source text not null default '',
  locale text not null,
  partner_id uuid references partner on delete set null,             -- of who added it; empty: a facilitator
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  changed_at timestamptz,
  changed_by uuid references person on delete set null,
  removed_at timestamptz,
  removed_by uuid references person on delete set null,
  check (audience = 'space')
);
call guard('attempt');
revoke delete, update on attempt from samvirke_app;
grant update (since, until, what, by_whom, ended, remains, source, locale, changed_at, changed_by, removed_at, removed_by)
  on attempt to samvirke_app;
create policy adds_own on attempt as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now()
    and case when partner_id is null then app_facilitates(space_id)
      else app_has_joined(partner_id, space_id) and app_writes_in(partner_id) end);
-- Changed, taken out and put back by the partner that added it, and by who facilitates.
create policy alters_own on attempt as restrictive for update to samvirke_app
  using (app_facilitates(space_id) or app_writes_in(partner_id));
create index attempt_space on attempt (space_id, since) where removed_at is null;
