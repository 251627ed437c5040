-- A second factor beside password and mailed link: codes of an app, passkeys, recovery codes. The program reaches these
-- tables outside the guarded role only, as it does the logins.

create table code_app (
  person_id uuid primary key references person on delete cascade,
  secret text,                       -- what counts, encrypted under the program's secret
  begun text,                        -- one that waits for its first right code, encrypted as well
  last_step bigint not null default 0  -- of the last code that was used: each works once
);
create table passkey (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz not null default app_now(),
  used_at timestamptz
);
create index passkey_person on passkey (person_id);
create table recovery_code (
  person_id uuid not null references person on delete cascade,
  hash bytea not null,               -- keyed with the program's secret
  used_at timestamptz,
  primary key (person_id, hash)
);
-- What somebody is in the middle of: between password and code, or between a question to a passkey and its answer.
create table account_step (
  id bytea primary key,              -- SHA-256 of what the browser keeps
  kind text not null check (kind in ('sign-in', 'add-passkey', 'ask-passkey', 'codes')),
  person_id uuid references person on delete cascade,
  content text not null default '',
  expires_at timestamptz not null
);

-- When whoever is signed in there proved last who they are: by the clock of the machine, as sessions are counted.
alter table auth_session add proven_at timestamptz not null default now();

create function app_has_second_factor(person uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from code_app c where c.person_id = app_has_second_factor.person and c.secret is not null)
    or exists (select from passkey k where k.person_id = app_has_second_factor.person);
end $$;

-- A city may want a second factor of its administrators. Until they have one, they are none.
alter table city add second_factor_required boolean not null default false;
create function app_held_back(person uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from city where second_factor_required) and not app_has_second_factor(person);
end $$;

