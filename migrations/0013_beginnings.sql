-- How a partnership begins, and how people come into it and out of it.

-- What its founder has written on the three pages; gone once it has begun.
alter table partnership add column draft jsonb;

-- Who was removed by others can be taken back; `reason` is what was said, also by who left by themselves.
alter table partner add column removed_at timestamptz;
alter table partner add column reason text not null default '';
alter table partner add check (removed_at is null or removed_at = left_at);

-- An invitation of the other side of a request has no address in it: who asked the city for something keeps
-- theirs to themselves. The mail finds it.
alter table partner_invitation add check (email <> '' or partner_id is not null);
create index partner_invitation_email on partner_invitation (lower(email))
  where accepted_at is null and declined_at is null and withdrawn_at is null;

-- Somebody with an account is told who invites them, before they are in.
create function partner_invitations_to_me()
  returns table (id uuid, partnership text, inviter text, expires_at timestamptz) stable security definer language sql
  set search_path = public as $$
  select i.id, p.name, coalesce(by.name, ''), i.expires_at
  from person me
  join partner_invitation i on lower(i.email) = lower(me.email)
    and i.accepted_at is null and i.declined_at is null and i.withdrawn_at is null and i.expires_at > app_now()
  join partnership p on p.id = i.space_id and p.ended_at is null
  left join person by on by.id = i.invited_by
  where me.id = app_person() and me.login_id is not null
  order by i.expires_at limit 50
$$;

-- What somebody said and did in a partnership keeps their name after they have left it.
create function app_took_part_with(other uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from membership theirs join space s on s.id = theirs.space_id and s.kind = 'partnership'
    where theirs.person_id = other and theirs.until is not null and app_in_space(theirs.space_id));
end $$;
create index membership_person_past on membership (person_id) where until is not null;
create policy took_part on person for select to samvirke_app using (app_took_part_with(id));
