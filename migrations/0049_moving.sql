-- Which room of ours asked a round with questions of its own; null where partners asked in their own words.
alter table round add column asked_for text;
create index round_asked_for on round (space_id, asked_for) where asked_for is not null;

-- What is put to all partners and needs a yes of each: that the work begins, that the partnership ends.
create table consent_proposal (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  kind text not null,                          -- of the room that asks
  choice text not null,                        -- one of the ways that the room knows
  text text not null,                          -- why
  more text not null default '',               -- what has to happen first, or to whom it goes
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  closed_at timestamptz,
  outcome text check (outcome in ('agreed', 'withdrawn')),
  check ((closed_at is null) = (outcome is null)),
  check (audience = 'space')
);
call guard('consent_proposal');
revoke update, delete on consent_proposal from samvirke_app;
grant update (closed_at, outcome) on consent_proposal to samvirke_app;
create unique index consent_proposal_open on consent_proposal (space_id, kind) where closed_at is null;
create index consent_proposal_space on consent_proposal (space_id, kind, at desc, id desc);
create policy adds_own on consent_proposal as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and closed_at is null);

-- What each partner says to it. Only added to; the latest counts.
create table consent_word (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  proposal_id uuid not null references consent_proposal on delete cascade,
  partner_id uuid not null references partner on delete cascade,
  choice text not null check (choice in ('yes', 'objection')),
  reason text not null default '',
  locale text not null,
  recorded_how text check (recorded_how in ('phone', 'visit', 'letter')),
  recorded_on date,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (choice = 'yes' or reason <> ''),
  check ((recorded_how is null) = (recorded_on is null)),
  check (audience = 'space')
);
call guard('consent_word');
revoke update, delete on consent_word from samvirke_app;
create index consent_word_proposal on consent_word (proposal_id, partner_id, at desc, id desc);
-- A partner speaks for itself; a facilitator writes down the word of one without people.
create policy adds_own on consent_word as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now()
    and document_speaks(partner_id, space_id, recorded_how is not null)
    and exists (select from consent_proposal o
      where o.id = proposal_id and o.space_id = consent_word.space_id and o.closed_at is null));

-- Every partner that has joined and is still in has said yes last.
create function consent_is_agreed(proposal uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from consent_proposal o where o.id = consent_is_agreed.proposal
      and exists (select from partner p where p.space_id = o.space_id and p.joined_at is not null and p.left_at is null)
      and not exists (
        select from partner p where p.space_id = o.space_id and p.joined_at is not null and p.left_at is null
          and 'yes' is distinct from (select w.choice from consent_word w
            where w.proposal_id = o.id and w.partner_id = p.id order by w.at desc, w.id desc limit 1)));
end $$;
create function consent_proposal_rules() returns trigger security definer language plpgsql set search_path = public as $$
begin
  if current_setting('role', true) is distinct from 'samvirke_app' then return new; end if;
  if old.closed_at is not null then
    raise exception 'consent: what is decided stays as it is' using errcode = 'check_violation';
  end if;
  new.closed_at := app_now();
  if not coalesce(case new.outcome
    when 'agreed' then consent_is_agreed(new.id)
    else new.by_person = app_person() or app_facilitates(new.space_id) end, false) then
    raise exception 'consent: not the one who closes this so' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger rules before update on consent_proposal for each row execute function consent_proposal_rules();

-- From building to doing. What a partner says of itself before the work begins. Only added to; the latest counts.
create table transition_check (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  partner_id uuid not null references partner on delete cascade,
  ticked text[] not null,
  recorded boolean not null default false,     -- written down by a facilitator
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space')
);
call guard('transition_check');
revoke update, delete on transition_check from samvirke_app;
create index transition_check_space on transition_check (space_id, partner_id, at desc, id desc);
create policy adds_own on transition_check as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and document_speaks(partner_id, space_id, recorded));

create table milestone (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  what text not null,
  known_by text not null,                      -- how all will know that it is reached
  locale text not null,
  due_on date not null,
  owner_partner uuid references partner on delete set null,    -- the partner that answers for it …
  owner_person uuid references person on delete set null,      -- … and who does, where somebody was named
  created_by uuid references person on delete set null,
  created_at timestamptz not null default app_now(),
  settled_as text check (settled_as in ('reached', 'missed', 'dropped')),
  settled_at timestamptz,
  settled_by uuid references person on delete set null,
  settled_note text not null default '',
  check ((settled_as is null) = (settled_at is null)),
  check (audience = 'space')
);
call guard('milestone');
revoke update, delete on milestone from samvirke_app;
grant update (what, known_by, locale, due_on, owner_partner, owner_person, settled_as, settled_at, settled_by, settled_note)
  on milestone to samvirke_app;
create index milestone_space on milestone (space_id, due_on);
create index milestone_person on milestone (owner_person) where settled_at is null;
create index milestone_due on milestone (due_on) where settled_at is null;
create policy adds_own on milestone as restrictive for insert to samvirke_app
  with check (created_by = app_person() and created_at = app_now() and settled_at is null);

-- A date that was moved stays known, with its reason. Only added to.
create table milestone_move (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  milestone_id uuid not null references milestone on delete cascade,
  was_on date not null,
  due_on date not null,
  reason text not null check (reason <> ''),
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space')
);
call guard('milestone_move');
revoke update, delete on milestone_move from samvirke_app;
create index milestone_move_milestone on milestone_move (milestone_id, at);
create policy adds_own on milestone_move as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and exists (
    select from milestone m where m.id = milestone_id and m.space_id = milestone_move.space_id and m.due_on = was_on));

