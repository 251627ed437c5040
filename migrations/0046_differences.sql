-- Where partners differ: what each says alone (a sealed round, whose id is that of the difference), options and what
-- counts, how each partner weighs them, and the way out that is put to all.
create table difference (
  id uuid primary key references round on delete cascade,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  mark_id uuid references round_mark on delete set null,   -- "here we differ", in another round
  begun_at timestamptz not null default app_now(),
  check (audience = 'space'),
  unique (id, space_id)
);
call guard('difference');
revoke update, delete on difference from samvirke_app;
create index difference_space on difference (space_id, begun_at desc, id desc);
create policy adds_own on difference as restrictive for insert to samvirke_app
  with check (app_round_space(id) = space_id and app_moves_round(id) and begun_at = app_now()
    and (mark_id is null or exists (
      select from round_mark m where m.id = mark_id and m.space_id = difference.space_id and m.kind = 'differs')));

-- What could be done, and what counts: each a line.
create table difference_option (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  difference_id uuid not null,
  text text not null,
  needs text not null default '',              -- what it would take
  locale text not null,
  by_person uuid references person on delete set null,
  by_partner uuid references partner on delete set null,
  at timestamptz not null default app_now(),
  removed_at timestamptz,
  check (audience = 'space'),
  unique (id, difference_id),
  foreign key (difference_id, space_id) references difference (id, space_id) on delete cascade
);
create table difference_criterion (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  difference_id uuid not null,
  text text not null,
  locale text not null,
  by_person uuid references person on delete set null,
  by_partner uuid references partner on delete set null,
  at timestamptz not null default app_now(),
  removed_at timestamptz,
  check (audience = 'space'),
  unique (id, difference_id),
  foreign key (difference_id, space_id) references difference (id, space_id) on delete cascade
);
-- How well an option does by what counts, as a partner sees it. Only added to; the latest counts.
create table difference_weight (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  difference_id uuid not null,
  option_id uuid not null,
  criterion_id uuid not null,
  partner_id uuid not null references partner on delete cascade,
  fits int not null check (fits between 0 and 2),
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  foreign key (difference_id, space_id) references difference (id, space_id) on delete cascade,
  foreign key (option_id, difference_id) references difference_option (id, difference_id) on delete cascade,
  foreign key (criterion_id, difference_id) references difference_criterion (id, difference_id) on delete cascade
);
-- A way out. The last one counts; those before stay to be read.
create table difference_way (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  difference_id uuid not null,
  number int not null check (number > 0),
  kind text not null check (kind in ('one', 'test', 'parallel', 'apart')),
  option_id uuid,
  text text not null default '',               -- how it is meant
  sign text not null default '',               -- of a test: what would show how it went
  review_on date not null,                     -- of a test: until when
  locale text not null,
  by_person uuid references person on delete set null,
  by_partner uuid references partner on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  check ((option_id is not null) = (kind in ('one', 'test'))),
  check ((sign <> '') = (kind = 'test')),
  check (kind <> 'apart' or text <> ''),
  unique (difference_id, number),
  unique (id, space_id),
  foreign key (difference_id, space_id) references difference (id, space_id) on delete cascade,
  foreign key (option_id, difference_id) references difference_option (id, difference_id)
);
-- Of parallel paths: who takes which.
create table difference_share (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  way_id uuid not null,
  partner_id uuid not null references partner on delete cascade,
  option_id uuid not null references difference_option,
  check (audience = 'space'),
  unique (way_id, partner_id),
  foreign key (way_id, space_id) references difference_way (id, space_id) on delete cascade
);
-- What a partner says to a way: yes, or why not. The latest word counts.
create table difference_word (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  way_id uuid not null,
  partner_id uuid not null references partner on delete cascade,
  yes boolean not null,
  reason text not null default '',
  locale text not null,
  -- Told to a facilitator by a partner who does not sign in.
  recorded_how text check (recorded_how in ('phone', 'visit', 'letter')),
  recorded_on date,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  check (yes or reason <> ''),
  check ((recorded_how is null) = (recorded_on is null)),
  foreign key (way_id, space_id) references difference_way (id, space_id) on delete cascade
);
-- The moment at which all had said their word: how many go along, and how many do not.
create table difference_outcome (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  way_id uuid not null unique,
  agree int not null,
  dissent int not null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  foreign key (way_id, space_id) references difference_way (id, space_id) on delete cascade
);
-- A day on which it was looked at again, what was seen, and the next one.
create table difference_look (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  way_id uuid not null,
  text text not null,
  review_on date not null,
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  foreign key (way_id, space_id) references difference_way (id, space_id) on delete cascade
);
do $$
declare guarded text;
begin
  foreach guarded in array array['difference_option', 'difference_criterion', 'difference_weight', 'difference_way',
    'difference_share', 'difference_word', 'difference_outcome', 'difference_look']
  loop
    execute format('call guard(%L)', guarded);
    execute format('revoke update, delete on %I from samvirke_app', guarded);
  end loop;
  -- Written by somebody, for nobody else, and now.
  foreach guarded in array array['difference_option', 'difference_criterion', 'difference_way']
  loop
    execute format('create policy adds_own on %I as restrictive for insert to samvirke_app
      with check (by_person = app_person() and at = app_now() and (by_partner is null or app_writes_in(by_partner))
        and app_round_open(difference_id))', guarded);
  end loop;
end $$;
grant update (removed_at) on difference_option, difference_criterion to samvirke_app;
create index difference_option_of on difference_option (difference_id);
create index difference_criterion_of on difference_criterion (difference_id);
create index difference_weight_of on difference_weight (difference_id, at desc);
create index difference_share_way on difference_share (way_id);
create index difference_word_way on difference_word (way_id, partner_id, at desc);
create index difference_look_way on difference_look (way_id, at desc);
create index difference_way_review on difference_way (review_on);
create index difference_look_review on difference_look (review_on);

-- A partner weighs for itself; for one without people a facilitator writes it down.
create policy adds_own on difference_weight as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_has_joined(partner_id, space_id)
    and (app_writes_in(partner_id) or (app_facilitates(space_id) and app_without_people(partner_id))));
