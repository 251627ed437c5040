-- What is explored or shaped can open by itself: from this moment on voices are taken, by the database's clock, whether
-- the program runs then or not. Moved on or back by somebody, it opens by itself no more. The program before this one
-- takes and counts no voices while such a thing stands as it was put up.
alter table decision add column opens_at timestamptz;
alter table decision add check (opens_at is null or (stage <> 'decide' and opens_at < due_at));
grant update (opens_at) on decision to samvirke_app;
create index decision_opens on decision (opens_at) where opens_at is not null;

-- What is wanted of all right now.
create function decision_stage(stage text, opens_at timestamptz) returns text stable language sql
  return case when opens_at <= app_now() then 'decide' else stage end;

create or replace function app_decision_open(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return coalesce((select decision_stage(d.stage, d.opens_at) = 'decide' and d.withdrawn_at is null
      and d.settled_at is null and d.due_at > app_now()
    from decision d where d.id = asked), false);
end $$;
create or replace function app_decision_going(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return coalesce((select d.withdrawn_at is null and d.settled_at is null
      and (decision_stage(d.stage, d.opens_at) <> 'decide' or d.due_at > app_now())
    from decision d where d.id = asked), false);
end $$;
create or replace function app_decision_hides(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return coalesce((select decision_stage(d.stage, d.opens_at) <> 'decide' and d.results <> 'open'
    from decision d where d.id = asked), true);
end $$;

-- As it was said beforehand: by nobody.
alter table decision_move add column by_itself boolean not null default false;
drop policy adds_own on decision_move;
create policy adds_own on decision_move as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and due_at > app_now() and app_decision_going(decision_id)
    and app_decision_steers(decision_id) and not by_itself
    and exists (select from decision d where d.id = decision_id and decision_stage(d.stage, d.opens_at) = was
      -- The program reads clocks to the millisecond.
      and was_due_at between d.due_at - interval '1 millisecond' and d.due_at));
drop policy adds_own on decision_version;
create policy adds_own on decision_version as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_decision_going(decision_id)
    and app_decision_words(decision_id) and (app_decision_begins(decision_id) or not exists (
      select from decision d where d.id = decision_id and decision_stage(d.stage, d.opens_at) = 'explore')));

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
  end if;
  if new.withdrawn_at is not null then
    new.withdrawn_at := app_now();
    new.withdrawn_by := app_person();
  end if;
  return new;
end $$;
