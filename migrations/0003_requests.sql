-- A request that gets an answer. Each request is a space of its own: whoever is not in it knows nothing of it.

create index membership_organisation on membership (organisation_id) where until is null and organisation_id is not null;

-- Who answers where nobody knew whom to ask. The latest row holds.
create table liaison_desk (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,   -- the city
  audience text not null default 'public',
  audience_id uuid,
  unit_id uuid not null references space on delete cascade,
  since timestamptz not null default app_now(),
  named_by uuid references person on delete set null
);
call guard('liaison_desk');
drop policy adds on liaison_desk;
create policy adds on liaison_desk for insert to samvirke_app with check (app_administers());
revoke update, delete on liaison_desk from samvirke_app;

-- A page that is being written. It lives in the space of the request it may become.
create table brief (
  id uuid primary key references space on delete cascade,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'person',     -- 'space' while the liaison desk looks at it
  audience_id uuid,
  kind text not null check (kind in ('brief', 'composed')),
  unit_id uuid references space on delete set null,
  goal_id uuid references city_goal on delete set null,
  writer_id uuid not null references person on delete cascade,
  organisation_id uuid references space on delete cascade,
  content jsonb not null default '{}',
  locale text not null,
  created_at timestamptz not null default app_now(),
  saved_at timestamptz not null default app_now(),
  sent_at timestamptz,                         -- a guest's waits from here for the address to be confirmed
  suspect text check (suspect in ('fast', 'links')),
  held_at timestamptz,                         -- confirmed, and with the liaison desk to look at
  check (space_id = id)
);
call guard('brief');
create index brief_writer on brief (writer_id);
create index brief_saved on brief (saved_at);
create index brief_held on brief (held_at) where held_at is not null;

-- What the writer thought over beforehand: never for the unit's eyes.
create table brief_private (
  id uuid primary key references space on delete cascade,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'person',
  audience_id uuid,
  perspective jsonb not null default '{}',     -- may decide, tasks, priorities, worries
  complaint text not null default '',          -- what is wrong, before it became a request
  check (audience in ('person', 'organisation'))
);
call guard('brief_private');

create table request (
  id uuid primary key references space on delete cascade,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  number bigint not null generated always as identity unique,   -- what people call it by
  kind text not null check (kind in ('brief', 'composed')),
  title jsonb not null,                        -- texts are by language; 'und' where it is not known
  want jsonb not null default '{}',
  bring jsonb not null default '{}',
  ask jsonb not null,
  known_by jsonb not null default '{}',        -- how both sides will know that it is done
  meeting jsonb not null default '{}',         -- when the asker could meet; empty: no meeting wished for
  goal_id uuid references city_goal on delete set null,
  needed_by date,
  asker_organisation uuid references space on delete set null,
  asker_person uuid references person on delete set null,
  asker_name text not null,
  asker_group text not null default '',        -- an informal group without an account
  created_at timestamptz not null default app_now(),
  -- Where it stands, as the rules find from its acts: kept for lists only.
  state text not null check (state in (
    'with-unit', 'with-asker', 'countered', 'promised', 'declined', 'withdrawn', 'done', 'confirmed')),
  unit_id uuid references space on delete set null,
  due_day date,
  moved_at timestamptz not null,
  check (space_id = id)
);
call guard('request');
revoke delete on request from samvirke_app;
create index request_unit on request (unit_id, state, due_day);
create index request_due on request (due_day) where state = 'with-unit';

-- Where a person without an account is written to. Not for the unit's eyes.
create table asker_address (
  id uuid primary key references space on delete cascade,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'person',
  audience_id uuid,
  address text not null,
  locale text not null,
  check (audience = 'person')
);
call guard('asker_address');

-- What was done, by whom and when: only ever added to.
create table request_act (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  request_id uuid not null references request on delete cascade,
  position int not null,
  act text not null check (act in (
    'sent', 'forwarded', 'asked-back', 'added', 'countered', 'counter-accepted', 'accepted', 'declined',
    'withdrawn', 'done', 'confirmed-done', 'reopened')),
  side text not null check (side in ('asker', 'unit')),
  by_person uuid references person on delete set null,
  by_organisation uuid references space on delete set null,
  by_name text not null default '',            -- as it was signed; organisations' people are not known to the asker otherwise
  at timestamptz not null default app_now(),
  unit_id uuid references space on delete set null,   -- who has it after the act
  note jsonb not null default '{}',
  would_change jsonb not null default '{}',
  meeting jsonb not null default '{}',
  done_by date,                                -- by when it is promised
  -- The clock after the act; a promise given is not moved by a day on which the town hall closes later.
  due_day date,
  days_left int,
  promise_days int not null,
  -- Of the first answer (yes, not now, another offer; a question back is none): working days since it was first sent, and after the promised day.
  answer_days int,
  late_days int,
  unique (request_id, position)
);
call guard('request_act');
revoke update, delete on request_act from samvirke_app;
create index request_act_answer on request_act (unit_id, at) where answer_days is not null;
create index request_act_space on request_act (space_id);

-- What is left to a unit of a request that it sent on: number, where to and when, nothing of its text.
create table request_passed_on (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'organisation',
  audience_id uuid,                            -- the unit that had it
  number bigint not null,
  to_unit uuid references space on delete cascade,
  at timestamptz not null,
  check (audience = 'organisation'),
  unique (space_id, audience_id)               -- sent on twice by the same unit: the last time counts
);
call guard('request_passed_on');
-- Whoever takes part in the request reads the same in its acts; a link from a mail opens the request alone.
drop policy sees on request_passed_on;
create policy sees on request_passed_on for select to samvirke_app
  using (audience_id = any (app_organisations()) or app_in_space(space_id));
