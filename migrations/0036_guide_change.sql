-- What a city says otherwise than the guide, part by part and in one language: `base` is what the guide said when that
-- was written, so that a later guide can be told from it. Only added to; the latest counts, and one without a text
-- says that the guide's own words hold again.
create table guide_change (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'public',
  audience_id uuid,
  element text not null,
  locale text not null,
  part text not null,
  text text,
  base text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'public')
);
call guard('guide_change');
revoke update, delete on guide_change from samvirke_app;
drop policy adds on guide_change;
create policy adds on guide_change for insert to samvirke_app
  with check (app_administers() and by_person = app_person() and at = app_now()
    and exists (select from city where city.space_id = guide_change.space_id));
create index guide_change_part on guide_change (element, locale, part, at desc, id desc);
