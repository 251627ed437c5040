-- How many outside were told in a partnership within a day, of all its decisions: who writes to them sees only their own.
create function decision_told_lately(space uuid) returns int stable security definer language plpgsql
  set search_path = public as $$ begin
  if not app_in_space(space) then return 0; end if;
  return (select count(*) from decision_telling t
    where t.space_id = space and t.at > app_now() - interval '1 day');
end $$;
