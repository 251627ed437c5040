-- To what was taken off the list of what is left to settle, nothing is said any more.
create policy says_of_listed on moving_on_word as restrictive for insert to samvirke_app
  with check (exists (select from moving_on_item i where i.id = item_id and i.removed_at is null));
