-- How the goals of a partnership fit those of each partner. What a partner wants itself and how it rates lies in its
-- own space, where its own people alone read it; the partnership sees counts, and the tensions that a partner shares.

-- A goal of the partnership: a section of the agreed vision, or typed.
create table fit_goal (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  text text not null,
  block_id uuid references document_block on delete set null,
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  removed_at timestamptz,
  check (audience = 'space'),
  unique (id, space_id)
);
call guard('fit_goal');
revoke update, delete on fit_goal from samvirke_app;
grant update (removed_at) on fit_goal to samvirke_app;
create index fit_goal_space on fit_goal (space_id, at);
create policy adds_own on fit_goal as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now());

-- A goal that a partner has anyway.
create table fit_own_goal (
  id uuid primary key,
  space_id uuid not null references partner on delete cascade,   -- the partner
  audience text not null default 'space',
  audience_id uuid,
  text text not null,
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  removed_at timestamptz,
  check (audience = 'space'),
  unique (id, space_id)
);
call guard('fit_own_goal');
revoke update, delete on fit_own_goal from samvirke_app;
grant update (removed_at) on fit_own_goal to samvirke_app;
create index fit_own_goal_space on fit_own_goal (space_id, at);
create policy adds_own on fit_own_goal as restrictive for insert to samvirke_app
  with check (app_has_joined(space_id, app_partnership_of(space_id)) and by_person = app_person() and at = app_now());

-- A rating as a whole; every one is kept.
create table fit_rating (
  id uuid primary key,
  space_id uuid not null references partner on delete cascade,   -- the partner
  audience text not null default 'space',
  audience_id uuid,
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  unique (id, space_id)
);
call guard('fit_rating');
revoke update, delete on fit_rating from samvirke_app;
create index fit_rating_space on fit_rating (space_id, at desc, id desc);
create policy adds_own on fit_rating as restrictive for insert to samvirke_app
  with check (app_has_joined(space_id, app_partnership_of(space_id)) and by_person = app_person() and at = app_now());

create table fit_mark (
  id uuid primary key,
  space_id uuid not null references partner on delete cascade,   -- the partner
  audience text not null default 'space',
  audience_id uuid,
  rating_id uuid not null,
  own_goal_id uuid not null,
  goal_id uuid not null references fit_goal,
  says text not null check (says in ('supports', 'neutral', 'tension')),
  reason text not null default '',
  shared boolean not null default false,       -- a tension that all partners may read of
  check (audience = 'space'),
  check (says <> 'tension' or reason <> ''),
  unique (rating_id, own_goal_id, goal_id),
  foreign key (rating_id, space_id) references fit_rating (id, space_id) on delete cascade,
  foreign key (own_goal_id, space_id) references fit_own_goal (id, space_id)
);
call guard('fit_mark');
revoke update, delete on fit_mark from samvirke_app;
create policy adds_own on fit_mark as restrictive for insert to samvirke_app
  with check (exists (select from fit_rating r
      where r.id = rating_id and r.by_person = app_person() and r.at = app_now())
    and exists (select from fit_goal g where g.id = goal_id and g.space_id = app_partnership_of(fit_mark.space_id)));

-- What all partners see of a rating: how many of each, and whether the fit fell with it.
create table fit_summary (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  partner_id uuid not null references partner on delete cascade,
  rating_id uuid not null unique references fit_rating on delete cascade,
  supports int not null,
  neutral int not null,
  tensions int not null,
  fell boolean not null default false,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  unique (id, space_id)
);
call guard('fit_summary');
revoke update, delete on fit_summary from samvirke_app;
create index fit_summary_space on fit_summary (space_id, partner_id, at desc, id desc);
-- It says what the rating says, and of nobody else's.
create policy adds_own on fit_summary as restrictive for insert to samvirke_app
  with check (app_writes_in(partner_id) and at = app_now() and app_partnership_of(partner_id) = space_id
    and exists (select from fit_rating r
      where r.id = rating_id and r.space_id = partner_id and r.by_person = app_person() and r.at = app_now())
    and (supports, neutral, tensions) = (
      select count(*) filter (where says = 'supports'), count(*) filter (where says = 'neutral'),
        count(*) filter (where says = 'tension')
      from fit_mark m where m.rating_id = fit_summary.rating_id));

-- A tension that its partner shows to all: which goal it is about, and its sentence. The own goal behind it stays.
create table fit_tension (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  partner_id uuid not null references partner on delete cascade,
  summary_id uuid not null references fit_summary on delete cascade,
  goal_id uuid not null references fit_goal,
  reason text not null,
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space')
);
call guard('fit_tension');
revoke update, delete on fit_tension from samvirke_app;
create index fit_tension_summary on fit_tension (summary_id);
create policy adds_own on fit_tension as restrictive for insert to samvirke_app
  with check (app_writes_in(partner_id) and by_person = app_person() and at = app_now()
    and exists (select from fit_summary s
      where s.id = summary_id and s.partner_id = fit_tension.partner_id and s.at = app_now()));

-- Where a fit fell: that it was talked about, and what came of it.
create table fit_talk (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  summary_id uuid not null,
  text text not null,
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  unique (summary_id),
  foreign key (summary_id, space_id) references fit_summary (id, space_id) on delete cascade
);
call guard('fit_talk');
revoke update, delete on fit_talk from samvirke_app;
create policy adds_own on fit_talk as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now()
    and exists (select from fit_summary s where s.id = summary_id
      and (app_facilitates(s.space_id) or app_answers_for(s.partner_id))));
