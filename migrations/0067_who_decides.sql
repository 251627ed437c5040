-- Who decides: the partners, each with one voice, or the people who take part; of the whole partnership or of one group.
-- Decisions of before are those of all partners.
alter table decision add column voices text not null default 'partners' check (voices in ('partners', 'people'));
alter table decision add column circle_id uuid;
alter table decision add foreign key (circle_id, space_id) references working_group (id, space_id);
create index decision_circle on decision (circle_id) where circle_id is not null;
-- A program that knows partners alone counts no people.
alter table decision add check (voices = 'partners' or outcome is null or coalesce(outcome ->> 'voices', '') = 'people');
create policy adds_in_circle on decision as restrictive for insert to samvirke_app
  with check (circle_id is null or app_circle_goes_on(circle_id));

-- A voice is that of a partner or of a person.
alter table decision_voice alter column partner_id drop not null;
alter table decision_voice add column person_id uuid references person on delete cascade;
alter table decision_voice add check (num_nonnulls(partner_id, person_id) = 1);
create index decision_voice_person on decision_voice (decision_id, person_id, version) where person_id is not null;
create index decision_voice_partner on decision_voice (decision_id, partner_id, version) where partner_id is not null;
alter table decision_aside_yes alter column partner_id drop not null;
alter table decision_aside_yes add column person_id uuid references person on delete cascade;
alter table decision_aside_yes add check (num_nonnulls(partner_id, person_id) = 1);
alter table decision_aside_yes add unique (aside_id, person_id);

-- Who has a voice at a moment: the one list by which the house asks, counts and guards. People are those of partners that
-- are in, and do not only look on; in a group those who are in it, or the partners that they come from.
create function app_voters(space uuid, voices text, circle uuid, moment timestamptz)
  returns table (voter uuid, partner uuid) stable security definer language plpgsql set search_path = public as $$ begin
  if current_setting('role', true) = 'samvirke_app' and not app_in_space(space) then return; end if;
  if voices = 'partners' and circle is null then
    return query select p.id, p.id from partner p
      where p.space_id = space and p.joined_at <= moment and (p.left_at is null or p.left_at > moment);
    return;
  end if;
  return query
    with those as (
      select distinct on (m.person_id) m.person_id, p.id as partner_id
      from partner p join membership m on m.space_id = p.id
      where p.space_id = space and p.joined_at <= moment and (p.left_at is null or p.left_at > moment)
        and m.person_id is not null and m.role in ('lead', 'deputy', 'member')
        and m.since <= moment and (m.until is null or m.until > moment)
        and (circle is null or m.person_id in (select c.person from circle_people(circle, moment) c))
      order by m.person_id, p.id)
    select distinct case voices when 'people' then t.person_id else t.partner_id end, t.partner_id from those t;
end $$;
create function decision_voters(asked uuid, moment timestamptz) returns table (voter uuid, partner uuid) stable
  security definer language sql set search_path = public as $$
  select v.voter, v.partner from decision d cross join lateral app_voters(d.space_id, d.voices, d.circle_id, moment) v
  where d.id = asked
$$;

-- The same asked of one partner or person, without going through all.
create function app_has_voice(asked uuid, voter uuid, moment timestamptz) returns boolean stable security definer
  language plpgsql set search_path = public as $$
declare one decision;
begin
  select * into one from decision d where d.id = asked;
  if one.voices = 'partners' and one.circle_id is null then
    return exists (select from partner p where p.id = voter and p.space_id = one.space_id
      and p.joined_at <= moment and (p.left_at is null or p.left_at > moment));
  end if;
  return exists (
    select from membership m join partner p on p.id = m.space_id
    where case one.voices when 'people' then m.person_id = voter else m.space_id = voter end
      and p.space_id = one.space_id and p.joined_at <= moment and (p.left_at is null or p.left_at > moment)
      and m.person_id is not null and m.role in ('lead', 'deputy', 'member')
      and m.since <= moment and (m.until is null or m.until > moment)
      and (one.circle_id is null or m.person_id in (select c.person from circle_people(one.circle_id, moment) c)));
end $$;

-- Whether the person who asks gives this voice: a partner's by its lead or deputy, or by who facilitates where it has no
-- people; one's own, or by who facilitates for somebody who has said nothing themselves.
create function app_gives_voice(asked uuid, space uuid, partner uuid, person uuid, recorded boolean, said int)
  returns boolean stable security definer language plpgsql set search_path = public as $$
declare one decision;
begin
  select * into one from decision d where d.id = asked and d.space_id = app_gives_voice.space;
  if one.id is null or (one.voices = 'people') <> (person is not null)
    or not app_has_voice(asked, coalesce(person, partner), app_now()) then
    return false;
  end if;
  if person is null then return document_speaks(partner, space, recorded); end if;
  if not recorded then return person = app_person(); end if;
  return app_facilitates(space) and person <> app_person() and not exists (
    select from decision_voice v where v.decision_id = asked and v.person_id = app_gives_voice.person
      and v.version = said and v.recorded_how is null);