-- Who says what became of it says so now, and as themselves; a day is not moved without its reason.
create function milestone_rules() returns trigger security definer language plpgsql set search_path = public as $$
begin
  if current_setting('role', true) is distinct from 'samvirke_app' then return new; end if;
  if (new.settled_as, new.settled_at, new.settled_by, new.settled_note)
    is distinct from (old.settled_as, old.settled_at, old.settled_by, old.settled_note) then
    new.settled_at := case when new.settled_as is null then null else app_now() end;
    new.settled_by := case when new.settled_as is null then null else app_person() end;
  end if;
  if new.due_on <> old.due_on and not exists (
    select from milestone_move v where v.milestone_id = old.id and v.was_on = old.due_on and v.due_on = new.due_on
      and v.by_person = app_person() and v.at = app_now()) then
    raise exception 'milestone: a day is moved with a reason' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger rules before update on milestone for each row execute function milestone_rules();

-- The steps to a milestone are to-dos.
create table milestone_step (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  milestone_id uuid not null references milestone on delete cascade,
  to_do_id uuid not null unique references to_do on delete cascade,
  check (audience = 'space')
);
call guard('milestone_step');
revoke update, delete on milestone_step from samvirke_app;
create index milestone_step_milestone on milestone_step (milestone_id);
create policy adds_own on milestone_step as restrictive for insert to samvirke_app
  with check (exists (select from milestone m where m.id = milestone_id and m.space_id = milestone_step.space_id)
    and exists (select from to_do t where t.id = to_do_id and t.space_id = milestone_step.space_id));

-- Moving on. What is still owed, which data there are, and what is owned together.
create table moving_on_item (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  kind text not null check (kind in ('obligation', 'data', 'asset')),
  what text not null,
  whom text not null default '',               -- to whom it is owed; who deletes the data
  until_on date,
  taker_id uuid references partner on delete set null,         -- the partner that takes it on, keeps it or gets it
  to_do_id uuid references to_do on delete set null,
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  changed_at timestamptz not null default app_now(),
  removed_at timestamptz,
  check (audience = 'space')
);
call guard('moving_on_item');
revoke update, delete on moving_on_item from samvirke_app;
grant update (what, whom, until_on, taker_id, locale, removed_at) on moving_on_item to samvirke_app;
create index moving_on_item_space on moving_on_item (space_id, id);
create index moving_on_item_taker on moving_on_item (taker_id) where removed_at is null;
create unique index moving_on_item_to_do on moving_on_item (to_do_id) where removed_at is null;
create policy adds_own on moving_on_item as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and changed_at = app_now() and removed_at is null
    and (taker_id is null or app_has_joined(taker_id, space_id)));
-- A yes was to what was read: to other words nobody has said anything yet.
create function moving_on_item_rules() returns trigger language plpgsql as $$
begin
  if (new.what, new.whom, new.until_on, new.taker_id) is distinct from (old.what, old.whom, old.until_on, old.taker_id) then
    new.changed_at := app_now();
  end if;
  return new;
end $$;
create trigger rules before update on moving_on_item for each row execute function moving_on_item_rules();

-- What became of it: the yes of who takes it on, or that it is left open, and why. Only added to; the latest counts.
create table moving_on_word (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  item_id uuid not null references moving_on_item on delete cascade,
  says text not null check (says in ('yes', 'open', 'again')),
  partner_id uuid references partner on delete cascade,
  reason text not null default '',
  locale text not null,
  recorded_how text check (recorded_how in ('phone', 'visit', 'letter')),
  recorded_on date,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check ((says = 'yes') = (partner_id is not null)),
  check (says <> 'open' or reason <> ''),
  check ((recorded_how is null) = (recorded_on is null)),
  check (audience = 'space')
);
call guard('moving_on_word');
revoke update, delete on moving_on_word from samvirke_app;
create index moving_on_word_item on moving_on_word (item_id, at desc, id desc);
create policy adds_own on moving_on_word as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and exists (
      select from moving_on_item i where i.id = item_id and i.space_id = moving_on_word.space_id
        and (partner_id is null or i.taker_id = partner_id))
    and (partner_id is null or document_speaks(partner_id, space_id, recorded_how is not null)));

-- One sentence of thanks from one partner, or from who facilitates, to another. Only added to; the latest counts.
create table moving_on_thanks (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  from_partner uuid references partner on delete cascade,
  to_partner uuid not null references partner on delete cascade,
  text text not null,
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space')
);
call guard('moving_on_thanks');
revoke update, delete on moving_on_thanks from samvirke_app;
create index moving_on_thanks_space on moving_on_thanks (space_id, at desc, id desc);
create policy adds_own on moving_on_thanks as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_has_joined(to_partner, space_id)
    and case when from_partner is null then app_facilitates(space_id)
      else app_has_joined(from_partner, space_id) and app_writes_in(from_partner) end);

-- How it ended: how much was still open then, and why it ended all the same. A partnership that is taken up again may
-- end once more; the latest counts.
create table moving_on_end (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  open text[] not null,
  reason text not null default '',
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (cardinality(open) = 0 or reason <> ''),
  check (audience = 'space')
);
call guard('moving_on_end');
revoke update, delete on moving_on_end from samvirke_app;
create index moving_on_end_space on moving_on_end (space_id, at desc, id desc);
create policy adds_own on moving_on_end as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_facilitates(space_id));
