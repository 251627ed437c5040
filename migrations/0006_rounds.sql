-- Sealed rounds: each partner answers alone, and all answers open together. Whether a round is open is decided here,
-- by its row and the clock, so that no page, no role and no forgotten line of the program can open one early.

create table round (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,   -- where all take part
  audience text not null default 'space',
  audience_id uuid,
  kind text not null default 'open',           -- which room asks: 'open' has questions of the partners' own
  title text not null,
  about text not null default '',
  questions jsonb not null,                    -- [{key, kind: text | choice | scale, text, help, options}]
  locale text not null,                        -- in which language they are written
  opens text not null check (opens in ('all', 'date')),  -- as soon as all are in, at the latest on the date; or then only
  due_at timestamptz not null,
  previous_id uuid references round,           -- of a second round: the one before
  asked_by uuid references person on delete set null,
  asked_at timestamptz not null default app_now(),
  revealed_at timestamptz,                     -- open by the clock it is before this is written down
  withdrawn_at timestamptz,
  check (audience = 'space')
);
call guard('round');
create index round_space on round (space_id, asked_at desc);
create index round_due on round (due_at) where revealed_at is null and withdrawn_at is null;
create unique index round_previous on round (previous_id) where previous_id is not null and withdrawn_at is null;

-- Who was asked. More may be asked while it is closed; nobody is taken out, as that could open it.
create table round_partner (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  round_id uuid not null references round on delete cascade,
  partner_id uuid not null references space on delete cascade,
  unique (round_id, partner_id)
);
call guard('round_partner');
create index round_partner_partner on round_partner (partner_id);

-- That a partner has sealed, when, and a salted trace of what: written by the trigger below, and by nothing else.
create table round_seal (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  round_id uuid not null references round on delete cascade,
  partner_id uuid not null references space on delete cascade,
  sealed_at timestamptz not null,
  late boolean not null,
  on_behalf boolean not null,
  commitment bytea not null,                   -- SHA-256 over salt and content: an answer that was changed later shows
  unique (round_id, partner_id)
);
call guard('round_seal');
revoke insert, update, delete on round_seal from samvirke_app;

-- What a partner answers. It lives in the partner's own space: until the round is open its own people alone see it.
create table sealed_answer (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,   -- the partner
  audience text not null default 'space',
  audience_id uuid,
  round_id uuid not null references round on delete cascade,
  content jsonb not null default '{}',         -- answers by the keys of the questions
  locale text not null,
  version int not null default 1,
  saved_at timestamptz not null default app_now(),
  saved_by uuid references person on delete set null,
  saved_from uuid,                             -- the open page it was saved from: its own savings are no conflict
  sealed_at timestamptz,
  sealed_by uuid references person on delete set null,
  salt bytea,
  -- Told to a facilitator by a partner who does not sign in.
  recorded_by uuid references person on delete set null,
  recorded_how text check (recorded_how in ('phone', 'visit', 'letter')),
  recorded_on date,
  own_at timestamptz,                          -- since when the partner's own people stand behind it
  unique (round_id, space_id),
  check (audience = 'space')
);
call guard('sealed_answer');
revoke delete on sealed_answer from samvirke_app;

-- What somebody had in a draft before a colleague put other words there: for the partner's own people only, for ever.
create table earlier_draft (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,   -- the partner
  audience text not null default 'space',
  audience_id uuid,
  round_id uuid not null references round on delete cascade,
  content jsonb not null,
  saved_at timestamptz not null,
  saved_by uuid references person on delete set null,
  check (audience = 'space')
);
call guard('earlier_draft');
revoke update, delete on earlier_draft from samvirke_app;
create index earlier_draft_round on earlier_draft (round_id, space_id);

-- Why the date was moved.
create table round_extension (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  round_id uuid not null references round on delete cascade,
  was_due_at timestamptz not null,
  due_at timestamptz not null,
  reason text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now()
);
call guard('round_extension');
revoke update, delete on round_extension from samvirke_app;
create index round_extension_round on round_extension (round_id);

-- After the opening: what partners find to be shared, and where they differ.
create table round_mark (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  round_id uuid not null references round on delete cascade,
  question text not null,
  kind text not null check (kind in ('shared', 'differs')),
  label text not null,
  by_partner uuid references space on delete set null,         -- empty: a facilitator
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  removed_at timestamptz
);
call guard('round_mark');
revoke delete on round_mark from samvirke_app;
create index round_mark_round on round_mark (round_id);

