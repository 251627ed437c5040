-- Who does not want to be offered the tour of the sample city any more.
create table tour_declined (
  id uuid primary key references person on delete cascade,
  space_id uuid not null references space on delete cascade,   -- the city
  audience text not null default 'person',
  audience_id uuid,
  at timestamptz not null default app_now(),
  check (audience = 'person' and audience_id = id)
);
call guard('tour_declined');
drop policy adds on tour_declined;
create policy adds on tour_declined for insert to samvirke_app with check (id = app_person());
drop policy alters on tour_declined;
drop policy removes on tour_declined;
create policy removes on tour_declined for delete to samvirke_app using (id = app_person());
revoke update on tour_declined from samvirke_app;
