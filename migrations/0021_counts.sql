-- How many were asked in each of these rounds, and how many are in: told to those who take part. The guards are asked
-- once for each round; counted under row level security, they are asked for each partner in it.
create function round_counts(rounds uuid[]) returns table (round_id uuid, asked int, sealed int) stable security definer
  language sql set search_path = public as $$
  select r.id, coalesce(p.n, 0), coalesce(s.n, 0)
  from round r
  left join (select round_id, count(*)::int as n from round_partner where round_id = any (rounds) group by round_id) p
    on p.round_id = r.id
  left join (select round_id, count(*)::int as n from round_seal where round_id = any (rounds) group by round_id) s
    on s.round_id = r.id
  where r.id = any (rounds) and app_in_space(r.space_id)
$$;

-- What an organisation asked for.
create index request_asker on request (asker_organisation) where asker_organisation is not null;
