-- What people of a partnership say to each other about something: comments in the order of their numbers, without gaps.
-- A discussion begins with its first comment.
create table discussion (
  id uuid primary key,                         -- that of what it is about
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  decision_id uuid not null,
  length int not null default 0 check (length >= 0),
  check (audience = 'space'),
  check (id = decision_id),
  unique (id, space_id),
  foreign key (decision_id, space_id) references decision (id, space_id) on delete cascade
);
call guard('discussion');
revoke update, delete on discussion from samvirke_app;
create policy adds_own on discussion as restrictive for insert to samvirke_app with check (length = 0);

create table discussion_comment (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  discussion_id uuid not null,
  number int not null check (number > 0),
  version int not null default 1 check (version > 0),
  text text not null check (text <> ''),       -- Markdown
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  changed_at timestamptz,
  taken_back_at timestamptz,
  check (audience = 'space'),
  check ((changed_at is null) = (version = 1)),
  unique (discussion_id, number),
  unique (id, space_id),
  foreign key (discussion_id, space_id) references discussion (id, space_id) on delete cascade
);
call guard('discussion_comment');
revoke update, delete on discussion_comment from samvirke_app;
grant update (text, locale, taken_back_at) on discussion_comment to samvirke_app;
-- What was taken back is read by who wrote it. Others see by the numbers that something stood there.
create policy sees_standing on discussion_comment as restrictive for select to samvirke_app
  using (taken_back_at is null or by_person = app_person());
create policy adds_own on discussion_comment as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and version = 1 and taken_back_at is null);
create policy alters_own on discussion_comment as restrictive for update to samvirke_app
  using (by_person = app_person()) with check (by_person = app_person());

-- What a comment said before it was changed. Written by the database, so that nobody changes words and leaves none.
create table discussion_earlier (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  comment_id uuid not null,
  version int not null,
  text text not null,
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null,                     -- since when it had said so
  check (audience = 'space'),
  unique (comment_id, version),
  foreign key (comment_id, space_id) references discussion_comment (id, space_id) on delete cascade
);
call guard('discussion_earlier');
revoke insert, update, delete on discussion_earlier from samvirke_app;
create policy sees_standing on discussion_earlier as restrictive for select to samvirke_app
  using (exists (select from discussion_comment c where c.id = comment_id));

-- Numbers are given one after the other: of two who comment at once, the second waits for the first. So nobody has read
-- further than to where all is written.
create function discussion_comment_numbers() returns trigger security definer language plpgsql set search_path = public as $$
begin
  if current_setting('role', true) is distinct from 'samvirke_app' and new.number is not null then return new; end if;
  update discussion d set length = d.length + 1
    where d.id = new.discussion_id and d.space_id = new.space_id returning d.length into new.number;
  if new.number is null then
    raise exception 'discussion_comment: no such discussion' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger numbers before insert on discussion_comment for each row execute function discussion_comment_numbers();

create function discussion_comment_rules() returns trigger security definer language plpgsql set search_path = public as $$
begin
  if current_setting('role', true) is distinct from 'samvirke_app' then return new; end if;
  if (new.text, new.locale) is distinct from (old.text, old.locale) then
    if old.taken_back_at is not null then
      raise exception 'discussion_comment: was taken back' using errcode = 'check_violation';
    end if;
    insert into discussion_earlier (id, space_id, comment_id, version, text, locale, by_person, at)
      values (gen_random_uuid(), old.space_id, old.id, old.version, old.text, old.locale, old.by_person,
        coalesce(old.changed_at, old.at));
    new.version := old.version + 1;
    new.changed_at := app_now();
  end if;
  if new.taken_back_at is not null then new.taken_back_at := coalesce(old.taken_back_at, app_now()); end if;
  return new;
end $$;
create trigger rules before update on discussion_comment for each row execute function discussion_comment_rules();

-- Who is called in a comment. The text says it to all; whether they have read it is theirs alone.
create table discussion_call (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'person',
  audience_id uuid references person on delete cascade,
  comment_id uuid not null,
  seen_at timestamptz,
  check (audience = 'person'),
  unique (comment_id, audience_id),
  foreign key (comment_id, space_id) references discussion_comment (id, space_id) on delete cascade
);
call guard('discussion_call');
revoke update, delete on discussion_call from samvirke_app;
grant update (seen_at) on discussion_call to samvirke_app;
create index discussion_call_waiting on discussion_call (audience_id) where seen_at is null;
create policy sees_standing on discussion_call as restrictive for select to samvirke_app
  using (exists (select from discussion_comment c where c.id = comment_id));
-- Called is who takes part, by who wrote the comment.
create policy adds_own on discussion_call as restrictive for insert to samvirke_app
  with check (seen_at is null
    and exists (select from discussion_comment c where c.id = comment_id and c.by_person = app_person())
    and exists (select from membership m where m.space_id = discussion_call.space_id and m.person_id = audience_id
      and (m.until is null or m.until > app_now()) and m.role <> 'claimant'));
-- Also for who only looks on.
drop policy alters on discussion_call;
create policy alters on discussion_call for update to samvirke_app
  using (audience_id = app_person() and app_in_space(space_id)) with check (audience_id = app_person());

-- How far somebody has read.
create table discussion_read (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'person',
  audience_id uuid references person on delete cascade,
  discussion_id uuid not null,
  upto int not null check (upto >= 0),
  check (audience = 'person'),
  unique (discussion_id, audience_id),
  foreign key (discussion_id, space_id) references discussion (id, space_id) on delete cascade
);
call guard('discussion_read');
revoke update, delete on discussion_read from samvirke_app;
grant update (upto) on discussion_read to samvirke_app;
create index discussion_read_person on discussion_read (audience_id);
drop policy adds on discussion_read;
create policy adds on discussion_read for insert to samvirke_app
  with check (audience_id = app_person() and app_in_space(space_id));
drop policy alters on discussion_read;
create policy alters on discussion_read for update to samvirke_app
  using (audience_id = app_person() and app_in_space(space_id)) with check (audience_id = app_person());
