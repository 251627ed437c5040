-- Disputes between partners, and the ladder on which they are settled: raised, talked about, talked about with help,
-- brought to a mediator, decided by all. What happens is a log to which is only added; its last entry says where it stands.
create table dispute (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  title text not null,
  about text not null check (about in
    ('authority', 'structure', 'decision', 'promise', 'money', 'behaviour', 'facilitation', 'other')),
  decision_id uuid,                            -- the one that it is about
  happened text not null,                      -- as the one who raises it sees it
  wants text not null,
  locale text not null,
  by_partner uuid not null references partner on delete cascade,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  unique (id, space_id),
  foreign key (decision_id, space_id) references decision (id, space_id) on delete cascade
);
create index dispute_space on dispute (space_id, at desc, id desc);

-- Between whom: who raised it is one of them.
create table dispute_side (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  dispute_id uuid not null,
  partner_id uuid not null references partner on delete cascade,
  check (audience = 'space'),
  unique (dispute_id, partner_id),
  foreign key (dispute_id, space_id) references dispute (id, space_id) on delete cascade
);
create index dispute_side_partner on dispute_side (partner_id);

-- What one side puts to the others, and what holds once all of them have said yes.
create table dispute_offer (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  dispute_id uuid not null,
  kind text not null check (kind in ('settle', 'time', 'helper')),
  step text not null,
  text text not null,                          -- what is agreed, why more time, why this helper
  review_on date,                              -- of an agreement: when it is looked at again
  until timestamptz,                           -- of more time
  helper_person uuid references person on delete set null,
  helper_name text not null default '',        -- of somebody who takes no part
  locale text not null,
  by_partner uuid not null references partner on delete cascade,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  check ((until is not null) = (kind = 'time')),
  check (review_on is null or kind = 'settle'),
  check (kind = 'helper' or (helper_person is null and helper_name = '')),
  unique (id, space_id),
  foreign key (dispute_id, space_id) references dispute (id, space_id) on delete cascade
);
create index dispute_offer_of on dispute_offer (dispute_id, at);

create table dispute_entry (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  dispute_id uuid not null,
  number int not null check (number > 0),
  kind text not null check (kind in ('raised', 'noted', 'moved', 'ran-out', 'offered', 'agreed', 'declined',
    'extended', 'named', 'put', 'undecided', 'ended', 'looked')),
  -- Where it stands after this, and until when.
  step text not null check (step in ('raised', 'direct', 'facilitated', 'mediator', 'decision', 'ended')),
  due_at timestamptz,
  how text check (how in ('settled', 'decided', 'left', 'withdrawn')),
  offer_id uuid,
  decision_id uuid,
  partner_id uuid references partner on delete cascade,   -- the side that did it
  text text not null default '',
  day date,                                    -- of a fact: when it was
  review_on date,                              -- when an agreement is looked at (again)
  recorded_how text check (recorded_how in ('phone', 'visit', 'letter')),
  recorded_on date,
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  check ((recorded_how is null) = (recorded_on is null)),
  check ((how is not null) = (kind = 'ended')),
  check ((due_at is null) = (step = 'ended')),
  check ((offer_id is not null) = (kind in ('offered', 'agreed', 'declined', 'extended', 'named')
    or coalesce(how, '') = 'settled')),
  unique (dispute_id, number),
  unique (id, space_id),
  foreign key (dispute_id, space_id) references dispute (id, space_id) on delete cascade,
  foreign key (offer_id, space_id) references dispute_offer (id, space_id) on delete cascade,
  foreign key (decision_id, space_id) references decision (id, space_id) on delete cascade
);
create index dispute_entry_due on dispute_entry (due_at);
create index dispute_entry_review on dispute_entry (review_on) where review_on is not null;
create index dispute_entry_offer on dispute_entry (offer_id) where offer_id is not null;
create index dispute_entry_decision on dispute_entry (decision_id) where decision_id is not null;

-- How a side sees an entry. The entry stays as it is.
create table dispute_view (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  entry_id uuid not null,
  partner_id uuid not null references partner on delete cascade,
  text text not null check (text <> ''),
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  foreign key (entry_id, space_id) references dispute_entry (id, space_id) on delete cascade
);
create index dispute_view_of on dispute_view (entry_id, at);

-- Whether it was fair, as each side says once it is over.
create table dispute_rating (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  dispute_id uuid not null,
  partner_id uuid not null references partner on delete cascade,
  fair text not null check (fair in ('yes', 'partly', 'no')),
  recorded_how text check (recorded_how in ('phone', 'visit', 'letter')),
  recorded_on date,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  check ((recorded_how is null) = (recorded_on is null)),
  unique (dispute_id, partner_id),
  foreign key (dispute_id, space_id) references dispute (id, space_id) on delete cascade
);