drop policy alters on request_passed_on;
create policy alters on request_passed_on for update to samvirke_app
  using (app_writes_in(space_id)) with check (app_writes_in(space_id));
create index request_passed_on_unit on request_passed_on (audience_id, at desc);

-- May others read it? Each side says so for itself; the latest word of each holds.
create table request_consent (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  request_id uuid not null references request on delete cascade,
  side text not null check (side in ('asker', 'unit')),
  choice text not null check (choice in ('public', 'private')),
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now()
);
call guard('request_consent');
revoke update, delete on request_consent from samvirke_app;
create index request_consent_request on request_consent (request_id, side, at);

-- What everyone reads of a request to which both sides said yes: a copy, so that the request itself stays closed.
create table published_request (
  id uuid primary key,
  space_id uuid not null unique references space on delete cascade,
  audience text not null default 'public',
  audience_id uuid,
  unit_id uuid references space on delete cascade,
  asker_organisation uuid references space on delete set null,
  asker_name text not null,                    -- of an organisation or group; empty for a person
  title jsonb not null,
  want jsonb not null,
  bring jsonb not null,
  ask jsonb not null,
  state text not null,
  outcome text not null,
  note jsonb not null,
  would_change jsonb not null,
  answer_days int,
  answered_at timestamptz not null,
  published_at timestamptz not null default app_now()
);
call guard('published_request');
-- A copy that administrators take down is no longer public, and stays so whatever the two sides say.
create policy looked_after on published_request for select to samvirke_app using (app_administers());
create policy taken_down on published_request for update to samvirke_app
  using (app_administers()) with check (app_administers() and audience = 'facilitator');
create index published_request_unit on published_request (unit_id, answered_at desc);

-- How well prepared the brief was, from the unit to the asker: feedback, counted nowhere.
create table preparation_rating (
  id uuid primary key references space on delete cascade,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  step int not null check (step between 1 and 3),
  hint text not null default '',
  by_organisation uuid references space on delete set null,
  at timestamptz not null default app_now()
);
call guard('preparation_rating');

-- What reminders were given, so that each is given once.
create table request_reminder (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  stage text not null check (stage in ('soon', 'today', 'late')),
  due_day date not null,
  at timestamptz not null default app_now(),
  unique (space_id, due_day, stage)
);
call guard('request_reminder');

-- What the city's administrators are told of a late request: its number and its unit, nothing of its text.
create table late_notice (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,   -- the city
  audience text not null default 'facilitator',
  audience_id uuid,
  number bigint not null,
  unit_id uuid not null references space on delete cascade,
  due_day date not null,
  since timestamptz not null default app_now(),
  settled_at timestamptz,
  unique (number, due_day)
);
call guard('late_notice');
create index late_notice_open on late_notice (since) where settled_at is null;

-- "This should not be here": from anyone, for the administrators.
create table abuse_report (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,   -- the city
  audience text not null default 'facilitator',
  audience_id uuid,
  about text not null check (about in ('request', 'published')),
  published_id uuid references published_request on delete set null,
  number bigint,                               -- of the request, told by somebody who takes part in it
  reason text not null,
  at timestamptz not null default app_now(),
  closed_at timestamptz,
  closed_by uuid references person on delete set null,
  closing text
);
call guard('abuse_report');
drop policy adds on abuse_report;
create policy adds on abuse_report for insert to samvirke_app with check (audience = 'facilitator' and closed_at is null);
create index abuse_report_at on abuse_report (at desc);

-- Public figures of how units keep their word. It looks past the guards, so it tells counts only, and none
-- below `fewest`: a figure of one request would tell of that request.
create function reply_records(since timestamptz, today date, fewest int)
  returns table (unit_id uuid, answers int, median_days numeric, in_time int, late int, waiting_late int)
  stable security definer language sql set search_path = public as $$
  with answered as (
    select a.unit_id, count(*)::int as answers,
      percentile_cont(0.5) within group (order by a.answer_days)::numeric as median_days,
      count(*) filter (where a.late_days = 0)::int as in_time,
      count(*) filter (where a.late_days > 0)::int as late
    from request_act a where a.answer_days is not null and a.at >= since
    group by a.unit_id
  ), waiting as (
    select r.unit_id, count(*)::int as waiting_late
    from request r where r.state = 'with-unit' and r.due_day < today
      and not exists (select from request_act a where a.request_id = r.id and a.answer_days is not null)
    group by r.unit_id
  )
  select a.unit_id, a.answers, a.median_days, a.in_time, a.late, coalesce(w.waiting_late, 0)
  from answered a left join waiting w using (unit_id)
  -- Three is the floor, whatever is asked: fewer would tell of single requests.
  where a.answers >= greatest(fewest, 3)
$$;

-- The reader whom a link in a mail to a unit names: their name, as long as they belong to the unit and have the
-- address that the mail went to. `mark` is the program's short mark of it; the link itself opens no person.
create function reader_of_link(reader uuid, unit uuid, mark text) returns text stable security definer language sql
  set search_path = public as $$
  select p.name from person p
  where p.id = reader and p.deactivated_at is null
    and mark = left(translate(encode(sha256(convert_to(lower(p.email), 'UTF8')), 'base64'), '+/', '-_'), 12)
    and exists (
      select from membership m
      where m.space_id = unit and m.person_id = p.id and m.role <> 'claimant'
        and (m.until is null or m.until > app_now()))
$$;
