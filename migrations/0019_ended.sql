-- What the program refuses, the database refuses too: writing into a partnership that has ended, dating back when a
-- partner left, and asking at the gate who has not joined.

-- Whether a space goes on: a partnership, and each of its partners, until it has ended. The transaction that ends it
-- still writes that down, and what one act opens for itself is open: who has left says so, and an account takes over
-- what its guest had.
create function app_goes_on(space uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  if space = any (app_granted()) then return true; end if;
  return not exists (
    select from partnership p
    where p.id = coalesce(app_partnership_of(space), space) and p.ended_at <> app_now());
end $$;

-- Beside the policies of a table, which say who writes: nobody does where it has ended. Reading stays.
create procedure guard_ended(guarded regclass) language plpgsql as $$
begin
  execute format('create policy adds_going_on on %s as restrictive for insert to samvirke_app with check (app_goes_on(space_id))', guarded);
  execute format('create policy alters_going_on on %s as restrictive for update to samvirke_app using (app_goes_on(space_id)) with check (app_goes_on(space_id))', guarded);
  execute format('create policy removes_going_on on %s as restrictive for delete to samvirke_app using (app_goes_on(space_id))', guarded);
end
$$;
-- Every table of a space, but for what people say about themselves, and for the partnership, which can be resumed.
do $$
declare guarded regclass;
begin
  for guarded in
    select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    where c.relkind = 'r' and c.relname not in ('partnership', 'membership', 'guest_address', 'told_person', 'told_rhythm')
      and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'adds')
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'space_id')
  loop
    call guard_ended(guarded);
  end loop;
end $$;
-- Those to come as well.
create or replace procedure guard(guarded regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s add check (audience in (''public'', ''space'', ''organisation'', ''counterparts'', ''person'', ''facilitator''))', guarded);
  execute format('alter table %s add check ((audience_id is not null) = (audience in (''organisation'', ''person'')))', guarded);
  execute format('create policy sees on %s for select to samvirke_app using (audience = ''public'' or app_sees(space_id, audience, audience_id, id))', guarded);
  execute format('create policy adds on %s for insert to samvirke_app with check (app_writes_in(space_id))', guarded);
  execute format('create policy alters on %s for update to samvirke_app using (app_writes_in(space_id) and (audience = ''public'' or app_sees(space_id, audience, audience_id, id))) with check (app_writes_in(space_id))', guarded);
  execute format('create policy removes on %s for delete to samvirke_app using (app_writes_in(space_id) and (audience = ''public'' or app_sees(space_id, audience, audience_id, id)))', guarded);
  execute format('grant select, insert, update, delete on %s to samvirke_app', guarded);
  call guard_ended(guarded);
end
$$;

-- A part in it can still end; nobody is given one.
create policy adds_going_on on membership as restrictive for insert to samvirke_app with check (app_goes_on(space_id));
create policy alters_going_on on membership as restrictive for update to samvirke_app
  using (true) with check (until is not null or app_goes_on(space_id));

-- It ends now, and once; then it is resumed before it says anything else of itself.
create function partnership_rules() returns trigger security definer language plpgsql set search_path = public as $$
begin
  if current_setting('role', true) is distinct from 'samvirke_app' then return new; end if;
  if old.ended_at is null and new.ended_at is not null then
    new.ended_at := app_now();
  elsif old.ended_at is not null and ((new.name, new.purpose, new.place, new.draft, new.begun_at)
      is distinct from (old.name, old.purpose, old.place, old.draft, old.begun_at)
    or (new.ended_at is not null and new.ended_at <> old.ended_at)) then
    raise exception 'partnership: has ended' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger rules before update on partnership for each row execute function partnership_rules();

-- A partner leaves at the moment at which that is said, and once: by it is told who was in when something was agreed, and
-- who comes back with it. The program counts in milliseconds.
create function partner_rules() returns trigger security definer language plpgsql set search_path = public as $$
begin
  if current_setting('role', true) is distinct from 'samvirke_app' or new.left_at is null then return new; end if;
  if tg_op = 'UPDATE' and old.left_at is not null then
    if (new.left_at, new.removed_at) is distinct from (old.left_at, old.removed_at) then
      raise exception 'partner: has left already' using errcode = 'check_violation';
    end if;
  elsif new.left_at not between app_now() - interval '2 milliseconds' and app_now() then
    raise exception 'partner: leaves now, at no other time' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger rules before insert or update on partner for each row execute function partner_rules();

-- At the gate those are asked who have joined.
create policy adds_joined on round_partner as restrictive for insert to samvirke_app
  with check (app_has_joined(partner_id, space_id)
    or not exists (select from round r where r.id = round_id and r.kind = 'gate'));

-- Whether somebody at this address, who takes part by link, is in already: told to the act that lets somebody in there.
create function app_guest_there(space uuid, address text) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return space = any (app_granted()) and exists (
    select from guest_address g join membership m on m.person_id = g.id
    where lower(g.address) = lower(app_guest_there.address) and g.proven
      and m.space_id = app_guest_there.space and m.until is null);
end $$;
