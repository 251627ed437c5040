-- What a row points to lies in its own partnership, also where it is pointed to later.
create policy points_to_own on trial as restrictive for insert to samvirke_app
  with check (document_id is null
    or exists (select from document d where d.id = document_id and d.space_id = trial.space_id));
create policy points_to_own_later on trial as restrictive for update to samvirke_app
  using (true) with check (round_id is null
    or exists (select from round r where r.id = round_id and r.space_id = trial.space_id));
create policy points_to_own on fit_tension as restrictive for insert to samvirke_app
  with check (exists (select from fit_goal g where g.id = goal_id and g.space_id = fit_tension.space_id));
-- Who takes something on has joined, at the moment at which that is said; what is put back as it was asks nobody anew.
create or replace function moving_on_item_rules() returns trigger language plpgsql as $$
begin
  if new.taker_id is distinct from old.taker_id and new.taker_id is not null
      and not app_has_joined(new.taker_id, new.space_id) then
    raise exception 'moving_on_item: takes part in it' using errcode = 'insufficient_privilege';
  end if;
  if (new.what, new.whom, new.until_on, new.taker_id) is distinct from (old.what, old.whom, old.until_on, old.taker_id) then
    new.changed_at := app_now();
  end if;
  return new;
end $$;
