-- For which week somebody was told what was decided in a partnership: once each. For the house itself.
create table decision_week_told (
  person_id uuid not null references person on delete cascade,
  space_id uuid not null references space on delete cascade,
  monday date not null,                        -- of the week after the one that was told of
  at timestamptz not null default app_now(),
  primary key (person_id, space_id, monday)
);
alter table decision_week_told enable row level security;
create index decision_week_told_at on decision_week_told (at);
