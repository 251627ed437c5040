-- What goes on with more time where it is not reached is over only once it is counted: until then nothing is shown that
-- was closed until the end. With that time given it has its one end.
create or replace function app_decision_shows(asked uuid, said int) returns boolean stable security definer language plpgsql
  set search_path = public as $$
declare one decision;
begin
  select * into one from decision where id = asked;
  return one.results = 'open'
    or (one.withdrawn_at is null and (one.settled_at is not null or (one.due_at <= app_now()
      and (one.fallback ->> 'kind' is distinct from 'time'
        or exists (select from decision_fallback f where f.decision_id = asked)))))
    or (one.results = 'voted' and (
      exists (select from decision_voice v
        where v.decision_id = asked and v.version = said and v.person_id = app_person())
      or exists (
        select from decision_voice v join membership m on m.space_id = v.partner_id
        where v.decision_id = asked and v.version = said and m.person_id = app_person()
          and (m.until is null or m.until > app_now()) and m.role <> 'claimant')));
end $$;

-- Whether it is neither counted nor taken back: nothing takes its place, whether its end has come or not.
create function app_decision_undecided(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from decision d where d.id = asked and d.settled_at is null and d.withdrawn_at is null);
end $$;

create or replace function decision_reopening_rules() returns trigger security definer language plpgsql set search_path = public as $$
begin
  if current_setting('role', true) is distinct from 'samvirke_app' then return new; end if;
  perform from decision d where d.id = new.reopens_id for update;
  if exists (select from decision_reopening r join decision d on d.id = r.decision_id
    where r.reopens_id = new.reopens_id and (
      (d.settled_at is null and d.withdrawn_at is null) or case d.outcome ->> 'result'
      when 'holds' then true when 'chosen' then true when 'fails' then false when 'seen' then false
      else (select s.holds from decision_statement s where s.decision_id = d.id order by s.at desc, s.id desc limit 1) end)) then
    raise exception 'decision_reopening: is taken up again already' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create or replace function app_adoption_begins(one adoption) returns boolean stable security definer language plpgsql
  set search_path = public as $$
declare terms adoption_terms;
begin
  if not exists (select from decision_version v where v.decision_id = one.decision_id and v.number = one.number
      and v.by_person = app_person() and v.at = app_now()) then return false; end if;
  select * into terms from adoption_terms where id = one.terms_id;
  if one.number = 1 then
    if not app_decision_begins(one.decision_id)
      or not app_adoption_fits(one.decision_id, one.space_id, coalesce(one.document_id, terms.document_id)) then
      return false;
    end if;
  elsif not exists (select from adoption a where a.decision_id = one.decision_id and a.number = one.number - 1
      and a.kind = one.kind and a.block_id is not distinct from one.block_id) then return false;
  end if;
  return case one.kind
    when 'section' then
      exists (select from document_block b
        where b.id = one.block_id and b.document_id = one.document_id and b.removed_at is null)
      -- It is asked about in one place at a time.
      and not exists (select from adoption a where a.block_id = one.block_id and a.decision_id <> one.decision_id
        and app_decision_undecided(a.decision_id))
      and one.version = (select max(v.number) from block_version v where v.block_id = one.block_id)
    when 'look' then exists (select from document_edition e where e.document_id = one.document_id)
    when 'terms' then terms.at = app_now() and terms.by_person = app_person()
    when 'limits' then one.number = 1 and app_facilitates(one.space_id) and app_delegation_open(one.delegation_id)
      and exists (select from delegation d where d.id = one.delegation_id and d.review_on is not null)
    else false end;
end $$;

-- A group ends once nothing is undecided in it.
create function app_circle_decides(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from decision d where d.circle_id = asked and d.settled_at is null and d.withdrawn_at is null);
end $$;
create policy ends_decided on working_group as restrictive for update to samvirke_app
  using (true) with check (ended_at is null or not app_circle_decides(id));

-- Nobody gives more time in silence either.
create or replace function decision_rules() returns trigger security definer language plpgsql set search_path = public as $$
declare
  was_wanted text := decision_stage(old.stage, old.opens_at);
  is_wanted text := decision_stage(new.stage, new.opens_at);
begin
  if new.settled_at is not null and is_wanted <> 'decide' then
    raise exception 'decision: voices are not taken yet' using errcode = 'check_violation';
  end if;
  if current_setting('role', true) is distinct from 'samvirke_app' then return new; end if;
  if not app_decision_going(old.id) or not app_decision_steers(old.id) then
    raise exception 'decision: is over, or another’s' using errcode = 'insufficient_privilege';
  end if;
  if new.opens_at is distinct from old.opens_at and (new.opens_at is not null or is_wanted = was_wanted) then
    raise exception 'decision: opens when it was said' using errcode = 'insufficient_privilege';
  end if;
  if is_wanted <> was_wanted then
    -- Never in silence.
    if not exists (select from decision_move m
        where m.decision_id = old.id and m.at = app_now() and (m.was, m.stage, m.due_at)
          = (was_wanted, is_wanted, new.due_at)) then
      raise exception 'decision: is moved without a word' using errcode = 'insufficient_privilege';
    end if;
    if new.due_at <= app_now() or (is_wanted = 'decide' and exists (
        select from decision_move m where m.decision_id = old.id and m.was = 'decide' and m.was_due_at > new.due_at)) then
      raise exception 'decision: ends no earlier than was said' using errcode = 'insufficient_privilege';
    end if;
  elsif new.due_at < old.due_at then
    if not app_decision_heard(old.id) or was_wanted <> 'decide' then
      raise exception 'decision: ends no earlier than was said' using errcode = 'insufficient_privilege';
    end if;
    new.due_at := app_now();
  elsif new.due_at > old.due_at and not exists (select from decision_extension x
      where x.decision_id = old.id and x.at = app_now() and x.due_at = new.due_at) then
    raise exception 'decision: is given time without a word' using errcode = 'insufficient_privilege';
  end if;
  if new.withdrawn_at is not null then
    new.withdrawn_at := app_now();
    new.withdrawn_by := app_person();
  end if;
  return new;
end $$;
