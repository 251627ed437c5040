-- Which roles a partnership needs, who is to hold them, and until when.
create table role (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  title text not null,
  purpose text not null,
  powers text not null default '',             -- what the role decides alone
  duties text not null default '',             -- what it answers for
  skills text not null default '',
  stage text not null default '' check (stage in ('', 'prepare', 'design', 'deliver', 'learn')),
  term_months int not null check (term_months between 1 and 60),
  created_at timestamptz not null default app_now(),
  removed_at timestamptz,
  check (audience = 'space')
);
call guard('role');
revoke delete on role from samvirke_app;
create index role_space on role (space_id) where removed_at is null;

-- Whom each partner would choose, and why. Only added to; the latest since the last choice counts.
create table role_nomination (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  role_id uuid not null references role on delete cascade,
  partner_id uuid not null references partner on delete cascade,
  person_id uuid not null references person on delete cascade,
  reason text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space')
);
call guard('role_nomination');
revoke update, delete on role_nomination from samvirke_app;
drop policy adds on role_nomination;
create policy adds on role_nomination for insert to samvirke_app
  with check (app_writes_in(space_id) and app_writes_in(partner_id));
create index role_nomination_role on role_nomination (role_id, at);

-- One candidate at a time is put to all.
create table role_proposal (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  role_id uuid not null references role on delete cascade,
  person_id uuid not null references person on delete cascade,
  reason text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  willing_at timestamptz,                      -- the candidate's own yes
  closed_at timestamptz,
  outcome text check (outcome in ('appointed', 'declined', 'withdrawn')),
  check ((closed_at is null) = (outcome is null)),
  check (audience = 'space')
);
call guard('role_proposal');
revoke delete on role_proposal from samvirke_app;
create unique index role_proposal_open on role_proposal (role_id) where closed_at is null;

-- What each partner says to the candidate. Only added to; the latest counts.
create table role_consent (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  proposal_id uuid not null references role_proposal on delete cascade,
  partner_id uuid not null references partner on delete cascade,
  choice text not null check (choice in ('yes', 'objection')),
  reason text not null default '',
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (choice = 'yes' or reason <> ''),
  check (audience = 'space')
);
call guard('role_consent');
revoke update, delete on role_consent from samvirke_app;
drop policy adds on role_consent;
create policy adds on role_consent for insert to samvirke_app
  with check (app_writes_in(space_id) and app_writes_in(partner_id));
create index role_consent_proposal on role_consent (proposal_id, at);

-- Who held it from when to when, what they pass on, and what they want to grow into.
create table role_term (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  role_id uuid not null references role on delete cascade,
  person_id uuid not null references person on delete cascade,
  since date not null,
  until date not null,
  ended_at timestamptz,
  hand_over text not null default '',
  hand_over_at timestamptz,
  hand_over_read_at timestamptz,               -- by whoever came after
  growth text not null default '',
  check (until > since),
  check (audience = 'space')
);
call guard('role_term');
revoke delete on role_term from samvirke_app;
create unique index role_term_now on role_term (role_id) where ended_at is null;
