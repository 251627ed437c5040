-- Partnerships: who sets out together. Each is a space, and each of its partners is one besides: its people,
-- and what they keep among themselves until all open together.

alter table space drop constraint space_kind_check;
alter table space add constraint space_kind_check
  check (kind in ('city', 'organisation', 'partnership', 'partner', 'group', 'request'));

create table partnership (
  id uuid primary key references space on delete cascade,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  name text not null,
  purpose text not null default '',            -- what we want to change
  place text not null default '',              -- and where
  locale text not null,                        -- in which language that is written
  request_id uuid references request on delete set null,
  begun_at timestamptz,                        -- empty while its founder is on the three pages
  ended_at timestamptz,
  check (space_id = id)
);
call guard('partnership');
drop policy alters on partnership;
create policy alters on partnership for update to samvirke_app
  using (app_facilitates(space_id) or space_id = any (app_granted()))
  with check (app_facilitates(space_id) or space_id = any (app_granted()));
revoke delete on partnership from samvirke_app;

-- A partner of a partnership. Its id is its own space, where its people are: lead, deputy, members, observers.
-- One without people does not sign in; what it says is recorded by a facilitator.
create table partner (
  id uuid primary key references space on delete cascade,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  organisation_id uuid references organisation on delete set null,
  name text not null,                          -- empty: invited, and has not said yet who it is
  kind text not null check (kind in (
    'local-government', 'regional-government', 'national-government', 'international-government', 'department',
    'consortium', 'business', 'university', 'school', 'library', 'nonprofit', 'foundation', 'development-body',
    'community')),
  invited_at timestamptz not null default app_now(),
  joined_at timestamptz,
  left_at timestamptz,
  check (audience = 'space')
);
call guard('partner');
-- The facilitator looks after all of them, a partner's lead after their own.
drop policy alters on partner;
create policy alters on partner for update to samvirke_app
  using (app_facilitates(space_id) or app_facilitates(id) or space_id = any (app_granted()))
  with check (app_facilitates(space_id) or app_facilitates(id) or space_id = any (app_granted()));
drop policy adds on partner;
create policy adds on partner for insert to samvirke_app
  with check (app_facilitates(space_id) or space_id = any (app_granted()));
revoke delete on partner from samvirke_app;
create index partner_space on partner (space_id);
create unique index partner_organisation on partner (space_id, organisation_id)
  where organisation_id is not null and left_at is null;

create function app_partnership_of(partner uuid) returns uuid stable security definer language plpgsql
  set search_path = public as $$ begin
  return (select p.space_id from partner p where p.id = app_partnership_of.partner);
end $$;
-- Who speaks for a partner is known to all of the partnership.
create policy partners on membership for select to samvirke_app
  using (app_in_space(app_partnership_of(space_id)));

create table partner_invitation (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'facilitator',
  audience_id uuid,
  partner_id uuid references partner on delete cascade,        -- empty: to look on, or to facilitate
  email text not null,
  name text not null default '',
  role text not null check (role in ('lead', 'deputy', 'member', 'observer', 'facilitator')),
  locale text not null,
  note text not null default '',               -- a word from who invites
  invited_by uuid references person on delete set null,
  created_at timestamptz not null default app_now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references person on delete set null,
  declined_at timestamptz,
  reason text not null default '',             -- of a no
  withdrawn_at timestamptz
);
call guard('partner_invitation');
drop policy sees on partner_invitation;
create policy sees on partner_invitation for select to samvirke_app
  using (app_facilitates(space_id) or app_facilitates(partner_id) or space_id = any (app_granted()));
drop policy adds on partner_invitation;
create policy adds on partner_invitation for insert to samvirke_app
  with check (app_facilitates(space_id) or app_facilitates(partner_id));
drop policy alters on partner_invitation;
create policy alters on partner_invitation for update to samvirke_app
  using (app_facilitates(space_id) or app_facilitates(partner_id) or space_id = any (app_granted()));
revoke delete on partner_invitation from samvirke_app;
create index partner_invitation_space on partner_invitation (space_id, partner_id);

-- Where somebody who takes part by link is written to. Not for the others' eyes.
create table guest_address (
  id uuid primary key references person on delete cascade,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'person',
  audience_id uuid,
  address text not null,
  locale text not null,
  proven boolean not null,                     -- the link went by mail, not by hand
  check (audience = 'person' and audience_id = id)
);
call guard('guest_address');
