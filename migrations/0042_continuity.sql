-- Who holds the relations of a partnership, and until when: so that none hangs on one person, or on one department.
create table relation (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  partner_id uuid not null references partner on delete cascade,
  to_partner uuid references partner on delete cascade,
  to_name text not null default '',                                  -- an organisation outside
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  removed_at timestamptz,
  removed_by uuid references person on delete set null,
  check ((to_partner is null) = (to_name <> '')),
  check (to_partner <> partner_id),
  check (audience = 'space')
);
call guard('relation');
revoke delete, update on relation from samvirke_app;
grant update (removed_at, removed_by) on relation to samvirke_app;
create policy adds_own on relation as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_partnership_of(partner_id) = space_id
    and (to_partner is null or app_partnership_of(to_partner) = space_id));
create index relation_space on relation (space_id) where removed_at is null;

-- Nobody is named who does not take part.
create function app_takes_part(person uuid, space uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from membership m
    where m.space_id = app_takes_part.space and m.person_id = app_takes_part.person
      and (m.until is null or m.until > app_now()) and m.role <> 'claimant');
end $$;

create table relation_holder (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  relation_id uuid not null references relation on delete cascade,
  person_id uuid references person on delete cascade,                -- somebody who takes part …
  role_name text not null default '',                                -- … or a role in words
  department text not null,
  ends text not null check (ends in ('open', 'term', 'contract', 'election')),
  until date,                                                        -- of a term or a contract
  successor_id uuid references person on delete set null,            -- who follows: somebody …
  successor_name text not null default '',                           -- … or a role in words
  role_id uuid references role on delete set null,                   -- whose hand-over it is
  written boolean not null default false,                            -- the hand-over, where it is in no role
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  changed_at timestamptz,
  changed_by uuid references person on delete set null,
  removed_at timestamptz,
  removed_by uuid references person on delete set null,
  check ((person_id is null) = (role_name <> '')),
  check ((until is not null) = (ends in ('term', 'contract'))),
  check (audience = 'space')
);
call guard('relation_holder');
revoke delete, update on relation_holder from samvirke_app;
grant update (department, ends, until, successor_id, successor_name, role_id, written, changed_at, changed_by, removed_at, removed_by)
  on relation_holder to samvirke_app;
create policy adds_own on relation_holder as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now()
    and exists (select from relation r where r.id = relation_id and r.space_id = relation_holder.space_id)
    and (person_id is null or app_takes_part(person_id, space_id)));
create policy names_own on relation_holder as restrictive for insert to samvirke_app
  with check (successor_id is null or app_takes_part(successor_id, space_id));
create policy renames_own on relation_holder as restrictive for update to samvirke_app
  using (true) with check (removed_at is not null or successor_id is null or app_takes_part(successor_id, space_id));
create index relation_holder_of on relation_holder (relation_id) where removed_at is null;
create index relation_holder_until on relation_holder (until) where removed_at is null;

create table election_day (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  day date not null,
  what text not null,
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  removed_at timestamptz,
  removed_by uuid references person on delete set null,
  check (audience = 'space')
);
call guard('election_day');
revoke delete, update on election_day from samvirke_app;
grant update (removed_at, removed_by) on election_day to samvirke_app;
create policy adds_own on election_day as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now());
create index election_day_space on election_day (space_id, day) where removed_at is null;
