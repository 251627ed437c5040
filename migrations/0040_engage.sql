-- Who is affected, and who has influence: groups and organisations, never private persons.

-- Whether the caller tells what a partner says: its own people, or, for one without any, who facilitates.
create function app_tells_for(partner uuid, space uuid, recorded boolean) returns boolean stable security definer
  language plpgsql set search_path = public as $$ begin
  return app_has_joined(partner, space)
    and case when recorded then app_facilitates(space) and app_without_people(partner) else app_writes_in(partner) end;
end $$;

create table concerned (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  name text not null,
  organisation_id uuid references organisation on delete set null,  -- where it stands in the directory
  locale text not null,
  partner_id uuid not null references partner on delete cascade,    -- who named it
  recorded boolean not null,                                        -- written down for that partner
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  removed_at timestamptz,
  removed_by uuid references person on delete set null,
  check (audience = 'space')
);
call guard('concerned');
revoke delete, update on concerned from samvirke_app;
grant update (removed_at, removed_by) on concerned to samvirke_app;
create policy adds_own on concerned as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_tells_for(partner_id, space_id, recorded));
create index concerned_space on concerned (space_id) where removed_at is null;

-- How a partner sees it. Only added to; of each partner the latest counts.
create table concerned_rating (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  concerned_id uuid not null references concerned on delete cascade,
  partner_id uuid not null references partner on delete cascade,
  affected int not null check (affected between 1 and 5),
  influence int not null check (influence between 1 and 5),
  why text not null,
  locale text not null,
  recorded boolean not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space')
);
call guard('concerned_rating');
revoke update, delete on concerned_rating from samvirke_app;
create policy adds_own on concerned_rating as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_tells_for(partner_id, space_id, recorded)
    and exists (select from concerned c where c.id = concerned_id and c.space_id = concerned_rating.space_id));
create index concerned_rating_of on concerned_rating (concerned_id, partner_id, at desc, id desc);

-- "Who is missing?", asked of every partner. Nobody is an answer. The latest of each counts.
create table concerned_missing (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  partner_id uuid not null references partner on delete cascade,
  named int not null check (named >= 0),                             -- how many were named
  recorded boolean not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space')
);
call guard('concerned_missing');
revoke update, delete on concerned_missing from samvirke_app;
create policy adds_own on concerned_missing as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_tells_for(partner_id, space_id, recorded));
create index concerned_missing_of on concerned_missing (space_id, partner_id, at desc, id desc);

-- What we do about it. Who does it, and by when, is in the to-do. Only added to; the latest counts.
create table concerned_decision (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  concerned_id uuid not null references concerned on delete cascade,
  does text not null check (does in ('invite', 'talk', 'inform', 'nothing')),
  why text not null default '',
  locale text not null,
  to_do_id uuid references to_do on delete set null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (does <> 'nothing' or why <> ''),
  check (audience = 'space')
);
call guard('concerned_decision');
revoke update, delete on concerned_decision from samvirke_app;
create policy adds_own on concerned_decision as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now()
    and exists (select from concerned c where c.id = concerned_id and c.space_id = concerned_decision.space_id));
create index concerned_decision_of on concerned_decision (concerned_id, at desc, id desc);
