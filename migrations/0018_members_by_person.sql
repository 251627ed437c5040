-- Whether somebody is in a space is asked for each row of a page. It is looked up by who asks and where, so that it
-- costs the same in a space of two hundred as in one of two: each of these questions has an index of its own, which
-- one question with an "or" would not use. Who leaves on a day to come is still in: the indexes hold all.

drop index membership_person, membership_person_past, membership_organisation, membership_space;
create index membership_person on membership (person_id, space_id);
create index membership_organisation on membership (organisation_id, space_id) where organisation_id is not null;
create index membership_space on membership (space_id);

create or replace function app_in_space(space uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  if space = any (app_granted()) then return true; end if;
  return exists (
    select from membership m
    where m.space_id = space and m.person_id = app_person()
      and (m.until is null or m.until > app_now()) and m.role <> 'claimant')
  or exists (
    select from membership m
    where m.space_id = space and m.organisation_id = any (app_organisations())
      and (m.until is null or m.until > app_now()) and m.role <> 'claimant');
end $$;

create or replace function app_writes_in(space uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  if space = any (app_granted()) then return true; end if;
  return exists (
    select from membership m join space s on s.id = m.space_id
    where m.space_id = space and m.person_id = app_person()
      and (m.until is null or m.until > app_now()) and m.role not in ('claimant', 'observer')
      and (s.kind <> 'city' or m.role = 'administrator'))
  or exists (
    select from membership m join space s on s.id = m.space_id
    where m.space_id = space and m.organisation_id = any (app_organisations())
      and (m.until is null or m.until > app_now()) and m.role not in ('claimant', 'observer')
      and (s.kind <> 'city' or m.role = 'administrator'));
end $$;
