-- Who is told what, and when.

-- What somebody did lately.
create index journal_entry_actor on journal_entry (actor_id, seq desc) where actor_id is not null;

-- How somebody wants to be told, and how far they were. Without a row: each day at eight.
create table told_person (
  id uuid primary key references person on delete cascade,
  space_id uuid not null references space on delete cascade,   -- the city
  audience text not null default 'person',
  audience_id uuid,
  rhythm text not null default 'daily' check (rhythm in ('at-once', 'daily', 'weekly', 'never')),
  hour int not null default 8 check (hour between 0 and 23),   -- by the clocks of the city
  turn int not null default 0,                 -- counts mails and choices: of two who would tell the same, one does
  at_once_at timestamptz,                      -- when something was last told at once
  daily_at timestamptz,                        -- when their hour was last gone through
  weekly_at timestamptz,                       -- and that of a Monday
  check (audience = 'person' and audience_id = id)
);
call guard('told_person');
drop policy adds on told_person;
create policy adds on told_person for insert to samvirke_app with check (id = app_person());
drop policy alters on told_person;
create policy alters on told_person for update to samvirke_app using (id = app_person()) with check (id = app_person());
revoke delete on told_person from samvirke_app;

-- For one partnership another way than for all others.
create table told_rhythm (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'person',
  audience_id uuid references person on delete cascade,
  rhythm text not null check (rhythm in ('at-once', 'daily', 'weekly', 'never')),
  unique (space_id, audience_id),
  check (audience = 'person')
);
call guard('told_rhythm');
-- Also for who only looks on; and a mail that came late can be answered by "no more" after one has left.
drop policy adds on told_rhythm;
create policy adds on told_rhythm for insert to samvirke_app
  with check (audience_id = app_person() and app_in_space(space_id));
drop policy alters on told_rhythm;
create policy alters on told_rhythm for update to samvirke_app
  using (audience_id = app_person()) with check (audience_id = app_person());
drop policy removes on told_rhythm;
create policy removes on told_rhythm for delete to samvirke_app using (audience_id = app_person());

-- Up to where in the chain of a space somebody has been told. For the house itself.
create table told_mark (
  person_id uuid not null references person on delete cascade,
  space_id uuid not null references space on delete cascade,
  position bigint not null,
  primary key (person_id, space_id)
);
alter table told_mark enable row level security;

-- What somebody was reminded of. For the house itself.
create table told_reminder (
  person_id uuid not null references person on delete cascade,
  item bytea not null,                         -- SHA-256 of where it leads and when it is due
  at timestamptz not null default app_now(),
  primary key (person_id, item)
);
alter table told_reminder enable row level security;
create index told_reminder_at on told_reminder (at);

-- Everybody's parts in partnerships: in which spaces they are told of what happens, how, and how far they were.
create view told_part as
select m.person_id, m.space_id, coalesce(r.space_id, m.space_id) as partnership_id, min(m.since) as since,
  coalesce(t.rhythm, p.rhythm, 'daily') as rhythm, coalesce(p.hour, 8) as hour,
  p.at_once_at, p.daily_at, p.weekly_at, coalesce(k.position, 0) as position
from membership m
join space s on s.id = m.space_id and s.kind in ('partnership', 'partner')
join person w on w.id = m.person_id and w.deactivated_at is null
left join partner r on r.id = m.space_id
left join told_person p on p.id = m.person_id
left join told_rhythm t on t.audience_id = m.person_id and t.space_id = coalesce(r.space_id, m.space_id)
left join told_mark k on k.person_id = m.person_id and k.space_id = m.space_id
where (m.until is null or m.until > app_now())
group by m.person_id, m.space_id, r.space_id, t.rhythm, p.rhythm, p.hour, p.at_once_at, p.daily_at, p.weekly_at, k.position;

-- What each of these readers may read of the entries that they are to be told of: asked as each of them in turn,
-- under row level security, in one trip for all.
create function told_readable(readers jsonb) returns table (
  reader uuid, id uuid, space uuid, kind text, subject uuid, at timestamptz, content jsonb, personal jsonb,
  actor text, partner text
) volatile language plpgsql as $$
declare one jsonb;
begin
  for one in select value from jsonb_array_elements(readers) loop
    perform set_config('app.person', one ->> 'person', true),
      set_config('app.organisations', one ->> 'organisations', true);
    -- Names by their keys: joined, the guard of each person in the city might be asked for each reader.
    return query
      select (one ->> 'person')::uuid, e.id, e.space_id, e.kind, e.subject_id, e.at, e.content, e.personal,
        coalesce((select p.name from person p where p.id = e.actor_id), ''),
        coalesce((select r.name from partner r where r.id =
          case when e.content ->> 'partner' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
            then (e.content ->> 'partner')::uuid end), '')
      from journal_entry e
      where e.id = any (array(select value::uuid from jsonb_array_elements_text(one -> 'entries')))
      order by e.seq desc;
  end loop;
  perform set_config('app.person', '', true), set_config('app.organisations', '{}', true);
end $$;
