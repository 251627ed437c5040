-- A partner that has looked at the answers of all and has nothing to mark can say so: nothing waits for it any more.
create table round_compared (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  round_id uuid not null references round on delete cascade,
  partner_id uuid not null references space on delete cascade,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  unique (round_id, partner_id)
);
call guard('round_compared');
revoke update, delete on round_compared from samvirke_app;
drop policy adds on round_compared;
create policy adds on round_compared for insert to samvirke_app
  with check (app_writes_in(space_id) and app_writes_in(partner_id) and space_id = app_round_space(round_id)
    and app_round_open(round_id));
