-- The same as `decision_raters` says, asked of the reader alone: a desk asks it of each decision.
create or replace function app_rates(asked uuid) returns uuid stable security definer language plpgsql
  set search_path = public as $$ begin
  return (
    select p.id from decision d
      join membership m on m.person_id = app_person() and m.since <= d.settled_at
        and (m.until is null or m.until > app_now()) and m.role not in ('claimant', 'observer')
      join partner p on p.id = m.space_id and p.space_id = d.space_id
    where d.id = asked and d.settled_at > app_now() - interval '14 days' and app_decision_promised(d.id)
      and not exists (select from decision_lived l where l.decision_id = d.id)
      and not exists (select from decision_fallback f where f.decision_id = d.id and f.leads_to_id is not null)
      and app_has_voice(d.id, case d.voices when 'people' then m.person_id else p.id end, d.settled_at)
    order by p.id limit 1);
end $$;
