-- What giving a voice needs to know, in one go: thousands speak on the last evening. It holds the people of the space as
-- they are and the decision beside others who speak, and each voter alone; then it reads. `those` are whom the reader
-- speaks for: themselves, and partners for which they answer, or one for whom they write it down.
create function decision_to_speak(space uuid, asked uuid, those uuid[])
  returns table (voter uuid, name text, title text, voices text, stage text, due_at timestamptz, settled_at timestamptz,
    withdrawn_at timestamptz, version int, spoken boolean, stance text, marks jsonb, reason text, recorded boolean)
  volatile language plpgsql set search_path = public as $$
declare
  one decision;
  who uuid;
  person boolean;
begin
  perform pg_advisory_xact_lock_shared(hashtextextended(space::text, 0));
  select * into one from decision d where d.id = asked and d.space_id = decision_to_speak.space for share;
  if one.id is null then return; end if;
  person := one.voices = 'people';
  select v into who from unnest(those) v
    where exists (select from partnership p where p.id = one.space_id and p.ended_at is null)
      and app_has_voice(one.id, v, least(one.due_at, app_now())) limit 1;
  if who is not null then perform pg_advisory_xact_lock(hashtextextended(one.id::text || who::text, 0)); end if;
  return query
    select who, case when person then (select p.name from person p where p.id = who) end,
      one.title, one.voices, decision_stage(one.stage, one.opens_at), one.due_at, one.settled_at, one.withdrawn_at, n.number,
      v.id is not null, v.stance, v.marks, v.reason, v.recorded_how is not null
    from (select max(n.number) as number from decision_version n where n.decision_id = one.id) n
    left join lateral (
      select v.* from decision_voice v
      where v.decision_id = one.id and v.version = n.number and (v.person_id = who or v.partner_id = who)
      order by v.at desc, v.id desc limit 1) v on true;
end $$;
