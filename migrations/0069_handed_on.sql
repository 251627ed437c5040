-- Where a consent is not reached by its end it can go on to the group above one that goes on; none where that is the whole
-- partnership.
create function circle_above(asked uuid) returns uuid stable language sql set search_path = public as $$
  select l.above_id from circle_link l join working_group c on c.id = l.above_id and c.ended_at is null
  where l.circle_id = asked and l.ended_at is null
$$;
