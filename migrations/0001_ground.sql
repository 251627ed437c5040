-- The ground floor: who acts, where, for whose eyes, and what is remembered of it.

create extension if not exists pg_trgm;

-- Every transaction of the program takes this role, which has no rights but those granted below,
-- so that row level security holds even where the login role is a superuser (the embedded database).
do $$
begin
  if not exists (select from pg_roles where rolname = 'samvirke_app') then
    create role samvirke_app nologin;
  end if;
exception when duplicate_object or unique_violation then null; -- another database of the cluster was faster
end
$$;
grant samvirke_app to current_user;
grant usage on schema public to samvirke_app;

-- One clock. Only tests replace this function, to move time.
create function app_now() returns timestamptz stable language sql as 'select now()';

-- Who acts in this transaction: set once, when it begins.
create function app_person() returns uuid stable parallel safe language sql
  as $$ select nullif(current_setting('app.person', true), '')::uuid $$;
create function app_organisations() returns uuid[] stable parallel safe language sql
  as $$ select coalesce(nullif(current_setting('app.organisations', true), ''), '{}')::uuid[] $$;
-- Spaces that one act opens for itself: a new request, an invitation that is being accepted.
create function app_granted() returns uuid[] stable parallel safe language sql
  as $$ select coalesce(nullif(current_setting('app.granted', true), ''), '{}')::uuid[] $$;

create table person (
  id uuid primary key,
  kind text not null check (kind in ('person', 'mailbox', 'guest')),
  name text not null,
  email text,
  locale text not null,
  login_id text unique,
  created_at timestamptz not null default app_now(),
  deactivated_at timestamptz
);
create unique index person_email on person (lower(email)) where email is not null;

create table space (
  id uuid primary key,
  kind text not null check (kind in ('city', 'organisation', 'partnership', 'group', 'request')),
  space_id uuid not null generated always as (id) stored,
  audience text not null,
  audience_id uuid,
  created_at timestamptz not null default app_now(),
  created_by uuid references person on delete set null,
  demo boolean not null default false
);

-- A person or an organisation takes part in a space in a role, from … until.
create table membership (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  person_id uuid references person on delete cascade,
  organisation_id uuid references space on delete cascade,
  role text not null,
  since timestamptz not null default app_now(),
  until timestamptz,
  given_by uuid references person on delete set null,
  check (num_nonnulls(person_id, organisation_id) = 1)
);
create index membership_person on membership (person_id) where until is null;
create index membership_space on membership (space_id) where until is null;
create unique index membership_person_once on membership (space_id, person_id, role) where until is null and person_id is not null;
create unique index membership_organisation_once on membership (space_id, organisation_id, role) where until is null and organisation_id is not null;

-- Named counterparts of a single row (audience 'counterparts').
create table counterpart (
  row_id uuid not null,
  space_id uuid not null references space on delete cascade,
  person_id uuid references person on delete cascade,
  organisation_id uuid references space on delete cascade,
  check (num_nonnulls(person_id, organisation_id) = 1)
);
create unique index counterpart_once on counterpart (row_id, coalesce(person_id, organisation_id));

