-- Groups of a partnership, such as circles and working groups: what each is there for, what it may decide by itself, who
-- is in it, and which group stands above it. Ended they stay to be read.
create table working_group (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  name text not null,
  purpose text not null,
  decides text not null default '',                            -- what it may decide by itself
  review_on date not null,                                     -- when its mandate is looked at again
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  ended_at timestamptz,
  check (audience = 'space'),
  unique (id, space_id)
);
call guard('working_group');
revoke update, delete on working_group from samvirke_app;
grant update (name, purpose, decides, review_on, locale, ended_at) on working_group to samvirke_app;
create index circle_space on working_group (space_id, id);
create index circle_review on working_group (review_on) where ended_at is null;
create policy adds_own on working_group as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and ended_at is null and app_facilitates(space_id));
-- What has ended stays as it was.
create policy alters_own on working_group as restrictive for update to samvirke_app
  using (app_facilitates(space_id) and ended_at is null) with check (ended_at is null or ended_at = app_now());
create function app_circle_goes_on(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from working_group c where c.id = asked and c.ended_at is null);
end $$;

-- Which group stands above another; without a row that is the whole partnership.
create table circle_link (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  circle_id uuid not null,
  above_id uuid not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  ended_at timestamptz,
  check (audience = 'space'),
  check (circle_id <> above_id),
  foreign key (circle_id, space_id) references working_group (id, space_id) on delete cascade,
  foreign key (above_id, space_id) references working_group (id, space_id) on delete cascade
);
call guard('circle_link');
revoke update, delete on circle_link from samvirke_app;
grant update (ended_at) on circle_link to samvirke_app;
create unique index circle_link_now on circle_link (circle_id) where ended_at is null;
create index circle_link_above on circle_link (above_id);
create policy adds_own on circle_link as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and ended_at is null and app_facilitates(space_id)
    and app_circle_goes_on(circle_id) and app_circle_goes_on(above_id));
create policy alters_own on circle_link as restrictive for update to samvirke_app
  using (app_facilitates(space_id) and ended_at is null) with check (ended_at = app_now());
-- Nothing stands above itself, however far up. One after the other in a partnership: two that come at once could close a ring.
create function circle_link_rules() returns trigger security definer language plpgsql set search_path = public as $$
begin
  perform from partnership p where p.id = new.space_id for no key update;
  if exists (
    with recursive up as (
      select l.above_id from circle_link l where l.circle_id = new.above_id and l.ended_at is null
      union select l.above_id from circle_link l join up on l.circle_id = up.above_id and l.ended_at is null)
    select from up where up.above_id = new.circle_id) then
    raise exception 'circle: stands above itself' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger rules before insert on circle_link for each row when (new.ended_at is null)
  execute function circle_link_rules();

-- Who is in it, who leads it, and who represents it in the group above; as long as each is.
create table circle_part (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  circle_id uuid not null,
  person_id uuid not null references person on delete cascade,
  part text not null check (part in ('member', 'lead', 'representative')),
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  ended_at timestamptz,
  check (audience = 'space'),
  foreign key (circle_id, space_id) references working_group (id, space_id) on delete cascade
);
call guard('circle_part');
revoke update, delete on circle_part from samvirke_app;
grant update (ended_at) on circle_part to samvirke_app;
create unique index circle_part_member on circle_part (circle_id, person_id) where part = 'member' and ended_at is null;
create unique index circle_part_one on circle_part (circle_id, part) where part <> 'member' and ended_at is null;
-- The two who link a group with the one above are two.
create unique index circle_part_two on circle_part (circle_id, person_id) where part <> 'member' and ended_at is null;
create index circle_part_of on circle_part (circle_id, at);
create index circle_part_person on circle_part (person_id) where ended_at is null;
create function app_leads_circle(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from circle_part p
    where p.circle_id = asked and p.part = 'lead' and p.ended_at is null and p.person_id = app_person());
end $$;
create policy adds_own on circle_part as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and ended_at is null and app_circle_goes_on(circle_id)
    and app_contributes(person_id, space_id)
    and (app_facilitates(space_id) or (part = 'member' and app_leads_circle(circle_id))));
-- Anybody leaves by themselves.
create policy alters_own on circle_part as restrictive for update to samvirke_app
  using (ended_at is null and app_circle_goes_on(circle_id) and (person_id = app_person() or app_facilitates(space_id)
    or (part = 'member' and app_leads_circle(circle_id))))
  with check (ended_at = app_now());

-- Who is in a group at a moment: its members, and the two who link each group below with it.
create function circle_people(asked uuid, moment timestamptz) returns table (person uuid) stable language sql
  set search_path = public as $$
  select p.person_id from circle_part p
  where p.circle_id = asked and p.at <= moment and (p.ended_at is null or p.ended_at > moment)
  union
  select p.person_id from circle_link l
    join working_group below on below.id = l.circle_id and (below.ended_at is null or below.ended_at > moment)
    join circle_part p on p.circle_id = l.circle_id and p.part <> 'member' and p.at <= moment
      and (p.ended_at is null or p.ended_at > moment)
  where l.above_id = asked and l.at <= moment and (l.ended_at is null or l.ended_at > moment)
$$;
