-- A partner with people of its own lets others in by its lead and its deputy alone: whoever facilitates could otherwise
-- put somebody there who reads what the partner keeps to itself.

-- A claim is no part in anything.
create or replace function app_without_people(partner uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return not exists (
    select from membership m
    where m.space_id = partner and (m.until is null or m.until > app_now()) and m.role <> 'claimant');
end $$;
create function app_answers_for(partner uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from membership m
    where m.space_id = partner and (m.until is null or m.until > app_now())
      and m.role in ('lead', 'deputy') and m.person_id = app_person());
end $$;
-- Nobody is there, and nobody who was left words there that only the partner's own people read.
create function app_awaits_people(partner uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return app_without_people(partner)
    and not exists (
      select from sealed_answer a
      where a.space_id = partner and a.own_at is not null and (a.sealed_at is null or not app_round_open(a.round_id)))
    and not exists (select from earlier_draft d where d.space_id = partner);
end $$;

drop policy sees on partner_invitation;
create policy sees on partner_invitation for select to samvirke_app
  using (app_facilitates(space_id) or app_answers_for(partner_id) or space_id = any (app_granted()));
drop policy adds on partner_invitation;
create policy adds on partner_invitation for insert to samvirke_app
  with check (case when partner_id is null then app_facilitates(space_id)
    else app_partnership_of(partner_id) = space_id
      and ((app_answers_for(partner_id) and role <> 'facilitator')
        or (app_facilitates(space_id) and app_awaits_people(partner_id))) end);
drop policy alters on partner_invitation;
create policy alters on partner_invitation for update to samvirke_app
  using (app_facilitates(space_id) or app_answers_for(partner_id) or space_id = any (app_granted()));
-- To whom an invitation goes, and into what, is said once.
revoke update on partner_invitation from samvirke_app;
grant update (accepted_at, accepted_by, declined_at, reason, withdrawn_at) on partner_invitation to samvirke_app;

create function partner_invitation_rules() returns trigger security definer language plpgsql set search_path = public as $$
begin
  if current_setting('role', true) is distinct from 'samvirke_app' then return new; end if;
  if tg_op = 'INSERT' then
    new.invited_by := app_person();
    new.created_at := app_now();
    return new;
  end if;
  if old.accepted_at is not null or old.withdrawn_at is not null
    or (old.declined_at is not null and (new.declined_at, new.accepted_at) is distinct from (old.declined_at, null)) then
    raise exception 'invitation: what is closed stays closed' using errcode = 'check_violation';
  end if;
  -- One that was sent while nobody was there opens nothing once somebody is.
  if new.accepted_at is not null and new.partner_id is not null and not app_without_people(new.partner_id)
    and not exists (
      select from membership m
      where m.space_id = new.partner_id and m.person_id = new.invited_by and m.role in ('lead', 'deputy')
        and m.since <= new.created_at and (m.until is null or m.until > new.created_at)) then
    raise exception 'invitation: a partner with people lets others in itself' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger rules before insert or update on partner_invitation
  for each row execute function partner_invitation_rules();

-- No other space is made a partner: who is in an organisation would be told to a partnership.
create function app_is_partner_space(space uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from space s where s.id = app_is_partner_space.space and s.kind = 'partner');
end $$;
drop policy adds on partner;
create policy adds on partner for insert to samvirke_app
  with check ((app_facilitates(space_id) or space_id = any (app_granted())) and app_is_partner_space(id));
-- A partner stays in its partnership; and why it left is read by who facilitates and by its own people, not by all.
revoke select, update on partner from samvirke_app;
grant select (id, space_id, audience, audience_id, organisation_id, name, kind, invited_at, joined_at, left_at, removed_at),
  update (organisation_id, name, kind, joined_at, left_at, removed_at, reason) on partner to samvirke_app;
create function partner_reason(partner uuid) returns text stable security definer language sql set search_path = public as $$
  select p.reason from partner p
  where p.id = partner_reason.partner and (app_facilitates(p.space_id) or exists (
    select from membership m where m.space_id = p.id and m.person_id = app_person() and m.role <> 'claimant'))
$$;
