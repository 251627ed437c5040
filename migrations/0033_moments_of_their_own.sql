-- A moment of a timeline belongs to who put it in: they change it, take it out and put it back, and so do the
-- facilitators, of whom it says so. What a facilitator took out only facilitators put back.
alter table moment add column changed_by uuid references person on delete set null;
create policy alters_own on moment as restrictive for update to samvirke_app
  using (app_facilitates(space_id)
    or (added_by = app_person() and (removed_by is null or removed_by = app_person())));
create policy alters_own on file as restrictive for update to samvirke_app
  using (app_facilitates(space_id)
    or (uploaded_by = app_person() and (removed_by is null or removed_by = app_person())));
