-- What partners decide: something is put to all of them, in a way that is chosen beforehand, until a moment that is
-- known. Each partner has one voice, given by its lead or deputy. State is rows: words are added, the last one counts.
create table decision (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  title text not null,
  locale text not null,
  -- A copy: what becomes of a way to decide later changes nothing that is being decided.
  process jsonb not null,
  results text not null check (results in ('voted', 'closed', 'open')),
  quorum int not null check (quorum >= 0),                     -- heads that have to speak
  sector_quorum int not null default 0 check (sector_quorum >= 0),
  due_at timestamptz not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  withdrawn_at timestamptz,
  withdrawn_by uuid references person on delete set null,
  -- What the voices came to, as counted at the end.
  outcome jsonb,
  settled_at timestamptz,
  check (audience = 'space'),
  check ((outcome is null) = (settled_at is null)),
  check (withdrawn_at is null or settled_at is null),
  unique (id, space_id)
);
call guard('decision');
revoke update, delete on decision from samvirke_app;
-- Voices are counted by the house alone.
grant update (due_at, withdrawn_at) on decision to samvirke_app;
create index decision_space on decision (space_id, at desc, id desc);
create index decision_due on decision (due_at) where settled_at is null and withdrawn_at is null;
create policy adds_own on decision as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and due_at > app_now() and settled_at is null
    and withdrawn_at is null);

-- Whether voices are taken: until its moment by the database's clock, whether the program runs then or not.
create function app_decision_open(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return coalesce((select d.withdrawn_at is null and d.settled_at is null and d.due_at > app_now()
    from decision d where d.id = asked), false);
end $$;

-- What is proposed, in words. After an objection it is said anew: earlier versions stay, and all are asked again.
create table decision_version (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  decision_id uuid not null,
  number int not null check (number > 0),
  text text not null,
  because text not null default '',                            -- what has changed, and why
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  unique (decision_id, number),
  foreign key (decision_id, space_id) references decision (id, space_id) on delete cascade
);
call guard('decision_version');
revoke update, delete on decision_version from samvirke_app;

create table decision_option (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  decision_id uuid not null,
  position int not null,
  text text not null,
  check (audience = 'space'),
  unique (decision_id, position),
  foreign key (decision_id, space_id) references decision (id, space_id) on delete cascade
);
call guard('decision_option');
revoke update, delete on decision_option from samvirke_app;
-- All there is to choose from is known before the first voice.
create function app_decision_begins(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from decision d where d.id = asked and d.at = app_now() and d.by_person = app_person());
end $$;
create policy adds_own on decision_option as restrictive for insert to samvirke_app
  with check (app_decision_begins(decision_id));

-- What a partner says to a version; for one without people who facilitates writes it down.
create table decision_voice (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  decision_id uuid not null,
  version int not null,
  partner_id uuid not null references partner on delete cascade,
  stance text,
  marks jsonb,
  reason text not null default '',
  locale text not null,
  recorded_how text check (recorded_how in ('phone', 'visit', 'letter')),
  recorded_on date,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  check ((stance is null) <> (marks is null)),
  check ((recorded_how is null) = (recorded_on is null)),
  foreign key (decision_id, space_id) references decision (id, space_id) on delete cascade,
  foreign key (decision_id, version) references decision_version (decision_id, number)
);
call guard('decision_voice');
revoke update, delete on decision_voice from samvirke_app;
create index decision_voice_of on decision_voice (decision_id, version, at, id);
create policy adds_own on decision_voice as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_decision_open(decision_id)
    and document_speaks(partner_id, space_id, recorded_how is not null));
-- Whose voices are read: one's own partner's always; those of others as was chosen beforehand. Who counts is the house.
create function app_decision_shows(asked uuid, said int) returns boolean stable security definer language plpgsql
  set search_path = public as $$