-- How many days a step has in a partnership. The last row counts, for steps that begin later.
create table dispute_clock (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  raised int not null check (raised between 1 and 365),
  direct int not null check (direct between 1 and 365),
  facilitated int not null check (facilitated between 1 and 365),
  mediator int not null check (mediator between 1 and 365),
  decision int not null check (decision between 1 and 365),
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space')
);
create index dispute_clock_space on dispute_clock (space_id, at desc, id desc);

do $$
declare guarded text;
begin
  foreach guarded in array array['dispute', 'dispute_side', 'dispute_offer', 'dispute_entry', 'dispute_view',
    'dispute_rating', 'dispute_clock']
  loop
    execute format('call guard(%L)', guarded);
    execute format('revoke update, delete on %I from samvirke_app', guarded);
  end loop;
end $$;

-- Of a side, in any role.
create function app_dispute_side(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from dispute_side s where s.dispute_id = asked and app_in_space(s.partner_id));
end $$;
-- Who helps: whom all sides have said yes to, and who facilitates and is no side of it, and not what it is about.
create function app_dispute_helps(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from dispute d where d.id = asked and app_in_space(d.space_id) and not app_dispute_side(d.id)
    and ((d.about <> 'facilitation' and app_facilitates(d.space_id)) or exists (
      select from dispute_entry e join dispute_offer o on o.id = e.offer_id
      where e.dispute_id = d.id and e.kind = 'named' and o.helper_person = app_person())));
end $$;
-- Who reads it: its sides, who helps, and who facilitates, also where they are a side.
create function app_in_dispute(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return app_dispute_side(asked) or app_dispute_helps(asked)
    or exists (select from dispute d where d.id = asked and app_facilitates(d.space_id));
end $$;
-- The side whose word somebody gives now: themselves, or (recorded) who helps and facilitates, for one without people.
create function app_dispute_speaks(asked uuid, partner uuid, recorded boolean) returns boolean stable security definer
  language plpgsql set search_path = public as $$ begin
  return exists (select from dispute_side s where s.dispute_id = asked and s.partner_id = partner
    and document_speaks(partner, s.space_id, recorded) and (not recorded or app_dispute_helps(asked)));
end $$;
-- The sides that are still in: those whose yes is needed.
create function app_dispute_sides(asked uuid) returns setof uuid stable security definer language sql
  set search_path = public as $$
  select s.partner_id from dispute_side s join partner p on p.id = s.partner_id
  where s.dispute_id = asked and p.joined_at is not null and p.left_at is null
$$;
create function app_dispute_agreed(asked uuid, offer uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return not exists (
    select from app_dispute_sides(asked) s where not exists (
      select from dispute_entry e where e.dispute_id = asked and e.offer_id = app_dispute_agreed.offer
        and e.partner_id = s and e.kind in ('offered', 'agreed')));
end $$;
create function app_dispute_rated(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return not exists (select from app_dispute_sides(asked) s
    where not exists (select from dispute_rating r where r.dispute_id = asked and r.partner_id = s));
end $$;
-- Which sides have said whether it was fair, before anybody reads what they said.
create function dispute_ratings(asked uuid) returns setof uuid stable security definer language sql
  set search_path = public as $$
  select r.partner_id from dispute_rating r where r.dispute_id = asked and app_in_dispute(asked)
$$;
-- What everybody may know: how many are open, on which step, and since when. No names, no words.
create function dispute_standing(space uuid) returns table (step text, since timestamptz) stable security definer
  language sql set search_path = public as $$
  select last.step, (select max(e.at) from dispute_entry e where e.dispute_id = d.id and e.kind in ('raised', 'moved'))
  from dispute d cross join lateral (
    select e.step from dispute_entry e where e.dispute_id = d.id order by e.number desc limit 1) last
  where d.space_id = space and app_in_space(space) and last.step <> 'ended'
  order by 2
$$;

create policy sees_named on dispute as restrictive for select to samvirke_app using (app_in_dispute(id));
create policy sees_named on dispute_side as restrictive for select to samvirke_app using (app_in_dispute(dispute_id));
create policy sees_named on dispute_offer as restrictive for select to samvirke_app using (app_in_dispute(dispute_id));
create policy sees_named on dispute_entry as restrictive for select to samvirke_app using (app_in_dispute(dispute_id));
create policy sees_named on dispute_view as restrictive for select to samvirke_app
  using (exists (select from dispute_entry e where e.id = entry_id));
-- What others said is open once all have said it, and then to the sides.
create policy sees_named on dispute_rating as restrictive for select to samvirke_app
  using (by_person = app_person() or app_in_space(partner_id)
    or (app_dispute_side(dispute_id) and app_dispute_rated(dispute_id)));

create policy adds_own on dispute as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_tells_for(by_partner, space_id, false));
create function app_dispute_begins(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from dispute d where d.id = asked and d.at = app_now() and d.by_person = app_person());
end $$;
create policy adds_own on dispute_side as restrictive for insert to samvirke_app
  with check (app_dispute_begins(dispute_id) and app_has_joined(partner_id, space_id));
create policy adds_own on dispute_offer as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_dispute_speaks(dispute_id, by_partner, false));
create policy adds_own on dispute_view as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_tells_for(partner_id, space_id, false)
    and exists (select from dispute_entry e join dispute_side s on s.dispute_id = e.dispute_id
      where e.id = entry_id and s.partner_id = dispute_view.partner_id));
