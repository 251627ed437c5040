-- What a row points to lies in its own partnership, also where it is pointed to later.
create policy points_to_own on trial as restrictive for insert to samvirke_app
  with check (document_id is null
    or exists (select from document d where d.id = document_id and d.space_id = trial.space_id));
create policy points_to_own_later on trial as restrictive for update to samvirke_app
  using (true) with check (round_id is null
    or exists (select from round r where r.id = round_id and r.space_id = trial.space_id));
create policy points_to_own_later on moving_on_item as restrictive for update to samvirke_app
  using (true) with check (removed_at is not null or taker_id is null or app_has_joined(taker_id, space_id));
create policy points_to_own on fit_tension as restrictive for insert to samvirke_app
  with check (exists (select from fit_goal g where g.id = goal_id and g.space_id = fit_tension.space_id));