create policy adds_own on difference_share as restrictive for insert to samvirke_app
  with check (exists (select from difference_way w
    where w.id = way_id and w.kind = 'parallel' and w.by_person = app_person() and w.at = app_now())
    and app_has_joined(partner_id, space_id));
create policy adds_own on difference_word as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_has_joined(partner_id, space_id)
    and not exists (select from difference_outcome o where o.way_id = difference_word.way_id)
    and case when recorded_how is null then app_gives_word(partner_id, space_id)
      else app_facilitates(space_id) and app_without_people(partner_id) end);
create policy adds_framing on difference_look as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_frames(space_id)
    and exists (select from difference_outcome o where o.way_id = difference_look.way_id));

-- How many of the partners who are in go along with a way, and how many do not; null while one has said nothing.
create function difference_said(way uuid, space uuid) returns table (agree int, dissent int) stable security definer
  language sql set search_path = public as $$
  select count(*) filter (where s.yes)::int, count(*) filter (where not s.yes)::int
  from partner p
  left join lateral (
    select w.yes from difference_word w where w.way_id = difference_said.way and w.partner_id = p.id
    order by w.at desc, w.id desc limit 1) s on true
  where p.space_id = difference_said.space and p.joined_at is not null and p.left_at is null
  having count(*) > 0 and count(*) = count(s.yes)
$$;
create policy adds_said on difference_outcome as restrictive for insert to samvirke_app
  with check (at = app_now() and exists (
    select from difference_said(way_id, space_id) s
    where s.agree = difference_outcome.agree and s.dissent = difference_outcome.dissent));