create policy adds_own on dispute_rating as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now()
    and app_dispute_speaks(dispute_id, partner_id, recorded_how is not null)
    and exists (select from dispute_entry e where e.dispute_id = dispute_rating.dispute_id and e.kind = 'ended'));
create policy adds_framing on dispute_clock as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_frames(space_id));

-- Who may add which entry, and what it may change of where the dispute stands. What the house adds (that time ran out, what
-- was decided, that a side left) it adds under another role.
create function dispute_entry_rules() returns trigger security definer language plpgsql set search_path = public as $$
declare
  ladder constant text[] := array['raised', 'direct', 'facilitated', 'mediator', 'decision'];
  one dispute;
  last dispute_entry;
  put dispute_offer;
  stays boolean;
  speaks boolean;
  waits boolean;
  allowed boolean;
begin
  if current_setting('role', true) is distinct from 'samvirke_app' then return new; end if;
  select * into one from dispute where id = new.dispute_id;
  select * into last from dispute_entry where dispute_id = new.dispute_id order by number desc limit 1;
  select * into put from dispute_offer where id = new.offer_id and dispute_id = new.dispute_id;
  stays := new.step = last.step and new.due_at is not distinct from last.due_at;
  speaks := app_dispute_speaks(new.dispute_id, new.partner_id, new.recorded_how is not null);
  -- It was put on this step, is the last of its kind, and nobody has said no.
  waits := put.step = last.step and not exists (select from dispute_offer o
      where o.dispute_id = put.dispute_id and o.kind = put.kind and (o.at, o.id) > (put.at, put.id))
    and not exists (select from dispute_entry e where e.offer_id = put.id and e.kind in ('declined', 'extended', 'named'));
  allowed := case new.kind
    when 'raised' then last.id is null and app_dispute_begins(one.id) and new.step = 'raised' and new.partner_id = one.by_partner
      and exists (select from dispute_side s where s.dispute_id = one.id and s.partner_id = one.by_partner)
      and (select count(*) from dispute_side s where s.dispute_id = one.id) > 1
    when 'noted' then stays and last.step <> 'ended'
      and case when new.partner_id is null then app_dispute_helps(one.id)
        else app_tells_for(new.partner_id, one.space_id, false)
          and exists (select from dispute_side s where s.dispute_id = one.id and s.partner_id = new.partner_id) end
    when 'moved' then speaks and last.step <> 'decision' and new.due_at > app_now()
      and new.step = ladder[array_position(ladder, last.step) + 1]
      and (last.step = 'raised' or last.due_at <= app_now() or new.text <> '')
    when 'offered' then speaks and stays and last.step <> 'ended' and put.by_person = app_person() and put.at = app_now()
      and put.by_partner = new.partner_id and put.step = last.step
    when 'agreed' then speaks and stays and waits and not exists (select from dispute_entry e
      where e.offer_id = put.id and e.partner_id = new.partner_id)
    when 'declined' then speaks and stays and waits and new.text <> '' and not exists (select from dispute_entry e
      where e.offer_id = put.id and e.partner_id = new.partner_id)
    when 'extended' then put.kind = 'time' and waits and app_dispute_agreed(one.id, put.id)
      and new.step = last.step and new.due_at = put.until
    when 'named' then put.kind = 'helper' and waits and app_dispute_agreed(one.id, put.id) and stays
    when 'put' then speaks and stays and last.step = 'decision' and exists (select from decision d
      where d.id = new.decision_id and d.space_id = one.space_id and d.by_person = app_person() and d.at = app_now())
    when 'ended' then last.step <> 'ended' and new.step = 'ended' and case new.how
      when 'settled' then put.kind = 'settle' and waits and app_dispute_agreed(one.id, put.id)
        and new.review_on is not distinct from put.review_on
      when 'withdrawn' then one.by_person = app_person() or app_gives_word(one.by_partner, one.space_id)
      else false end
    when 'looked' then stays and speaks and exists (
      select from dispute_entry e where e.dispute_id = one.id and e.how = 'settled')
    else false end;
  if allowed is not true or new.by_person is distinct from app_person() or new.at <> app_now()
    or not app_in_dispute(one.id) or new.number <> coalesce(last.number, 0) + 1 then
    raise exception 'dispute_entry: is over, or another’s' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger rules before insert on dispute_entry for each row execute function dispute_entry_rules();
