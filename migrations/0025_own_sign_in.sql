-- An organisation signs its people in by a service of its own (OpenID Connect), for the mail domain that it has proven.
-- The program reaches the secret outside the guarded role only, and keeps it encrypted.
create table own_sign_in (
  id uuid primary key,
  space_id uuid not null unique references space on delete cascade,
  audience text not null default 'facilitator',
  audience_id uuid,
  domain text not null,
  proven_at timestamptz,       -- null: nobody comes in this way
  seen_at timestamptz,         -- when the record that proves it was seen last
  lost_at timestamptz,         -- it was proven, and the record has gone
  issuer text,
  client_id text,
  client_secret text,          -- encrypted under the program's secret
  has_secret boolean not null generated always as (client_secret is not null) stored,
  joins text not null default 'invited' check (joins in ('invited', 'member')),
  tried_at timestamptz,        -- somebody who leads has come back from there as they should
  on_at timestamptz,
  check (num_nonnulls(issuer, client_id) in (0, 2)),
  check (tried_at is null or client_secret is not null),
  check (on_at is null or tried_at is not null)
);
-- A domain signs in for one organisation at a time.
create unique index own_sign_in_domain on own_sign_in (domain) where proven_at is not null;
call guard('own_sign_in');
revoke select, delete on own_sign_in from samvirke_app;
grant select (id, space_id, audience, audience_id, domain, proven_at, seen_at, lost_at, issuer, client_id, has_secret,
  joins, tried_at, on_at) on own_sign_in to samvirke_app;
drop policy sees on own_sign_in;
create policy sees on own_sign_in for select to samvirke_app
  using (app_facilitates(space_id) or app_administers() or space_id = any (app_granted()));
drop policy adds on own_sign_in;
create policy adds on own_sign_in for insert to samvirke_app
  with check (app_facilitates(space_id) or space_id = any (app_granted()));
drop policy alters on own_sign_in;
create policy alters on own_sign_in for update to samvirke_app
  using (app_facilitates(space_id) or space_id = any (app_granted()))
  with check (app_facilitates(space_id) or space_id = any (app_granted()));
drop policy removes on own_sign_in;

-- Between our page and the way back from the service.
alter table account_step drop constraint account_step_kind_check;
alter table account_step add constraint account_step_kind_check
  check (kind in ('sign-in', 'add-passkey', 'ask-passkey', 'codes', 'provider'));
