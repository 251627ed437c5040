-- Whether a person has answered themselves, yes or no or back, whether an objection may be set aside.
create function app_aside_self(aside uuid, person uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from decision_aside_word w
      where w.aside_id = aside and w.person_id = person and w.recorded_how is null)
    or exists (select from decision_aside_yes y
      where y.aside_id = aside and y.person_id = person and y.recorded_how is null);
end $$;
-- Nobody writes down for a person what they have answered themselves.
create policy adds_for_silent on decision_aside_word as restrictive for insert to samvirke_app
  with check (recorded_how is null or person_id is null or not app_aside_self(aside_id, person_id));
create policy adds_for_silent on decision_aside_yes as restrictive for insert to samvirke_app
  with check (recorded_how is null or person_id is null or not app_aside_self(aside_id, person_id));
