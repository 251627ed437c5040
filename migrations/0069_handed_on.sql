-- What happens where a consent is not reached by its end: nothing is decided, or it goes on to the group above, or to the
-- whole partnership. Said before anybody speaks.
alter table decision add column fallback text not null default 'nothing' check (fallback in ('nothing', 'above'));
alter table decision add check (fallback = 'nothing' or circle_id is not null);

-- Where it was handed on: by the house alone, when it is counted.
create table decision_handing (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  decision_id uuid not null,
  from_id uuid not null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  check (decision_id <> from_id),
  unique (decision_id),
  unique (from_id),
  foreign key (decision_id, space_id) references decision (id, space_id) on delete cascade,
  foreign key (from_id, space_id) references decision (id, space_id) on delete cascade
);
call guard('decision_handing');
revoke insert, update, delete on decision_handing from samvirke_app;

-- The group above one that goes on; none where that is the whole partnership.
create function circle_above(asked uuid) returns uuid stable language sql set search_path = public as $$
  select l.above_id from circle_link l join working_group c on c.id = l.above_id and c.ended_at is null
  where l.circle_id = asked and l.ended_at is null
$$;
