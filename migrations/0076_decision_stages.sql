-- What is put up is explored, shaped or decided: first only talked about, then put into words, then voices are taken. Each
-- has a time of its own, and ends in `due_at`. Where that is over before voices are taken, nothing is counted.
alter table decision add column stage text not null default 'decide' check (stage in ('explore', 'shape', 'decide'));
grant update (stage) on decision to samvirke_app;
-- What is done if it does not hold by its end, chosen beforehand: data, of which the program knows the kinds. Null leaves
-- things as they are.
alter table decision add column fallback jsonb check (fallback ? 'kind');
-- Nothing stands above all.
alter table decision add check (circle_id is not null or fallback is null or fallback ->> 'kind' <> 'above');

-- Whether voices are taken: until its moment by the database's clock, whether the program runs then or not.
create or replace function app_decision_open(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return coalesce((select d.stage = 'decide' and d.withdrawn_at is null and d.settled_at is null and d.due_at > app_now()
    from decision d where d.id = asked), false);
end $$;
-- Whether it goes on: it is open, or voices are not taken yet.
create function app_decision_going(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return coalesce((select d.withdrawn_at is null and d.settled_at is null and (d.stage <> 'decide' or d.due_at > app_now())
    from decision d where d.id = asked), false);
end $$;

-- It is moved on, or back with a reason.
create table decision_move (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  decision_id uuid not null,
  was text not null check (was in ('explore', 'shape', 'decide')),
  stage text not null check (stage in ('explore', 'shape', 'decide')),
  was_due_at timestamptz not null,
  due_at timestamptz not null,
  reason text not null default '',
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  check (was <> stage),
  -- Back is never without a reason.
  check (reason <> '' or (was, stage) in (('explore', 'shape'), ('explore', 'decide'), ('shape', 'decide'))),
  foreign key (decision_id, space_id) references decision (id, space_id) on delete cascade
);
call guard('decision_move');
revoke update, delete on decision_move from samvirke_app;
create index decision_move_of on decision_move (decision_id, at, id);
create policy adds_own on decision_move as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and due_at > app_now() and app_decision_going(decision_id)
    and app_decision_steers(decision_id)
    and exists (select from decision d where d.id = decision_id and d.stage = was
      -- The program reads clocks to the millisecond.
      and was_due_at between d.due_at - interval '1 millisecond' and d.due_at));

-- What the house did where it was not reached: more time for the same, or a decision of its own in another way or above.
create table decision_fallback (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  decision_id uuid not null,
  kind text not null,
  reason text not null,                        -- why it did not hold, as it is counted
  was_due_at timestamptz not null,
  due_at timestamptz not null,
  leads_to_id uuid,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  check (decision_id <> leads_to_id),
  unique (decision_id),
  unique (leads_to_id),
  foreign key (decision_id, space_id) references decision (id, space_id) on delete cascade,
  foreign key (leads_to_id, space_id) references decision (id, space_id) on delete cascade
);
call guard('decision_fallback');
-- By the house alone.
revoke insert, update, delete on decision_fallback from samvirke_app;

-- What was hidden until the end stays hidden while it is shaped again, however long that takes.
create function app_decision_hides(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return coalesce((select d.stage <> 'decide' and d.results <> 'open' from decision d where d.id = asked), true);
end $$;
create policy hides_meanwhile on decision_voice as restrictive for select to samvirke_app
  using (by_person = app_person() or person_id = app_person() or (partner_id is not null and app_in_space(partner_id))
    or not app_decision_hides(decision_id));

-- Words are worked on while they are shaped, and said anew while voices are taken; what is explored is talked about.
drop policy adds_own on decision_version;
create policy adds_own on decision_version as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_decision_going(decision_id)
    and app_decision_steers(decision_id) and (app_decision_begins(decision_id)
      or not exists (select from decision d where d.id = decision_id and d.stage = 'explore')));
drop policy adds_own on decision_extension;
create policy adds_own on decision_extension as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_decision_going(decision_id)
    and app_decision_steers(decision_id));

-- The end until which voices were to be taken is not brought forward by shaping it meanwhile. The program before this one
-- counts nothing but voices.
create or replace function decision_rules() returns trigger security definer language plpgsql set search_path = public as $$
begin
  if new.settled_at is not null and new.stage <> 'decide' then
    raise exception 'decision: voices are not taken yet' using errcode = 'check_violation';
  end if;
  if current_setting('role', true) is distinct from 'samvirke_app' then return new; end if;
  if not app_decision_going(old.id) or not app_decision_steers(old.id) then
    raise exception 'decision: is over, or another’s' using errcode = 'insufficient_privilege';
  end if;
  if new.stage <> old.stage then
    -- Never in silence.
    if not exists (select from decision_move m
        where m.decision_id = old.id and m.at = app_now() and (m.was, m.stage, m.due_at) = (old.stage, new.stage, new.due_at)) then
      raise exception 'decision: is moved without a word' using errcode = 'insufficient_privilege';
    end if;
    if new.due_at <= app_now() or (new.stage = 'decide' and exists (
        select from decision_move m where m.decision_id = old.id and m.was = 'decide' and m.was_due_at > new.due_at)) then
      raise exception 'decision: ends no earlier than was said' using errcode = 'insufficient_privilege';
    end if;
  elsif new.due_at < old.due_at then
    if not app_decision_heard(old.id) or old.stage <> 'decide' then
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