declare one decision;
begin
  select * into one from decision where id = asked;
  return one.results = 'open' or (one.withdrawn_at is null and (one.settled_at is not null or one.due_at <= app_now()))
    or (one.results = 'voted' and exists (
      select from decision_voice v join membership m on m.space_id = v.partner_id
      where v.decision_id = asked and v.version = said and m.person_id = app_person()
        and (m.until is null or m.until > app_now()) and m.role <> 'claimant'));
end $$;
create policy sees_in_time on decision_voice as restrictive for select to samvirke_app
  using (by_person = app_person() or app_in_space(partner_id) or app_decision_shows(decision_id, version));

-- Whether all partners that are in have spoken to the last version.
create function app_decision_heard(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from decision_voice v where v.decision_id = asked) and not exists (
    select from decision d join partner p on p.space_id = d.space_id and p.joined_at is not null and p.left_at is null
    where d.id = asked and not exists (
      select from decision_voice v where v.decision_id = asked and v.partner_id = p.id
        and v.version = (select max(n.number) from decision_version n where n.decision_id = asked)));
end $$;
-- Who says a decision anew, gives it time, ends it, takes it back and writes it down: who proposed it, and who facilitates.
create function app_decision_steers(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from decision d
    where d.id = asked and (d.by_person = app_person() or app_facilitates(d.space_id)));
end $$;
-- A moment that was named is brought forward only once all have spoken, and then to now; what is over stays so.
create function decision_rules() returns trigger security definer language plpgsql set search_path = public as $$
begin
  if current_setting('role', true) is distinct from 'samvirke_app' then return new; end if;
  if not app_decision_open(old.id) or not app_decision_steers(old.id) then
    raise exception 'decision: is over, or another’s' using errcode = 'insufficient_privilege';
  end if;
  if new.due_at < old.due_at then
    if not app_decision_heard(old.id) then
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
create trigger rules before update on decision for each row execute function decision_rules();
create policy adds_own on decision_version as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_decision_open(decision_id)
    and app_decision_steers(decision_id));

-- Who has spoken is known to all; what they said is not in it.
create function decision_spoken(asked uuid) returns table (partner uuid, at timestamptz) stable security definer
  language sql set search_path = public as $$
  select v.partner_id, max(v.at) from decision_voice v join decision d on d.id = v.decision_id
  where v.decision_id = asked and app_in_space(d.space_id)
    and v.version = (select max(n.number) from decision_version n where n.decision_id = asked)
  group by v.partner_id
$$;

-- The moment is put off with a reason.
create table decision_extension (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  decision_id uuid not null,
  was_due_at timestamptz not null,
  due_at timestamptz not null,
  reason text not null,
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  check (due_at > was_due_at),
  foreign key (decision_id, space_id) references decision (id, space_id) on delete cascade
);
call guard('decision_extension');
revoke update, delete on decision_extension from samvirke_app;
create index decision_extension_of on decision_extension (decision_id, at);
create policy adds_own on decision_extension as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_decision_open(decision_id)
    and app_decision_steers(decision_id));

-- What was decided, in words, and when it is looked at again. Said anew, the last one counts.
create table decision_statement (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  decision_id uuid not null,
  -- Where who proposes decides, or several were equal: whether it is done, and what was chosen.
  holds boolean not null,
  option_id uuid references decision_option,
  text text not null,
  review_on date,
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  foreign key (decision_id, space_id) references decision (id, space_id) on delete cascade
);
call guard('decision_statement');
revoke update, delete on decision_statement from samvirke_app;
create index decision_statement_of on decision_statement (decision_id, at desc, id desc);
create index decision_statement_review on decision_statement (review_on);
-- It says of the outcome what was counted: whether it holds, and what was chosen, unless that was left open.
create policy adds_own on decision_statement as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_decision_steers(decision_id)
    and exists (select from decision d where d.id = decision_id and d.settled_at is not null
      and case d.outcome ->> 'result' when 'proposer' then option_id is null
        when 'open' then holds = (option_id is not null) and (option_id is null or d.outcome -> 'chosen' ? option_id::text)
        when 'chosen' then holds and d.outcome -> 'chosen' ? option_id::text
        else holds = (d.outcome ->> 'result' = 'holds') and option_id is null end));