-- The words in an answer that a mark is about. Answers do not change once they are open, so a place stays where it is.
create table round_passage (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  mark_id uuid not null references round_mark on delete cascade,
  partner_id uuid not null references space on delete cascade, -- whose answer
  start int not null check (start >= 0),
  stop int not null,
  check (stop > start),
  unique (mark_id, partner_id, start, stop)
);
call guard('round_passage');
revoke update, delete on round_passage from samvirke_app;

-- "We see it so too."
create table round_voice (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  mark_id uuid not null references round_mark on delete cascade,
  partner_id uuid not null references space on delete cascade,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  taken_back_at timestamptz
);
call guard('round_voice');
revoke delete on round_voice from samvirke_app;
create unique index round_voice_once on round_voice (mark_id, partner_id) where taken_back_at is null;

-- What a partner adds to its answer once all are open; above all to one that others wrote down for it.
create table answer_note (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  round_id uuid not null references round on delete cascade,
  partner_id uuid not null references space on delete cascade,
  text text not null,
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now()
);
call guard('answer_note');
revoke update, delete on answer_note from samvirke_app;
create index answer_note_round on answer_note (round_id);

-- The questions that the guards ask.

-- A transaction that began before the date and ends after it counts as after it.
create function app_clock() returns timestamptz volatile language sql
  as $$ select app_now() + (clock_timestamp() - now()) $$;
