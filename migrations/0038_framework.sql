-- The city's own framework for partnerships: laid down once, by its administrators, and inherited by every partnership.
create table provision (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'public',
  audience_id uuid,
  confirmed_at timestamptz not null default app_now(),
  created_at timestamptz not null default app_now(),
  retired_at timestamptz,
  check (audience = 'public')
);
call guard('provision');
drop policy adds on provision;
create policy adds on provision for insert to samvirke_app with check (app_administers());
drop policy alters on provision;
create policy alters on provision for update to samvirke_app using (app_administers()) with check (app_administers());
drop policy removes on provision;
revoke update on provision from samvirke_app;
grant update (confirmed_at, retired_at) on provision to samvirke_app;

-- What a provision says. Only added to: of the versions whose day has come, the one written last holds.
create table provision_version (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'public',
  audience_id uuid,
  provision_id uuid not null references provision on delete cascade,
  number int not null check (number > 0),
  kind text not null
    check (kind in ('policy', 'procurement', 'forms', 'signing', 'oversight', 'disputes', 'records')),
  title jsonb not null,
  meaning jsonb not null,                      -- what it means, in plain words
  document jsonb not null default '{}',        -- the law or document behind it
  link text not null default '',
  applies_from jsonb not null default '{}',    -- from which case on, in words
  amount text check (amount ~ '^(0|[1-9][0-9]{0,14})(\.[0-9]{2})?$'),   -- from which value on: exact, no number of a machine
  currency text check (currency ~ '^[A-Z]{3}$'),
  office_id uuid references organisation on delete set null,
  valid_from date not null,
  at timestamptz not null default app_now(),
  check ((amount is null) = (currency is null)),
  check (audience = 'public')
);
call guard('provision_version');
drop policy adds on provision_version;
create policy adds on provision_version for insert to samvirke_app with check (app_administers() and at = app_now());
revoke update, delete on provision_version from samvirke_app;
create unique index provision_version_number on provision_version (provision_id, number);

-- What partners noted about a provision: that it applies as it is, how it differs and who allowed that, or why it does
-- not concern them. Only added to; the latest counts. `version` is what they had read.
create table provision_note (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  provision_id uuid not null references provision on delete cascade,
  version int not null,
  says text not null check (says in ('as-is', 'differs', 'not-ours', 'taken-back')),
  words text not null default '',
  allowed_by text not null default '',
  locale text not null,
  by_person uuid references person on delete set null,
  by_partner uuid references partner on delete set null,
  at timestamptz not null default app_now(),
  foreign key (provision_id, version) references provision_version (provision_id, number),
  check (audience = 'space')
);
call guard('provision_note');
revoke update, delete on provision_note from samvirke_app;
-- The latest counts: nobody notes as somebody else, for a partner that is not theirs, or ahead of the clock.
create policy adds_own on provision_note as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now()
    and (by_partner is null or (app_partnership_of(by_partner) = space_id and app_writes_in(by_partner))));
create index provision_note_space on provision_note (space_id, provision_id, at desc, id desc);
create index provision_note_provision on provision_note (provision_id);
