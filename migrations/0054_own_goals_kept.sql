-- Own goals and ratings are read by the partner's own people alone, as drafts are. So nobody new is let in from outside
-- where they lie. What is said of a rating (fit_mark) goes with it.
create or replace function app_awaits_people(partner uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return app_without_people(partner)
    and not exists (
      select from sealed_answer a
      where a.space_id = partner and a.own_at is not null and (a.sealed_at is null or not app_round_open(a.round_id)))
    and not exists (select from earlier_draft d where d.space_id = partner)
    and not exists (select from statement_draft d where d.space_id = partner)
    and not exists (select from fit_own_goal g where g.space_id = partner)
    and not exists (select from fit_rating r where r.space_id = partner);
end $$;