create function app_round_open(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return coalesce((
    select r.withdrawn_at is null and (r.revealed_at is not null or r.due_at <= app_now())
    from round r where r.id = asked), false);
end $$;
-- Whether the caller reads the answers of others: once the round is open, in the space where all take part.
create function app_reads_answers(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return coalesce((
    select r.withdrawn_at is null and (r.revealed_at is not null or r.due_at <= app_now()) and app_in_space(r.space_id)
    from round r where r.id = asked), false);
end $$;
create function app_round_space(asked uuid) returns uuid stable security definer language plpgsql
  set search_path = public as $$ begin
  return (select r.space_id from round r where r.id = asked);
end $$;
-- Only who asked, and who facilitates, moves a round.
create function app_moves_round(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from round r where r.id = asked
      and (app_facilitates(r.space_id) or (r.asked_by = app_person() and app_writes_in(r.space_id))));
end $$;
-- Nobody signs in for it: what it says can only be written down by somebody else.
create function app_without_people(partner uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return not exists (
    select from membership m where m.space_id = partner and (m.until is null or m.until > app_now()));
end $$;
create function app_records_for(partner uuid, asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return app_partnership_of(partner) = app_round_space(asked) and app_facilitates(app_round_space(asked))
    and app_without_people(partner);
end $$;
-- Holds a round until the end of the transaction, so that sealing, taking back and opening come one after the other.
-- Tells whether it is open; null where there is none that the caller takes part in.
create function app_hold_round(asked uuid) returns boolean volatile security definer language plpgsql
  set search_path = public as $$
declare held round;
begin
  select * into held from round r where r.id = asked for no key update;
  if held.id is null or not app_in_space(held.space_id) then return null; end if;
  return held.withdrawn_at is null and (held.revealed_at is not null or held.due_at <= app_clock());
end $$;

drop policy alters on round;
create policy alters on round for update to samvirke_app
  using (app_moves_round(id)) with check (app_moves_round(id));
revoke update, delete on round from samvirke_app;
grant update (due_at, withdrawn_at) on round to samvirke_app;
drop policy adds on round_partner;
create policy adds on round_partner for insert to samvirke_app
  with check (app_moves_round(round_id) and space_id = app_round_space(round_id)
    and app_partnership_of(partner_id) = space_id);
revoke update, delete on round_partner from samvirke_app;
drop policy adds on round_extension;
create policy adds on round_extension for insert to samvirke_app
  with check (app_moves_round(round_id) and space_id = app_round_space(round_id));

-- All read what is sealed, once the round is open. A draft stays with its partner for ever.
create policy opened on sealed_answer for select to samvirke_app
  using (sealed_at is not null and app_reads_answers(round_id));
-- Who wrote down what they were told sees that, until the partner's own people take over.
create policy recorded on sealed_answer for select to samvirke_app
  using (recorded_by = app_person() and own_at is null and app_records_for(space_id, round_id));
drop policy adds on sealed_answer;
create policy adds on sealed_answer for insert to samvirke_app
  with check (case when recorded_by is null then app_writes_in(space_id)
    else recorded_by = app_person() and app_records_for(space_id, round_id) end);
drop policy alters on sealed_answer;
create policy alters on sealed_answer for update to samvirke_app
  using (app_writes_in(space_id)
    or (recorded_by = app_person() and own_at is null and app_records_for(space_id, round_id)))
  with check (app_writes_in(space_id)
    or (recorded_by = app_person() and own_at is null and app_records_for(space_id, round_id)));

-- One marks, agrees and adds for oneself, and once the round is open.
drop policy adds on round_mark;
create policy adds on round_mark for insert to samvirke_app
  with check (app_writes_in(space_id) and space_id = app_round_space(round_id) and app_round_open(round_id)
    and (app_writes_in(by_partner) or (by_partner is null and app_facilitates(space_id))));
drop policy alters on round_mark;
create policy alters on round_mark for update to samvirke_app
  using (app_writes_in(space_id) and (app_writes_in(by_partner) or by_person = app_person()));
revoke update on round_mark from samvirke_app;
grant update (removed_at) on round_mark to samvirke_app;
drop policy adds on round_voice;
create policy adds on round_voice for insert to samvirke_app
  with check (app_writes_in(space_id) and app_writes_in(partner_id)
    and exists (select from round_mark m where m.id = mark_id and m.space_id = round_voice.space_id));
drop policy alters on round_voice;
create policy alters on round_voice for update to samvirke_app using (app_writes_in(partner_id));
revoke update on round_voice from samvirke_app;
grant update (taken_back_at) on round_voice to samvirke_app;
drop policy adds on round_passage;
create policy adds on round_passage for insert to samvirke_app
  with check (app_writes_in(space_id)
    and exists (select from round_mark m where m.id = mark_id and m.space_id = round_passage.space_id));
drop policy adds on answer_note;
create policy adds on answer_note for insert to samvirke_app
  with check (app_writes_in(space_id) and app_writes_in(partner_id) and space_id = app_round_space(round_id)
    and app_round_open(round_id));

-- The rules of a round, for every role, the house itself included.

create function round_rules() returns trigger security definer language plpgsql set search_path = public as $$
declare clock timestamptz := app_clock();
begin
  if tg_op = 'INSERT' then
    -- The house brings in rounds of long ago; nobody else begins one that is over.
    if current_setting('role', true) = 'samvirke_app' then
      new.asked_at := app_now();
      new.asked_by := app_person();
      if new.revealed_at is not null or new.withdrawn_at is not null then
        raise exception 'round: begins closed' using errcode = 'check_violation';
      end if;
      if new.due_at <= clock then
        raise exception 'round: its date is past' using errcode = 'check_violation';
      end if;
    end if;
    if new.previous_id is not null and not exists (
      select from round r where r.id = new.previous_id and r.space_id = new.space_id and app_round_open(r.id)) then
      raise exception 'round: the one before it is not open here' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if (new.id, new.space_id, new.audience, new.kind, new.title, new.about, new.questions, new.locale, new.opens,
      new.previous_id, new.asked_at)
    is distinct from (old.id, old.space_id, old.audience, old.kind, old.title, old.about, old.questions, old.locale,
      old.opens, old.previous_id, old.asked_at)
    or (new.asked_by is distinct from old.asked_by and new.asked_by is not null) then
    raise exception 'round: what was asked stays as it is' using errcode = 'check_violation';
  end if;
  if new.due_at is distinct from old.due_at
    and (new.due_at < old.due_at or old.revealed_at is not null or old.withdrawn_at is not null
      or old.due_at <= clock) then
    raise exception 'round: the date only moves later, and not once it is open' using errcode = 'check_violation';
  end if;
  if new.revealed_at is distinct from old.revealed_at then
    if old.revealed_at is not null or new.revealed_at is null or old.withdrawn_at is not null then
      raise exception 'round: opens once' using errcode = 'check_violation';
    end if;
    if old.due_at > clock and (old.opens <> 'all' or not round_is_complete(old.id)) then
      raise exception 'round: not all are in, and the date is not reached' using errcode = 'check_violation';
    end if;
  end if;
  if new.withdrawn_at is distinct from old.withdrawn_at
    and (old.withdrawn_at is not null or old.revealed_at is not null or old.due_at <= clock
      or exists (select from round_seal s where s.round_id = old.id)) then
    raise exception 'round: is withdrawn only before anybody has sealed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create function round_is_complete(asked uuid) returns boolean stable language sql set search_path = public as $$
  select count(*) > 0 and count(*) = count(s.id)
  from round_partner p left join round_seal s using (round_id, partner_id) where p.round_id = asked
$$;
create trigger rules before insert or update on round for each row execute function round_rules();

create function round_partner_rules() returns trigger security definer language plpgsql set search_path = public as $$
begin
  if current_setting('role', true) = 'samvirke_app' and app_hold_round(new.round_id) is distinct from false then
    raise exception 'round: nobody is asked once it is open' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger rules before insert on round_partner for each row execute function round_partner_rules();

create function sealed_answer_rules() returns trigger security definer language plpgsql set search_path = public as $$
declare
  guarded boolean := current_setting('role', true) = 'samvirke_app';
  was boolean := tg_op = 'UPDATE' and old.sealed_at is not null;
  held round;
  is_open boolean;
begin
  if tg_op = 'UPDATE' and (new.id, new.round_id, new.space_id) is distinct from (old.id, old.round_id, old.space_id) then
    raise exception 'round: an answer stays where it is' using errcode = 'check_violation';
  end if;
  if not exists (select from round_partner p where p.round_id = new.round_id and p.partner_id = new.space_id) then
    raise exception 'round: this partner is not asked' using errcode = 'check_violation';
  end if;
  if guarded then
    -- Who wrote it down is said by the house, not by who writes.
    if tg_op = 'UPDATE' then
      new.recorded_by := old.recorded_by;
      new.own_at := old.own_at;
      if old.recorded_by is not null and app_writes_in(new.space_id) then
        new.recorded_how := old.recorded_how;
        new.recorded_on := old.recorded_on;
        new.own_at := coalesce(old.own_at, app_now());
      end if;
    elsif new.recorded_by is null then
      new.recorded_how := null;
      new.recorded_on := null;
      new.own_at := app_now();
    else
      new.own_at := null;
    end if;
  end if;
  if was and new.sealed_at is not null then
    if (new.content, new.locale, new.version, new.sealed_at, new.salt, new.recorded_how, new.recorded_on)
      is distinct from (old.content, old.locale, old.version, old.sealed_at, old.salt, old.recorded_how, old.recorded_on)
      or (new.sealed_by is distinct from old.sealed_by and new.sealed_by is not null)
      or (new.saved_by is distinct from old.saved_by and new.saved_by is not null) then
      raise exception 'round: what is sealed stays as it is' using errcode = 'check_violation';
    end if;
    new.own_at := old.own_at;
    return new;
  end if;
  if guarded and new.sealed_at is null then new.salt := null; new.sealed_by := null; end if;
  if was = (new.sealed_at is not null) then return new; end if;

  select * into held from round r where r.id = new.round_id for no key update;
  is_open := held.revealed_at is not null or held.due_at <= app_clock();
  if held.withdrawn_at is not null then
    raise exception 'round: is withdrawn' using errcode = 'check_violation';
  end if;
  if was then
    if is_open then
      raise exception 'round: what is open stays as it is' using errcode = 'check_violation';
    end if;
    delete from round_seal s where s.round_id = new.round_id and s.partner_id = new.space_id;
    return new;
  end if;
  if guarded then
    new.sealed_at := app_now();
    new.sealed_by := app_person();
  else
    is_open := new.sealed_at >= least(held.revealed_at, held.due_at);
  end if;
  new.salt := decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');
  insert into round_seal (id, space_id, round_id, partner_id, sealed_at, late, on_behalf, commitment)
  values (new.id, held.space_id, new.round_id, new.space_id, new.sealed_at, is_open,
    new.recorded_how is not null and new.own_at is null, round_trace(new.salt, new.content));
  return new;
end $$;
create function round_trace(salt bytea, content jsonb) returns bytea immutable language sql
  as $$ select sha256(salt || convert_to(content::text, 'UTF8')) $$;
create trigger rules before insert or update on sealed_answer for each row execute function sealed_answer_rules();

-- The last one in opens it.
create function round_seal_opens() returns trigger security definer language plpgsql set search_path = public as $$
begin
  update round r set revealed_at = new.sealed_at
  where r.id = new.round_id and r.opens = 'all' and r.revealed_at is null and r.withdrawn_at is null
    and r.due_at > app_clock() and round_is_complete(r.id);
  return null;
end $$;
create trigger opens after insert on round_seal for each row execute function round_seal_opens();
