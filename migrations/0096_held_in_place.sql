-- Whether what was decided is done: as the count says it or, where that leaves it open, as it was written down last.
create function decision_holds(asked uuid) returns boolean stable language sql
  return (select case d.outcome ->> 'result'
      when 'holds' then true when 'chosen' then true when 'fails' then false when 'seen' then false
      else (select s.holds from decision_statement s where s.decision_id = d.id order by s.at desc, s.id desc limit 1) end
    from decision d where d.id = asked);

-- What holds in place of a decision: the one that took it up again and came to hold, last.
create function decision_replaced_by(asked uuid) returns uuid stable language sql
  return (select n.id from decision_reopening r join decision n on n.id = r.decision_id
    where r.reopens_id = asked and n.settled_at is not null and decision_holds(n.id)
    order by n.settled_at desc limit 1);

create or replace function public_decisions(space uuid) returns table (
  id uuid, title text, locale text, process jsonb, result text, asked int, spoke int, sides jsonb, over timestamptz,
  proposal text, proposal_locale text, options jsonb, statement text, statement_locale text, holds boolean, option_id uuid,
  review_on date, salt text, written_at timestamptz, shown_at timestamptz, otherwise text[],
  replaced boolean, newer uuid, newer_title text, newer_locale text
) stable security definer language plpgsql set search_path = public as $$ begin
  return query select d.id, d.title, d.locale, d.process, d.outcome ->> 'result', (d.outcome ->> 'asked')::int,
      (d.outcome ->> 'spoke')::int, d.outcome -> 'sides', d.settled_at, v.text, v.locale,
      (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'text', o.text) order by o.position), '[]')
        from decision_option o where o.decision_id = d.id),
      w.text, w.locale, w.holds, w.option_id, w.review_on, w.salt, w.at,
      (select x.at from decision_publication x where x.decision_id = d.id order by x.at desc, x.id desc limit 1),
      array(select partner_called(p.name, p.organisation_id) from (
          select distinct on (s.partner_id) s.partner_id, s.stance from decision_voice s
          where s.decision_id = d.id and s.version = v.number and s.partner_id is not null order by s.partner_id, s.at desc, s.id desc) said
        join jsonb_array_elements(d.process -> 'ballot' -> 'stances') k on k ->> 'key' = said.stance
          and k ->> 'counts' in ('against', 'blocks')
        join partner p on p.id = said.partner_id and app_has_voice(d.id, p.id, d.due_at)
        where public_is_named(p.id) order by 1),
      n.id is not null, case when public_decision_shown(n.id) then n.id end,
      case when public_decision_shown(n.id) then n.title end, case when public_decision_shown(n.id) then n.locale end
    from decision d
    cross join lateral (select v.number, v.text, v.locale from decision_version v where v.decision_id = d.id
      order by v.number desc limit 1) v
    cross join lateral (select w.* from decision_statement w where w.decision_id = d.id
      order by w.at desc, w.id desc limit 1) w
    left join decision n on n.id = decision_replaced_by(d.id)
    where d.space_id = public_decisions.space and public_decision_shown(d.id);
end $$;
