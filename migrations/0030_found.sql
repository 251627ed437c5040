-- What people look for by a name or by a word of an answer.

-- As the program folds words: small letters, without accents, and umlauts however they are typed (Mueller, Müller).
create function name_folded(said text) returns text immutable parallel safe language sql as $$
  select regexp_replace(
    replace(replace(replace(
      lower(regexp_replace(normalize(replace(replace(said, 'Æ', 'ae'), 'Ø', 'o'), NFD), '[\u0300-\u036f]', '', 'g')),
      'ß', 'ss'), 'ø', 'o'), 'æ', 'ae'),
    '([aou])e', '\1', 'g')
$$;
-- Each name begins behind a space. Kept beside the name, as it is looked at for all who take part.
alter table person add column sought text not null
  generated always as (' ' || regexp_replace(name_folded(name), '[-''’.,/(]', ' ', 'g')) stored;

-- People who take part in the caller's own partnerships, and in whose name each of these words begins one: their
-- parts there, one for each partnership. Only ids; what is told of them the guards decide.
create function people_inside(names text[], amount int, skipped int) returns setof uuid stable security definer
  language sql set search_path = public as $$
  select id from (
    select distinct on (m.space_id, m.person_id) m.id, p.name
    from partnership s
    join membership m on m.space_id = s.id and m.until is null and m.role <> 'claimant'
    join person p on p.id = m.person_id
    where s.id = any ((select app_spaces())::uuid[]) and s.begun_at is not null and cardinality(names) > 0
      and p.sought like all ((select array_agg('% ' || name_folded(n) || '%') from unnest(names) as n)::text[])
    order by m.space_id, m.person_id, m.id) as one
  order by name, id limit amount offset skipped
$$;

-- Words of an answer come into the search once its round is open, for those who take part in the round; no sooner, by
-- whomever, the house itself included. Kinds of answers are called by the kind of their round. Asked once for all that
-- one statement brings in; nothing else becomes an answer afterwards.
create function search_posting_rules() returns trigger security definer language plpgsql set search_path = public as $$
begin
  if exists (
    select from (
      select distinct b.subject_id, b.space_id, b.audience from brought b where b.subject_kind like '%.answer') b
    where not exists (
      select from sealed_answer a join round r on r.id = a.round_id
      where a.id = b.subject_id and a.sealed_at is not null and app_round_open(r.id)
        and b.space_id = r.space_id and b.audience = 'space')) then
    raise exception 'round: what is not open is not found' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger rules after insert on search_posting referencing new table as brought
  for each statement execute function search_posting_rules();
create trigger rules_again after update on search_posting referencing new table as brought
  for each statement execute function search_posting_rules();
