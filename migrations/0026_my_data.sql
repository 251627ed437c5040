-- What is held about people: told to them, erased when they ask, and erased again after a restore.

-- Somebody who was erased, as one space still names them: of each space another one, so that nothing says who was the
-- same person elsewhere.
alter table person drop constraint person_kind_check;
alter table person add constraint person_kind_check check (kind in ('person', 'mailbox', 'guest', 'former'));
alter table person add column former_in uuid references space on delete cascade;
alter table person add column former_number int;
alter table person add check ((kind = 'former') = (former_in is not null) and (former_in is null) = (former_number is null));
alter table person add check (kind <> 'former' or (email is null and login_id is null));
create unique index person_former on person (former_in, former_number) where former_in is not null;
create policy former on person for select to samvirke_app using (former_in is not null and app_in_space(former_in));

-- The house erases somebody in this transaction: then names go also where nothing else may change.
create function app_erases() returns boolean stable language sql as $$
  select current_setting('role', true) is distinct from 'samvirke_app'
    and coalesce(current_setting('app.erasing', true), '') = 'yes'
$$;
drop trigger rules on round;
create trigger rules before insert or update on round for each row when (not app_erases()) execute function round_rules();
drop trigger rules on sealed_answer;
create trigger rules before insert or update on sealed_answer
  for each row when (not app_erases()) execute function sealed_answer_rules();
drop trigger rules on factor_loss;
create trigger rules before update on factor_loss for each row when (not app_erases()) execute function factor_loss_rules();

-- Somebody wants to be erased, or an administrator does it for them: for some days this can be undone.
create table erasure (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,   -- the city
  audience text not null default 'person',
  audience_id uuid,
  person_id uuid not null unique references person on delete cascade,
  asked_by uuid references person on delete set null,
  asked_at timestamptz not null default app_now(),
  due_at timestamptz not null,
  check (audience = 'person' and audience_id = person_id)
);
call guard('erasure');
create policy administers on erasure for select to samvirke_app using (app_administers());
drop policy adds on erasure;
create policy adds on erasure for insert to samvirke_app
  with check ((person_id = app_person() or app_administers()) and asked_by = app_person()
    -- Seven days; the program counts in milliseconds.
    and due_at >= app_now() + interval '168 hours' - interval '2 milliseconds');
drop policy removes on erasure;
create policy removes on erasure for delete to samvirke_app using (person_id = app_person() or app_administers());
drop policy alters on erasure;
revoke update on erasure from samvirke_app;
create index erasure_due on erasure (due_at);

-- Who was erased: an id that leads to nothing, so that a restore can erase again. For the house itself.
create table erased_person (
  id uuid primary key,
  at timestamptz not null default app_now()
);

-- Unfinished pages of people who have gone, and closed accounts, are looked for by their day.
create index person_closed on person (deactivated_at) where deactivated_at is not null;

-- What only the city knows of its register of processing (GDPR, article 30), by the names of the form.
alter table city add column processing jsonb not null default '{}';
