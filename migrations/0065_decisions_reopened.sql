-- What was decided is taken up again: a new decision, with the reason. Until that is over, the one of before holds.
create table decision_reopening (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  decision_id uuid not null,
  reopens_id uuid not null,
  because text not null,
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  check (decision_id <> reopens_id),
  unique (decision_id),
  foreign key (decision_id, space_id) references decision (id, space_id) on delete cascade,
  foreign key (reopens_id, space_id) references decision (id, space_id) on delete cascade
);
call guard('decision_reopening');
revoke update, delete on decision_reopening from samvirke_app;
create index decision_reopening_of on decision_reopening (reopens_id);
create policy adds_own on decision_reopening as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_decision_begins(decision_id)
    and exists (select from decision d where d.id = reopens_id and d.settled_at is not null));