-- An organisation administers nothing: only what a person is in by themselves can be held back.
create or replace function app_in_space(space uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  if space = any (app_granted()) then return true; end if;
  return exists (
    select from membership m
    where m.space_id = space and m.person_id = app_person()
      and (m.until is null or m.until > app_now()) and m.role <> 'claimant'
      and (m.role <> 'administrator' or not app_held_back(m.person_id)))
  or exists (
    select from membership m
    where m.space_id = space and m.organisation_id = any (app_organisations())
      and (m.until is null or m.until > app_now()) and m.role not in ('claimant', 'administrator'));
end $$;
create or replace function app_writes_in(space uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  if space = any (app_granted()) then return true; end if;
  return exists (
    select from membership m join space s on s.id = m.space_id
    where m.space_id = space and m.person_id = app_person()
      and (m.until is null or m.until > app_now()) and m.role not in ('claimant', 'observer')
      and (s.kind <> 'city' or (m.role = 'administrator' and not app_held_back(m.person_id))))
  or exists (
    select from membership m join space s on s.id = m.space_id
    where m.space_id = space and m.organisation_id = any (app_organisations())
      and (m.until is null or m.until > app_now()) and m.role not in ('claimant', 'observer', 'administrator')
      and s.kind <> 'city');
end $$;
create or replace function app_facilitates(space uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from membership m
    where m.space_id = space and (m.until is null or m.until > app_now())
      and m.role in ('administrator', 'facilitator', 'lead') and m.person_id = app_person()
      and (m.role <> 'administrator' or not app_held_back(m.person_id)));
end $$;
create or replace function app_administers() returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from membership m join space s on s.id = m.space_id and s.kind = 'city'
    where (m.until is null or m.until > app_now()) and m.role = 'administrator' and m.person_id = app_person()
      and not app_held_back(m.person_id));
end $$;

-- Somebody has lost their second factor. One administrator makes sure that it is them, another one says yes; only that
-- yes removes it. Nobody else can: the guarded role has no other way to the tables above.
create table factor_loss (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'facilitator',
  audience_id uuid,
  person_id uuid not null references person on delete cascade,
  reach text not null,               -- how they say that they can be reached
  asked_at timestamptz not null default app_now(),
  checked_by uuid references person on delete cascade,
  checked_at timestamptz,
  checked_how text,
  agreed_by uuid references person on delete cascade,
  agreed_at timestamptz,
  closed_by uuid references person on delete cascade,  -- who said no, or the person, who found it again
  closed_at timestamptz,
  check (num_nonnulls(checked_by, checked_at, checked_how) in (0, 3)),
  check (num_nonnulls(agreed_by, agreed_at) in (0, 2)),
  check (num_nonnulls(closed_by, closed_at) in (0, 2)),
  check (agreed_at is null or (checked_at is not null and closed_at is null)),
  check (checked_by <> person_id),
  check (agreed_by <> person_id),
  check (agreed_by <> checked_by)
);
create unique index factor_loss_open on factor_loss (person_id) where agreed_at is null and closed_at is null;
call guard('factor_loss');
revoke insert, update, delete on factor_loss from samvirke_app;
grant update (checked_by, checked_at, checked_how, agreed_by, agreed_at, closed_by, closed_at) on factor_loss to samvirke_app;
drop policy alters on factor_loss;
create policy alters on factor_loss for update to samvirke_app
  using (app_administers() and person_id <> app_person()) with check (app_administers() and person_id <> app_person());

create function factor_loss_rules() returns trigger security definer language plpgsql set search_path = public as $$
declare
  guarded boolean := current_setting('role', true) is not distinct from 'samvirke_app';
  office constant text := 'lost factor: not the one who decides this';
begin
  if old.agreed_at is not null or old.closed_at is not null then
    raise exception 'lost factor: it is decided' using errcode = 'check_violation';
  end if;
  if (new.person_id, new.asked_at, new.space_id) is distinct from (old.person_id, old.asked_at, old.space_id) then
    raise exception 'lost factor: it is about one person' using errcode = 'check_violation';
  end if;
  if (new.checked_by, new.checked_at, new.checked_how)
    is distinct from (old.checked_by, old.checked_at, old.checked_how) then
    if old.checked_by is not null or new.agreed_by is not null or not app_held_office(new.checked_by, new.asked_at)
      or (guarded and new.checked_by is distinct from app_person()) then
      raise exception '%', office using errcode = 'insufficient_privilege';
    end if;
    new.checked_at := app_now();
  end if;
  if new.agreed_by is not null then
    if old.checked_by is null or new.agreed_by = old.checked_by or not app_held_office(new.agreed_by, new.asked_at)
      or (guarded and new.agreed_by is distinct from app_person()) then
      raise exception '%', office using errcode = 'insufficient_privilege';
    end if;
    new.agreed_at := app_now();
  end if;
  if new.closed_by is not null then
    if guarded and new.closed_by is distinct from app_person() then
      raise exception '%', office using errcode = 'insufficient_privilege';
    end if;
    new.closed_at := app_now();
  end if;
  return new;
end $$;
-- Somebody who administers the city now and did so already at a time: whoever was let in since then, perhaps to say the
-- second yes, decides nothing.
create function app_held_office(person uuid, at timestamptz) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from membership m join space s on s.id = m.space_id and s.kind = 'city'
    join person p on p.id = m.person_id and p.deactivated_at is null
    where m.person_id = app_held_office.person and m.role = 'administrator' and m.since <= app_held_office.at
      and (m.until is null or m.until > app_now()));
end $$;
create trigger rules before update on factor_loss for each row execute function factor_loss_rules();

create function factor_loss_removes() returns trigger security definer language plpgsql set search_path = public as $$
begin
  delete from code_app where person_id = new.person_id;
  delete from passkey where person_id = new.person_id;
  delete from recovery_code where person_id = new.person_id;
  delete from account_step where person_id = new.person_id;
  delete from auth_session where "userId" = (select login_id from person where id = new.person_id);
  return null;
end $$;
create trigger removes after update on factor_loss for each row
  when (old.agreed_at is null and new.agreed_at is not null) execute function factor_loss_removes();