-- The questions that policies ask run as the owner, past row level security; otherwise policies
-- on the membership table would ask themselves. In plpgsql because it keeps its plans: a row written
-- under these guards costs half of what it does with functions in SQL, planned anew for each statement.
create function app_in_space(space uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  if space = any (app_granted()) then return true; end if;
  return exists (
    select from membership m
    where m.space_id = space and (m.until is null or m.until > app_now()) and m.role <> 'claimant'
      and (m.person_id = app_person() or m.organisation_id = any (app_organisations())));
end $$;
-- In the city itself administrators write; whoever else may take part there one day does not.
create function app_writes_in(space uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  if space = any (app_granted()) then return true; end if;
  return exists (
    select from membership m join space s on s.id = m.space_id
    where m.space_id = space and (m.until is null or m.until > app_now()) and m.role not in ('claimant', 'observer')
      and (s.kind <> 'city' or m.role = 'administrator')
      and (m.person_id = app_person() or m.organisation_id = any (app_organisations())));
end $$;
create function app_facilitates(space uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from membership m
    where m.space_id = space and (m.until is null or m.until > app_now())
      and m.role in ('administrator', 'facilitator', 'lead') and m.person_id = app_person());
end $$;
create function app_administers() returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from membership m join space s on s.id = m.space_id and s.kind = 'city'
    where (m.until is null or m.until > app_now()) and m.role = 'administrator' and m.person_id = app_person());
end $$;
-- An administrator lets others into organisations, never into what partners keep among themselves, and never themselves.
create function app_lets_in(space uuid, person uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return person is distinct from app_person() and app_administers() and exists (
    select from space s where s.id = space and s.kind in ('city', 'organisation'));
end $$;
create function app_is_counterpart(row_id uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from counterpart c where c.row_id = app_is_counterpart.row_id
      and (c.person_id = app_person() or c.organisation_id = any (app_organisations())));
end $$;
create function app_shares_space_with(other uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from membership theirs
    where theirs.person_id = other and (theirs.until is null or theirs.until > app_now())
      and app_in_space(theirs.space_id));
end $$;

-- The audience kinds: the one place that says who sees a row. 'public' is tested by the policy itself.
create function app_sees(space uuid, audience text, audience_id uuid, row_id uuid) returns boolean stable
  language sql as $$
  select case audience
    when 'public' then true
    when 'space' then app_in_space(space)
    when 'organisation' then audience_id = any (app_organisations())
    when 'counterparts' then app_is_counterpart(row_id) or app_in_space(space)
    when 'person' then audience_id = app_person()
    when 'facilitator' then app_facilitates(space)
    else false
  end
$$;

-- Puts the second guard on a table with id, space_id, audience and audience_id.
create procedure guard(guarded regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s add check (audience in (''public'', ''space'', ''organisation'', ''counterparts'', ''person'', ''facilitator''))', guarded);
  execute format('alter table %s add check ((audience_id is not null) = (audience in (''organisation'', ''person'')))', guarded);
  execute format('create policy sees on %s for select to samvirke_app using (audience = ''public'' or app_sees(space_id, audience, audience_id, id))', guarded);
  execute format('create policy adds on %s for insert to samvirke_app with check (app_writes_in(space_id))', guarded);
  execute format('create policy alters on %s for update to samvirke_app using (app_writes_in(space_id) and (audience = ''public'' or app_sees(space_id, audience, audience_id, id))) with check (app_writes_in(space_id))', guarded);
  execute format('create policy removes on %s for delete to samvirke_app using (app_writes_in(space_id) and (audience = ''public'' or app_sees(space_id, audience, audience_id, id)))', guarded);
  execute format('grant select, insert, update, delete on %s to samvirke_app', guarded);
end
$$;
call guard('space');
-- What a space is stays what it is; only who sees it may change. Whoever could make theirs a city would govern it.
revoke update, delete on space from samvirke_app;
grant update (audience) on space to samvirke_app;

-- The three tables that the guards themselves stand on have policies of their own.
alter table person enable row level security;
create policy sees on person for select to samvirke_app
  using (id = app_person() or app_shares_space_with(id) or app_administers());
create policy adds on person for insert to samvirke_app with check (id = app_person() and kind = 'guest');
create policy alters on person for update to samvirke_app using (id = app_person()) with check (id = app_person());
grant select (id, kind, name, locale, created_at, deactivated_at), insert (id, kind, name, email, locale), update (name, locale) on person to samvirke_app;
-- Where somebody is written to: told to themselves, to who leads a space they take part in, and to administrators.
create function address_of(person uuid) returns text stable security definer language sql set search_path = public as $$
  select p.email from person p
  where p.id = address_of.person and (p.id = app_person() or app_administers() or exists (
    select from membership m
    where m.person_id = p.id and (m.until is null or m.until > app_now()) and app_facilitates(m.space_id)))
$$;

alter table membership enable row level security;
create policy sees on membership for select to samvirke_app
  using (person_id = app_person() or organisation_id = any (app_organisations()) or app_in_space(space_id) or app_administers());
create policy adds on membership for insert to samvirke_app
  with check (space_id = any (app_granted()) or app_facilitates(space_id) or app_lets_in(space_id, person_id)
    or (role = 'claimant' and person_id = app_person()));
create policy alters on membership for update to samvirke_app
  using (space_id = any (app_granted()) or app_facilitates(space_id) or app_lets_in(space_id, person_id) or person_id = app_person())
  with check (space_id = any (app_granted()) or app_facilitates(space_id) or app_lets_in(space_id, person_id)
    or (until <= app_now() and person_id = app_person()));
-- A role is given anew, never altered; and who has left does not let themselves in again.
grant select, insert, update (until) on membership to samvirke_app;

alter table counterpart enable row level security;
create policy sees on counterpart for select to samvirke_app
  using (person_id = app_person() or organisation_id = any (app_organisations()) or app_in_space(space_id));
create policy adds on counterpart for insert to samvirke_app with check (app_writes_in(space_id));
create policy removes on counterpart for delete to samvirke_app using (app_writes_in(space_id));
grant select, insert, delete on counterpart to samvirke_app;

-- The journal: what happened, in the same transaction as the change itself. Only inserted, never altered.
create table journal_entry (
  id uuid primary key,
  seq bigint not null generated always as identity,
  space_id uuid not null references space on delete cascade,
  audience text not null,
  audience_id uuid,
  kind text not null,
  subject_id uuid,
  at timestamptz not null,
  content jsonb not null,       -- nothing personal
  commitment bytea not null,    -- SHA-256 over salt, actor and personal
  salt bytea,                   -- these three go when a person is erased; the chain stays whole
  actor_id uuid,
  personal jsonb
);
create unique index journal_entry_seq on journal_entry (seq);
create index journal_entry_space on journal_entry (space_id, seq desc);
alter table journal_entry enable row level security;
call guard('journal_entry');
revoke update, delete on journal_entry from samvirke_app;

-- The hash chain of each space, made by the sealer off the way of the request.
create table journal_seal (
  number bigint primary key generated always as identity,
  space_id uuid not null references space on delete cascade,
  position bigint not null,
  entry_id uuid not null unique,
  hash bytea not null,
  sealed_at timestamptz not null default clock_timestamp(),
  unique (space_id, position)
);
-- Heads are shown outside, so anyone may ask for one: a number and a hash tell nothing.
create function journal_head(space uuid) returns table (head_position bigint, head_hash bytea) stable security definer language sql
  set search_path = public as $$
  select s.position, s.hash from journal_seal s where s.space_id = space order by s.position desc limit 1
$$;

create table journal_reader (
  name text primary key,
  number bigint not null default 0
);
create table journal_stuck (
  id uuid primary key,
  reader text not null,
  entry_id uuid not null references journal_entry on delete cascade,
  problem text not null,
  attempts int not null,
  since timestamptz not null default app_now()
);

-- Forms that were sent twice: the key of a form that had its effect, and where it led.
create table once (
  key uuid primary key,
  body bytea,          -- SHA-256; absent where the choice is secret
  location text,
  at timestamptz not null default app_now()
);
create index once_at on once (at);
grant insert on once to samvirke_app;
create function once_find(wanted uuid) returns table (body bytea, location text) stable security definer language sql
  set search_path = public as 'select o.body, o.location from once o where o.key = wanted';

-- The city itself: one row.
create table city (
  id uuid primary key,
  space_id uuid not null references space,
  audience text not null default 'public',
  audience_id uuid,
  name jsonb not null,
  time_zone text not null,
  currency text not null,
  locales text[] not null,
  default_locale text not null,
  theme text not null,
  size_band text not null default 'medium' check (size_band in ('small', 'medium', 'large')),
  limits jsonb not null default '{}',          -- political and legal limits, in words
  sign_up text not null default 'invitation' check (sign_up in ('open', 'invitation', 'domain')),
  sign_up_domains text[] not null default '{}',
  closed_days date[] not null default '{}',
  privacy jsonb not null default '{}',
  accessibility jsonb not null default '{}',
  imprint jsonb not null default '{}',
  logo bytea,
  logo_type text,
  demo text not null default 'never' check (demo in ('never', 'loaded', 'removed')),
  set_up_at timestamptz
);
call guard('city');
create unique index city_only_one on city ((true));

create table mail (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'facilitator',
  audience_id uuid,
  person_id uuid references person on delete cascade,
  address text not null,
  locale text not null,
  kind text not null,
  subject text not null,
  html text,               -- emptied once sent: mails hold links that open doors
  text text,
  headers jsonb not null default '{}',
  reason uuid,             -- the journal entry it answers: one mail for each entry and address
  created_at timestamptz not null default app_now(),
  attempts int not null default 0,
  due_at timestamptz not null default app_now(),  -- not before; moved ahead by each attempt
  sent_at timestamptz,
  failed_at timestamptz,
  problem text
);
create unique index mail_once on mail (reason, address, kind) where reason is not null;
create index mail_waiting on mail (due_at) where sent_at is null and failed_at is null;
alter table mail enable row level security;
create policy sees on mail for select to samvirke_app using (app_administers());
grant select (id, space_id, audience, person_id, locale, kind, subject, created_at, attempts, sent_at, failed_at, problem, address) on mail to samvirke_app;

create table invitation (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'facilitator',
  audience_id uuid,
  email text not null,
  name text not null default '',
  kind text not null default 'person' check (kind in ('person', 'mailbox')),
  role text not null,
  locale text not null,
  invited_by uuid references person on delete set null,
  created_at timestamptz not null default app_now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references person on delete set null,
  withdrawn_at timestamptz
);
call guard('invitation');
drop policy adds on invitation;
create policy adds on invitation for insert to samvirke_app
  with check (app_facilitates(space_id) or app_administers());
drop policy sees on invitation;
create policy sees on invitation for select to samvirke_app
  using (app_facilitates(space_id) or app_administers() or space_id = any (app_granted()));
drop policy alters on invitation;
create policy alters on invitation for update to samvirke_app
  using (app_facilitates(space_id) or app_administers() or space_id = any (app_granted()));

-- Words of public and private things, for search. Equality on text is leakproof, so the index works under the policies.
create table search_posting (
  id uuid not null default gen_random_uuid(),
  space_id uuid not null references space on delete cascade,
  audience text not null,
  audience_id uuid,
  locale text not null,
  word text not null,          -- stem
  subject_kind text not null,
  subject_id uuid not null,
  part text not null,          -- which text of the subject
  weight real not null,
  -- The words that have this stem there, in small letters, without accents: who asks for parking means parking,
  -- and rather not a park.
  forms text[] not null default '{}'
);
create index search_posting_word on search_posting (word, locale, subject_kind, weight desc);
create index search_posting_subject on search_posting (subject_id);
call guard('search_posting');
-- Planned on its own: for a word that thousands have, the planner would fetch and sort all their rows.
create function search_heaviest(asked text, asked_locale text, asked_kind text, amount int)
  returns table (space_id uuid, subject_id uuid, weight real, forms text[]) stable language plpgsql
  set enable_bitmapscan = off set enable_seqscan = off as $$ begin
  return query select p.space_id, p.subject_id, p.weight, p.forms from search_posting p
    where p.word = asked and p.locale = asked_locale and p.subject_kind = asked_kind
    order by p.weight desc limit amount;
end $$;
-- The vocabulary for misspelt words: public words only, or it would tell what private texts say.
create table search_word (
  locale text not null,
  word text not null,          -- small letters, without accents
  stem text not null,
  shown text not null,         -- as first written
  primary key (locale, word)
);
create index search_word_alike on search_word using gist (word gist_trgm_ops);
create index search_word_stem on search_word (locale, stem);
grant select on search_word to samvirke_app;

-- Accounts: better-auth's own tables. The program reaches them outside the guarded role only.
create table auth_user (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create table auth_session (
  id text primary key,
  "userId" text not null references auth_user on delete cascade,
  token text not null unique,
  "expiresAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index auth_session_user on auth_session ("userId");
create table auth_account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth_user on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index auth_account_user on auth_account ("userId");
create table auth_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index auth_verification_identifier on auth_verification (identifier);

-- Counters of rate-limiter-flexible.
create table rate_limit (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

-- What an import brought, so that the same file twice changes nothing.
create table import_item (
  source text not null,        -- the file's name for the thing
  space_id uuid not null references space on delete cascade,
  subject_id uuid not null,
  digest bytea not null,
  primary key (source)
);
