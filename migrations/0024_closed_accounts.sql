-- An administrator closes an account: its sessions end at once, and nobody signs in with it until one opens it again.
-- What its person did keeps their name.

create function close_account(person uuid) returns boolean security definer language plpgsql
  set search_path = public as $$ begin
  if not app_administers() or close_account.person is not distinct from app_person() then
    raise exception 'account: not the one who closes it' using errcode = 'insufficient_privilege';
  end if;
  update person p set deactivated_at = app_now()
    where p.id = close_account.person and p.deactivated_at is null;
  if not found then return false; end if;
  delete from auth_session s using person p where p.id = close_account.person and s."userId" = p.login_id;
  delete from account_step s where s.person_id = close_account.person;
  return true;
end $$;

create function open_account(person uuid) returns boolean security definer language plpgsql
  set search_path = public as $$ begin
  if not app_administers() or open_account.person is not distinct from app_person() then
    raise exception 'account: not the one who opens it' using errcode = 'insufficient_privilege';
  end if;
  update person p set deactivated_at = null
    where p.id = open_account.person and p.deactivated_at is not null and p.merged_into is null;
  return found;
end $$;

-- Two accounts of one person become one. The other one stays as the name of what was done with it, closed for good.
alter table person add merged_into uuid references person on delete set null;
alter table person add check (merged_into is null or (merged_into <> id and deactivated_at is not null));
create index person_merged on person (merged_into) where merged_into is not null;
grant select (merged_into) on person to samvirke_app;
