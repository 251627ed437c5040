-- How far those who are concerned are involved in a decision: promised beforehand, on a ladder from being told (1) to
-- having it left to them (5). Only added to: a change says why, and all that was promised stays.
create table decision_promise (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  decision_id uuid not null,
  level int not null check (level between 1 and 5),
  because text not null default '',
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  foreign key (decision_id, space_id) references decision (id, space_id) on delete cascade
);
call guard('decision_promise');
revoke update, delete on decision_promise from samvirke_app;
create index decision_promise_of on decision_promise (decision_id, at, id);
create function app_decision_promised(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from decision_promise p where p.decision_id = asked);
end $$;
create policy adds_own on decision_promise as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_decision_steers(decision_id)
    and case when because = '' then app_decision_begins(decision_id) and not app_decision_promised(decision_id)
      else app_decision_going(decision_id) end);

-- What came of the promise: counted once, and then what each has answered is gone. Without `lived_of` too few answered.
create table decision_lived (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  decision_id uuid not null,
  promised int not null check (promised between 1 and 5),
  answers int not null check (answers >= 0),
  counts int[] check (cardinality(counts) = 5),                -- answers of each level, where enough came in
  lived_sum int,
  lived_of int check (lived_of > 0),
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  check ((lived_sum is null) = (lived_of is null)),
  unique (decision_id),
  foreign key (decision_id, space_id) references decision (id, space_id) on delete cascade
);
call guard('decision_lived');
-- By the house alone.
revoke insert, update, delete on decision_lived from samvirke_app;
create index decision_lived_space on decision_lived (space_id);

-- How far somebody was involved, as they see it: read by themselves alone. It has no time, and is no line of the journal.
create table decision_rating (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'person',
  audience_id uuid references person on delete cascade,
  decision_id uuid not null,
  partner_id uuid not null references partner on delete cascade,
  level int not null check (level between 1 and 5),
  check (audience = 'person'),
  unique (decision_id, audience_id),
  foreign key (decision_id, space_id) references decision (id, space_id) on delete cascade
);
call guard('decision_rating');
revoke update, delete on decision_rating from samvirke_app;
grant update (level) on decision_rating to samvirke_app;

-- Who took part in a decision: the people who had a voice when it ended, or those of partners that had one, who were with
-- them by then. Until two weeks are over, or it is counted.
create function decision_raters(asked uuid) returns table (person uuid, partner uuid) stable security definer
  language sql set search_path = public as $$
  select distinct on (m.person_id) m.person_id, p.id from decision d
    cross join lateral decision_voters(d.id, d.settled_at) v
    join partner p on p.id = v.partner
    join membership m on m.space_id = p.id and m.person_id is not null and m.since <= d.settled_at
      and (d.voices = 'partners' or m.person_id = v.voter)
      and (m.until is null or m.until > app_now()) and m.role not in ('claimant', 'observer')
  where d.id = asked and d.settled_at > app_now() - interval '14 days' and app_decision_promised(d.id)
    and not exists (select from decision_lived l where l.decision_id = d.id)
    -- What goes on in another way, or above, is not over yet.
    and not exists (select from decision_fallback f where f.decision_id = d.id and f.leads_to_id is not null)
  order by m.person_id, p.id
$$;
revoke execute on function decision_raters(uuid) from public;
create function app_rates(asked uuid) returns uuid stable security definer language plpgsql
  set search_path = public as $$ begin
  return (select r.partner from decision_raters(asked) r where r.person = app_person());
end $$;
create policy adds_own on decision_rating as restrictive for insert to samvirke_app
  with check (audience_id = app_person() and partner_id = app_rates(decision_id));
create policy alters_own on decision_rating as restrictive for update to samvirke_app
  using (audience_id = app_person() and app_rates(decision_id) is not null)
  with check (audience_id = app_person());
-- What each has answered goes once it is counted.
create function decision_lived_counts() returns trigger security definer language plpgsql set search_path = public as $$
begin
  delete from decision_rating r where r.decision_id = new.decision_id;
  return null;
end $$;
create trigger forgets after insert on decision_lived for each row execute function decision_lived_counts();
