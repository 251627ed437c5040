-- Who decides what: rules under which a role or a group decides for all, as one set. Partners adopt it as a whole; the one
-- that they adopted last holds. What no rule covers is decided by all.
create table delegation (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  review_on date,                              -- when it is looked at again; asked for when it is put to all
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  unique (id, space_id)
);
call guard('delegation');
revoke update, delete on delegation from samvirke_app;
grant update (review_on) on delegation to samvirke_app;
create index delegation_space on delegation (space_id, at);

-- One rule: up to which amount (in hundredths of the city's currency) who decides in an area. Above the last amount of an
-- area all decide, so that the steps of one have neither gaps nor overlaps.
create table delegation_rule (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  delegation_id uuid not null,
  kind text not null check (kind in ('money', 'policy', 'reputation', 'daily', 'other')),
  area text not null,
  up_to bigint check (up_to between 1 and 100000000000000),
  decider text not null check (decider in ('role', 'group', 'all')),
  role_id uuid references role on delete cascade,
  circle_id uuid,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  check (case decider
    when 'role' then role_id is not null and circle_id is null
    when 'group' then circle_id is not null and role_id is null
    else role_id is null and circle_id is null end),
  check ((up_to is not null) = (kind = 'money' and decider <> 'all')),
  unique (id, space_id),
  foreign key (delegation_id, space_id) references delegation (id, space_id) on delete cascade,
  foreign key (circle_id, space_id) references working_group (id, space_id) on delete cascade
);
call guard('delegation_rule');
revoke update on delegation_rule from samvirke_app;
-- One decides in each step.
create unique index delegation_rule_step on delegation_rule (delegation_id, lower(area), up_to) nulls not distinct;
create index delegation_rule_role on delegation_rule (role_id) where role_id is not null;
create index delegation_rule_circle on delegation_rule (circle_id) where circle_id is not null;

-- What somebody decided for all, in a role whose rule says that they may. Only added to.
create table delegated_decision (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  rule_id uuid not null,
  title text not null,
  text text not null,
  because text not null,
  amount bigint check (amount between 1 and 100000000000000),
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  foreign key (rule_id, space_id) references delegation_rule (id, space_id) on delete cascade
);
call guard('delegated_decision');
revoke update, delete on delegated_decision from samvirke_app;
create index delegated_decision_space on delegated_decision (space_id, at, id);
create index delegated_decision_rule on delegated_decision (rule_id);

-- It is adopted as other things are.
alter table adoption add delegation_id uuid,
  add foreign key (delegation_id, space_id) references delegation (id, space_id) on delete cascade,
  drop constraint adoption_check,
  add constraint adoption_check check (case kind
    when 'section' then document_id is not null and block_id is not null and version is not null and terms_id is null
    when 'look' then document_id is not null and block_id is null and terms_id is null
    when 'terms' then document_id is null and block_id is null and terms_id is not null
    when 'limits' then document_id is null and block_id is null and terms_id is null and delegation_id is not null end),
  add constraint adoption_delegation check (kind = 'limits' or delegation_id is null);
create index adoption_delegation_of on adoption (delegation_id) where delegation_id is not null;

-- Whether a set can still be changed: it was never put to all.
create function app_delegation_open(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from delegation d where d.id = asked)
    and not exists (select from adoption a where a.delegation_id = asked);
end $$;
-- The set that holds.
create function delegation_in(space uuid) returns uuid stable security definer language plpgsql
  set search_path = public as $$ begin
  return (select a.delegation_id from adoption a where a.space_id = space and a.kind = 'limits'
    and a.adopted_at is not null order by a.adopted_at desc, a.id desc limit 1);
end $$;

-- One at a time is written.
create policy adds_own on delegation as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_facilitates(space_id)
    and not exists (select from delegation d where d.space_id = delegation.space_id and app_delegation_open(d.id)));
create policy alters_own on delegation as restrictive for update to samvirke_app
  using (app_facilitates(space_id) and app_delegation_open(id));

-- Whether a rule fits to those beside it: an area is of one kind, and who decides about more reaches no less far.
create function app_delegation_fits(one delegation_rule) returns boolean stable security definer language plpgsql
  set search_path = public as $$
declare reach text[] := array['role', 'group', 'all'];
begin
  if one.role_id is not null and not exists (
    select from role r where r.id = one.role_id and r.space_id = one.space_id and r.removed_at is null) then
    return false;
  end if;
  if one.circle_id is not null and not exists (
    select from working_group c where c.id = one.circle_id and c.ended_at is null) then
    return false;
  end if;
  return not exists (select from delegation_rule r
    where r.delegation_id = one.delegation_id and r.id <> one.id and lower(r.area) = lower(one.area)
      and (r.kind <> one.kind
        or (coalesce(r.up_to, 9223372036854775807) < coalesce(one.up_to, 9223372036854775807)
          and array_position(reach, r.decider) > array_position(reach, one.decider))
        or (coalesce(r.up_to, 9223372036854775807) > coalesce(one.up_to, 9223372036854775807)
          and array_position(reach, r.decider) < array_position(reach, one.decider))));
end $$;
create policy adds_own on delegation_rule as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_facilitates(space_id)
    and app_delegation_open(delegation_id) and app_delegation_fits(delegation_rule));
create policy removes_own on delegation_rule as restrictive for delete to samvirke_app
  using (app_facilitates(space_id) and app_delegation_open(delegation_id));

-- Whether the reader decides by a rule: it holds, they hold its role, and the amount is within it.
create function app_delegation_decides(asked uuid, amount bigint) returns boolean stable security definer
  language plpgsql set search_path = public as $$
declare rule delegation_rule;
begin
  select * into rule from delegation_rule where id = asked;
  if rule.id is null or rule.delegation_id is distinct from delegation_in(rule.space_id) then return false; end if;
  if (rule.kind = 'money') <> (amount is not null) or amount > rule.up_to then return false; end if;
  return app_contributes(app_person(), rule.space_id)
    and exists (select from role_term t join role r on r.id = t.role_id and r.removed_at is null
      where t.role_id = rule.role_id and t.person_id = app_person() and t.ended_at is null);
end $$;
create policy adds_own on delegated_decision as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_delegation_decides(rule_id, amount));

-- As before, and for a set of limits.
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
        and app_decision_going(a.decision_id))
      and one.version = (select max(v.number) from block_version v where v.block_id = one.block_id)
    when 'look' then exists (select from document_edition e where e.document_id = one.document_id)
    when 'terms' then terms.at = app_now() and terms.by_person = app_person()
    when 'limits' then one.number = 1 and app_facilitates(one.space_id) and app_delegation_open(one.delegation_id)
      and exists (select from delegation d where d.id = one.delegation_id and d.review_on is not null)
    else false end;
end $$;
