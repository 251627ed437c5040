-- What partners adopt is decided in the way that they chose. Where they chose none, everybody's yes adopts, as before.
-- A choice is adopted itself, by the way that holds until then; it counts once its adoption says so.
create table adoption_terms (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  document_id uuid,                            -- for this text alone; null: for all that is adopted
  as_all boolean not null default false,       -- this text goes by what holds for all again
  process jsonb,                               -- a copy of the way to decide; null: everybody's yes
  days int not null check (days between 1 and 90),
  quorum int not null check (quorum >= 0),     -- heads that have to speak
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  check (not as_all or (document_id is not null and process is null)),
  unique (id, space_id),
  foreign key (document_id, space_id) references document (id, space_id) on delete cascade
);
call guard('adoption_terms');
revoke update, delete on adoption_terms from samvirke_app;
create index adoption_terms_space on adoption_terms (space_id);
create policy adds_own on adoption_terms as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now());

-- What is adopted when a decision holds, as its words of this number say: a version of a section, that a text still
-- holds, or how adoptions are decided. A room to come adds a column for what it adopts.
create table adoption (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  decision_id uuid not null,
  number int not null,
  kind text not null,
  document_id uuid,
  block_id uuid,
  version int,
  terms_id uuid,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  adopted_at timestamptz,                      -- by the house, once the decision holds
  check (audience = 'space'),
  check (case kind
    when 'section' then document_id is not null and block_id is not null and version is not null and terms_id is null
    when 'look' then document_id is not null and block_id is null and terms_id is null
    when 'terms' then document_id is null and block_id is null and terms_id is not null end),
  unique nulls not distinct (decision_id, number, document_id, block_id, terms_id),
  foreign key (decision_id, space_id) references decision (id, space_id) on delete cascade,
  foreign key (decision_id, number) references decision_version (decision_id, number) on delete cascade,
  foreign key (document_id, space_id) references document (id, space_id) on delete cascade,
  foreign key (block_id, space_id) references document_block (id, space_id) on delete cascade,
  foreign key (block_id, version) references block_version (block_id, number) on delete cascade,
  foreign key (terms_id, space_id) references adoption_terms (id, space_id) on delete cascade
);
call guard('adoption');
revoke update, delete on adoption from samvirke_app;
create index adoption_document on adoption (document_id, at);
create index adoption_terms_of on adoption (terms_id) where terms_id is not null;

-- The terms under which something is adopted in a space: those of this text, or those for all. Null: everybody's yes.
create function adoption_terms_in(space uuid, document uuid) returns uuid stable security definer language plpgsql
  set search_path = public as $$
declare own adoption_terms;
begin
  select t.* into own from adoption_terms t join adoption a on a.terms_id = t.id and a.adopted_at is not null
    where t.space_id = space and t.document_id = document order by a.adopted_at desc, a.id desc limit 1;
  if own.id is not null and not own.as_all then return own.id; end if;
  return (select t.id from adoption_terms t join adoption a on a.terms_id = t.id and a.adopted_at is not null
    where t.space_id = space and t.document_id is null order by a.adopted_at desc, a.id desc limit 1);
end $$;
-- Whether everybody's yes adopts there, and no decision is needed.
create function adoption_by_words(space uuid, document uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return not exists (
    select from adoption_terms t where t.id = adoption_terms_in(space, document) and t.process is not null);
end $$;

-- Whether a decision is put to all under the terms that hold: in that way, with those heads, for that long.
create function app_adoption_fits(asked uuid, space uuid, document uuid) returns boolean stable security definer
  language plpgsql set search_path = public as $$
declare
  put decision;
  terms adoption_terms;
  heads int;
begin
  select * into put from decision where id = asked and space_id = space;
  select * into terms from adoption_terms where id = adoption_terms_in(space, document);
  -- Of all partners, each with one voice.
  if put.voices <> 'partners' or put.circle_id is not null or put.thresholds <> '{}' then return false; end if;
  if terms.process is null then
    return put.process -> 'settled' = '{"by": "everybody"}' and put.process -> 'ballot' = '{"kind": "stance", "stances": [
      {"key": "yes", "counts": "for", "reason": "welcome"}, {"key": "not-yet", "counts": "blocks", "reason": "wanted"}]}';
  end if;
  select count(*) into heads from partner p where p.space_id = space and p.joined_at is not null and p.left_at is null;
  return put.process = terms.process and put.quorum >= least(terms.quorum, heads)
    -- To the end of a day, on which clocks may be put back.
    and put.due_at >= put.at + (terms.days - 1) * interval '1 day';
end $$;

-- Whether the reader puts this to all right now, in these words of a decision: with it, or with words that follow on
-- what they changed.
create function app_adoption_begins(one adoption) returns boolean stable security definer language plpgsql
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
    else false end;
end $$;
create policy adds_own on adoption as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and adopted_at is null and app_adoption_begins(adoption));

-- The words of a decision that adopts something follow what is adopted: whoever writes a section says it anew.
create function app_decision_words(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  if not exists (select from adoption a where a.decision_id = asked) then return app_decision_steers(asked); end if;
  return exists (
    select from adoption a join block_version v on v.block_id = a.block_id and v.number > a.version
    where a.decision_id = asked
      and a.number = (select max(n.number) from decision_version n where n.decision_id = asked)
      -- The program dates a version by its own clock, to the millisecond.
      and v.by_person = app_person() and date_trunc('milliseconds', v.at) = date_trunc('milliseconds', app_now()));
end $$;
drop policy adds_own on decision_version;
create policy adds_own on decision_version as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_decision_going(decision_id)
    and app_decision_words(decision_id) and (app_decision_begins(decision_id)
      or not exists (select from decision d where d.id = decision_id and d.stage = 'explore')));

-- By which decision it came to hold; null: everybody said yes. Only the house writes down what a decision adopted.
alter table block_agreement add decision_id uuid,
  add foreign key (decision_id, space_id) references decision (id, space_id);
alter table document_edition add decision_id uuid,
  add foreign key (decision_id, space_id) references decision (id, space_id);
create function block_by_words(block uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from document_block b where b.id = block and adoption_by_words(b.space_id, b.document_id));
end $$;
create policy adds_by_words on block_agreement as restrictive for insert to samvirke_app
  with check (decision_id is null and block_by_words(block_id));
create policy adds_by_words on document_edition as restrictive for insert to samvirke_app
  with check (decision_id is null);
create policy adds_by_words on document_look as restrictive for insert to samvirke_app
  with check (adoption_by_words(space_id, document_id));
