-- Whether one partner or person has a voice, each asked by what an index finds: people or partners may be very many.
create or replace function app_has_voice(asked uuid, voter uuid, moment timestamptz) returns boolean stable security definer
  language plpgsql set search_path = public as $$
declare one decision;
begin
  select * into one from decision d where d.id = asked;
  if one.voices = 'partners' and one.circle_id is null then
    return exists (select from partner p where p.id = voter and p.space_id = one.space_id
      and p.joined_at <= moment and (p.left_at is null or p.left_at > moment));
  end if;
  if one.voices = 'people' then
    return exists (
      select from membership m join partner p on p.id = m.space_id
      where m.person_id = voter
        and p.space_id = one.space_id and p.joined_at <= moment and (p.left_at is null or p.left_at > moment)
        and m.role in ('lead', 'deputy', 'member') and m.since <= moment and (m.until is null or m.until > moment)
        and (one.circle_id is null or m.person_id in (select c.person from circle_people(one.circle_id, moment) c)));
  end if;
  return exists (
    select from membership m join partner p on p.id = m.space_id
    where m.space_id = voter
      and p.space_id = one.space_id and p.joined_at <= moment and (p.left_at is null or p.left_at > moment)
      and m.person_id is not null and m.role in ('lead', 'deputy', 'member')
      and m.since <= moment and (m.until is null or m.until > moment)
      and m.person_id in (select c.person from circle_people(one.circle_id, moment) c));
end $$;