end $$;
drop policy adds_own on decision_voice;
create policy adds_own on decision_voice as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_decision_open(decision_id)
    and app_gives_voice(decision_id, space_id, partner_id, person_id, recorded_how is not null, version));

-- Whose voices are read: one's own and those of one's own partner always; those of others as was chosen beforehand.
create or replace function app_decision_shows(asked uuid, said int) returns boolean stable security definer language plpgsql
  set search_path = public as $$
declare one decision;
begin
  select * into one from decision where id = asked;
  return one.results = 'open' or (one.withdrawn_at is null and (one.settled_at is not null or one.due_at <= app_now()))
    or (one.results = 'voted' and (
      exists (select from decision_voice v
        where v.decision_id = asked and v.version = said and v.person_id = app_person())
      or exists (
        select from decision_voice v join membership m on m.space_id = v.partner_id
        where v.decision_id = asked and v.version = said and m.person_id = app_person()
          and (m.until is null or m.until > app_now()) and m.role <> 'claimant')));
end $$;
drop policy sees_in_time on decision_voice;
create policy sees_in_time on decision_voice as restrictive for select to samvirke_app
  using (by_person = app_person() or person_id = app_person() or (partner_id is not null and app_in_space(partner_id))
    or app_decision_shows(decision_id, version));

-- Whether all who have a voice have spoken to the last version.
create or replace function app_decision_heard(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$
declare last int := (select max(n.number) from decision_version n where n.decision_id = asked);
begin
  return exists (select from decision_voice v where v.decision_id = asked) and not exists (
    select from decision_voters(asked, app_now()) e
    where e.voter not in (
      select coalesce(v.person_id, v.partner_id) from decision_voice v
      where v.decision_id = asked and v.version = last));
end $$;

-- Whether somebody has spoken to the last version.
create function decision_has_spoken(asked uuid, voter uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$
declare last int := (select max(n.number) from decision_version n where n.decision_id = asked);
begin
  return exists (select from decision d where d.id = asked and app_in_space(d.space_id)) and (
    exists (select from decision_voice v where v.decision_id = asked and v.version = last and v.person_id = voter)
    or exists (select from decision_voice v where v.decision_id = asked and v.version = last and v.partner_id = voter));
end $$;

-- Who has spoken is known to all; what they said is not in it.
create or replace function decision_spoken(asked uuid) returns table (partner uuid, at timestamptz) stable security definer
  language sql set search_path = public as $$
  select coalesce(v.person_id, v.partner_id), max(v.at) from decision_voice v join decision d on d.id = v.decision_id
  where v.decision_id = asked and app_in_space(d.space_id)
    and v.version = (select max(n.number) from decision_version n where n.decision_id = asked)
  group by 1
$$;

create or replace function app_objection_stands(voice uuid, decision uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from decision_voice v join decision d on d.id = v.decision_id
      join jsonb_array_elements(d.process -> 'ballot' -> 'stances') s on s ->> 'key' = v.stance and s ->> 'counts' = 'blocks'
    where v.id = voice and d.id = app_objection_stands.decision and app_decision_open(d.id)
      and d.process -> 'settled' ->> 'by' = 'no-block'
      and v.version = (select max(n.number) from decision_version n where n.decision_id = d.id)
      and app_has_voice(d.id, coalesce(v.person_id, v.partner_id), app_now())
      and not exists (select from decision_voice later
        where later.decision_id = d.id and later.version = v.version
          and coalesce(later.person_id, later.partner_id) = coalesce(v.person_id, v.partner_id)
          and (later.at, later.id) > (v.at, v.id)));
end $$;
-- Who asks has a voice besides the one that objects, or steers; nobody asks against their own partner, nor themselves.
create or replace function app_asks_aside(voice uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from decision_voice v
    where v.id = voice
      and case when v.person_id is null then not app_in_space(v.partner_id) else v.person_id <> app_person() end
      and (app_decision_steers(v.decision_id) or case when v.person_id is null
        then exists (select from partner p where p.space_id = v.space_id
          and document_speaks(p.id, v.space_id, false) and app_has_voice(v.decision_id, p.id, app_now()))
        else app_has_voice(v.decision_id, app_person(), app_now()) end));
end $$;
drop policy adds_own on decision_aside_yes;
create policy adds_own on decision_aside_yes as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now()
    and exists (select from decision_aside a join decision_voice v on v.id = a.voice_id
      where a.id = aside_id
        and coalesce(v.person_id, v.partner_id) <> coalesce(decision_aside_yes.person_id, decision_aside_yes.partner_id)
        and app_gives_voice(a.decision_id, decision_aside_yes.space_id, decision_aside_yes.partner_id,
          decision_aside_yes.person_id, decision_aside_yes.recorded_how is not null, 0)
        and app_objection_stands(v.id, a.decision_id)));
