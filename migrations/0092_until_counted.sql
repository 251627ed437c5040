-- What goes on with more time where it is not reached is over only once it is counted: until then nothing is shown that
-- was closed until the end. With that time given it has its one end.
create or replace function app_decision_shows(asked uuid, said int) returns boolean stable security definer language plpgsql
  set search_path = public as $$
declare one decision;
begin
  select * into one from decision where id = asked;
  return one.results = 'open'
    or (one.withdrawn_at is null and (one.settled_at is not null or (one.due_at <= app_now()
      and (one.fallback ->> 'kind' is distinct from 'time'
        or exists (select from decision_fallback f where f.decision_id = asked)))))
    or (one.results = 'voted' and (
      exists (select from decision_voice v
        where v.decision_id = asked and v.version = said and v.person_id = app_person())
      or exists (
        select from decision_voice v join membership m on m.space_id = v.partner_id
        where v.decision_id = asked and v.version = said and m.person_id = app_person()
          and (m.until is null or m.until > app_now()) and m.role <> 'claimant')));
end $$;
