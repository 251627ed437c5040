-- What is to be done in a partnership, by whom and by when.
create table to_do (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  text text not null,
  owner_partner uuid references partner on delete set null,    -- the partner that has promised it …
  owner_person uuid references person on delete set null,      -- … and who does it, where somebody was named
  due_on date not null,
  created_by uuid references person on delete set null,
  created_at timestamptz not null default app_now(),
  done_at timestamptz,
  done_by uuid references person on delete set null,
  removed_at timestamptz,
  removed_by uuid references person on delete set null,
  check (audience = 'space')
);
call guard('to_do');
revoke delete on to_do from samvirke_app;
create index to_do_open on to_do (space_id, due_on) where done_at is null and removed_at is null;
create index to_do_done on to_do (space_id, done_at desc) where done_at is not null and removed_at is null;
create index to_do_person on to_do (owner_person) where done_at is null and removed_at is null;
