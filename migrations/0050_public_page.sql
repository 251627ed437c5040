-- What the partners of a partnership show to everybody. Nothing is public by itself: somebody puts a version together,
-- all partners who are in say yes to that very version, and then it is out. Nobody but those in the partnership reads
-- these tables; everybody is told what is out by the functions below, and by them alone.

-- How a moment reads: what was agreed of it is what it said then.
create function public_reads(text text, day date, file uuid, shows text) returns text immutable parallel safe
  language sql as $$
  select encode(sha256(convert_to(concat_ws(E'\x1f', text, day - date '2000-01-01', file::text, shows), 'UTF8')), 'hex')
$$;

create table public_version (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  number int not null check (number > 0),
  locale text not null,                        -- the language it is written in
  name text not null,                          -- of the partnership, as it is shown
  what text not null,
  place text not null default '',
  whom text not null default '',
  element text,                                -- the step of the guide at which they stood
  contact_id uuid references organisation on delete set null,
  goal_id uuid references city_goal on delete set null,
  by_person uuid references person on delete set null,
  by_partner uuid references partner on delete set null,
  at timestamptz not null default app_now(),
  published_at timestamptz,
  check (audience = 'space'),
  unique (space_id, number),
  unique (id, space_id)
);
call guard('public_version');
revoke update, delete on public_version from samvirke_app;
create policy adds_own on public_version as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and published_at is null
    and (by_partner is null or (app_partnership_of(by_partner) = space_id and app_writes_in(by_partner))));

-- What a version shows of what the partnership has: a section as it was agreed, a moment as it read then.
alter table moment add constraint moment_in_space unique (id, space_id);
create table public_thing (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  version_id uuid not null,
  block_id uuid,
  block_version int,
  moment_id uuid,
  reads text,                                  -- of the moment
  check (audience = 'space'),
  check (num_nonnulls(block_id, moment_id) = 1),
  check ((block_id is null) = (block_version is null) and (moment_id is null) = (reads is null)),
  foreign key (version_id, space_id) references public_version (id, space_id) on delete cascade,
  foreign key (block_id, space_id) references document_block (id, space_id) on delete cascade,
  foreign key (block_id, block_version) references block_agreement (block_id, version) on delete cascade,
  foreign key (moment_id, space_id) references moment (id, space_id) on delete cascade
);
call guard('public_thing');
revoke update, delete on public_thing from samvirke_app;
create index public_thing_version on public_thing (version_id);
create index public_thing_moment on public_thing (moment_id) where moment_id is not null;
-- Put in as the version is made: what partners say yes to stays what it is.
create policy adds_with on public_thing as restrictive for insert to samvirke_app
  with check (exists (select from public_version v
    where v.id = version_id and v.by_person = app_person() and v.at = app_now()));
create function public_thing_rules() returns trigger security definer language plpgsql set search_path = public as $$
begin
  -- A backup that is restored brings what was agreed then.
  if new.moment_id is not null and (new.reads is null or current_setting('role', true) = 'samvirke_app') then
    new.reads := (select public_reads(m.text, m.day, m.file_id, m.shows) from moment m where m.id = new.moment_id);
  end if;
  return new;
end $$;
create trigger rules before insert on public_thing for each row execute function public_thing_rules();

-- What a partner says to a version; its latest word counts.
create table public_answer (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  version_id uuid not null,
  partner_id uuid not null references partner on delete cascade,
  answer text not null check (answer in ('yes', 'objection')),
  reason text not null default '',
  recorded_how text check (recorded_how in ('phone', 'visit', 'letter')),
  recorded_on date,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  check (answer = 'yes' or reason <> ''),
  check ((recorded_how is null) = (recorded_on is null)),
  foreign key (version_id, space_id) references public_version (id, space_id) on delete cascade
);
call guard('public_answer');
revoke update, delete on public_answer from samvirke_app;
create index public_answer_version on public_answer (version_id, partner_id, at desc, id desc);
create policy adds_own on public_answer as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and document_speaks(partner_id, space_id, recorded_how is not null)
    and exists (select from public_version v where v.id = version_id and v.published_at is null
      and v.number = (select max(l.number) from public_version l where l.space_id = v.space_id)));

-- Whether a partner wants to be named; its latest word counts, and only its own people give it.
create table public_name (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  partner_id uuid not null references partner on delete cascade,
  yes boolean not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space')
);
call guard('public_name');
revoke update, delete on public_name from samvirke_app;
create index public_name_partner on public_name (partner_id, at desc, id desc);
create policy adds_own on public_name as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_gives_word(partner_id, space_id));

-- A text of the page in another language, by hand. `of` says which words it is a translation of.
create table public_translation (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  part text not null check (part in ('name', 'what', 'place', 'whom', 'title', 'heading', 'text', 'moment', 'shows')),
  document_id uuid,
  block_id uuid,
  moment_id uuid,
  locale text not null,
  text text not null,                          -- empty: the translation was taken off
  of text not null,                            -- SHA-256
  by_person uuid references person on delete set null,
  by_partner uuid references partner on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  check (num_nonnulls(document_id, block_id, moment_id) = case when part in ('name', 'what', 'place', 'whom') then 0 else 1 end),
  check ((part = 'title') = (document_id is not null)),
  check ((part in ('heading', 'text')) = (block_id is not null)),
  check ((part in ('moment', 'shows')) = (moment_id is not null)),
  foreign key (document_id, space_id) references document (id, space_id) on delete cascade,
  foreign key (block_id, space_id) references document_block (id, space_id) on delete cascade,
  foreign key (moment_id, space_id) references moment (id, space_id) on delete cascade
);
call guard('public_translation');
revoke update, delete on public_translation from samvirke_app;
create index public_translation_space on public_translation (space_id, locale, at desc);
create policy adds_own on public_translation as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now()
    and (by_partner is null or (app_partnership_of(by_partner) = space_id and app_writes_in(by_partner))));

-- The page itself, under an address that stays. Its row is public as long as the page is.
create table public_page (
  id uuid primary key,
  space_id uuid not null unique references partnership on delete cascade,
  audience text not null default 'public',
  audience_id uuid,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  version_id uuid not null,
  published_at timestamptz not null default app_now(),
  changed_at timestamptz not null default app_now(),
  check (audience in ('public', 'space')),
  foreign key (version_id, space_id) references public_version (id, space_id)
);
call guard('public_page');
revoke update, delete on public_page from samvirke_app;
grant update (audience, version_id, changed_at) on public_page to samvirke_app;
create index public_page_newest on public_page (published_at desc, id desc) where audience = 'public';

create function public_all_say_yes(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$
declare space uuid := (select v.space_id from public_version v where v.id = asked);
begin
  return exists (select from partner p where p.space_id = space and p.joined_at is not null and p.left_at is null)
    and not exists (select from partner p
      where p.space_id = space and p.joined_at is not null and p.left_at is null
        and 'yes' is distinct from (
          select a.answer from public_answer a where a.version_id = asked and a.partner_id = p.id
          order by a.at desc, a.id desc limit 1));
end $$;

-- A version comes out once, when all say yes to it and none came after it. Taking the page off takes one partner, or who
-- facilitates, and no yes of anybody.
create function public_page_rules() returns trigger security definer language plpgsql set search_path = public as $$
declare wanted public_version;
begin
  if tg_op = 'UPDATE' and new.version_id <> old.version_id then new.published_at := app_now(); end if;
  if current_setting('role', true) is distinct from 'samvirke_app' then return new; end if;
  new.changed_at := app_now();
  if new.audience = 'space' then
    if tg_op = 'INSERT' or new.version_id <> old.version_id or not (app_facilitates(new.space_id) or exists (
      select from partner p where p.space_id = new.space_id and p.joined_at is not null and p.left_at is null
        and app_answers_for(p.id))) then
      raise exception 'public page: is taken off by those who answer for a partner' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end if;
  if tg_op = 'UPDATE' and old.audience = 'public' and new.version_id = old.version_id then return new; end if;
  select * into wanted from public_version v where v.id = new.version_id;
  if wanted.space_id <> new.space_id or wanted.published_at is not null or not public_all_say_yes(wanted.id)
    or wanted.number < (select max(v.number) from public_version v where v.space_id = wanted.space_id) then
    raise exception 'public page: not all say yes' using errcode = 'insufficient_privilege';
  end if;
  new.published_at := app_now();
  update public_version v set published_at = app_now() where v.id = wanted.id;
  return new;
end $$;
create trigger rules before insert or update on public_page for each row execute function public_page_rules();

-- What everybody is told. Those in the partnership read versions that are not out, as a preview.
create function public_readable(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from public_page p where p.version_id = asked and p.audience = 'public')
    or exists (select from public_version v where v.id = asked and app_in_space(v.space_id));
end $$;

create function public_words(asked uuid) returns table (
  space uuid, number int, locale text, name text, what text, place text, whom text, element text, contact uuid, goal uuid,
  made_at timestamptz, out_at timestamptz, begun_at timestamptz, ended_at timestamptz
) stable security definer language plpgsql set search_path = public as $$ begin
  if not public_readable(asked) then return; end if;
  return query select v.space_id, v.number, v.locale, v.name, v.what, v.place, v.whom, v.element, v.contact_id, v.goal_id,
      v.at, v.published_at, s.begun_at, s.ended_at
    from public_version v join partnership s on s.id = v.space_id where v.id = asked;
end $$;

create function public_sections(asked uuid) returns table (
  document uuid, title text, locale text, block uuid, heading text, words text, agreed_at timestamptz
) stable security definer language plpgsql set search_path = public as $$ begin
  if not public_readable(asked) then return; end if;
  return query select d.id, d.title, d.locale, b.id, n.heading, n.text, g.at
    from public_thing t
    join document_block b on b.id = t.block_id
    join document d on d.id = b.document_id
    join block_version n on n.block_id = b.id and n.number = t.block_version
    join block_agreement g on g.block_id = b.id and g.version = t.block_version
    where t.version_id = asked order by d.begun_at, d.id, b.position, b.id;
end $$;

-- What was taken out or reads otherwise by now is gone from the page at once.
create function public_moments(asked uuid) returns table (
  moment uuid, day date, words text, locale text, shows text, file uuid, width int, height int, type text, sha256 bytea
) stable security definer language plpgsql set search_path = public as $$ begin
  if not public_readable(asked) then return; end if;
  return query select m.id, m.day, m.text, s.locale, m.shows, f.id, f.width, f.height, f.type, f.sha256
    from public_thing t
    join moment m on m.id = t.moment_id
    join partnership s on s.id = m.space_id
    left join file f on f.id = m.file_id
    where t.version_id = asked and m.removed_at is null and f.removed_at is null
      and t.reads = public_reads(m.text, m.day, m.file_id, m.shows)
    order by m.at desc, m.id desc;
end $$;

-- Whether a partner is named: it is in, and its latest word is yes.
create function public_is_named(partner uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from partner p
      where p.id = public_is_named.partner and p.joined_at is not null and p.left_at is null)
    and coalesce((select n.yes from public_name n where n.partner_id = public_is_named.partner
      order by n.at desc, n.id desc limit 1), false);
end $$;

-- Those who are in. Of who did not agree to be named nothing is told but that they are there.
create function public_partners(asked uuid) returns table (name text, kind text, organisation uuid)
  stable security definer language plpgsql set search_path = public as $$ begin
  if not public_readable(asked) then return; end if;
  return query select case when named then partner_called(p.name, p.organisation_id) end,
      case when named then p.kind end, case when named then p.organisation_id end
    from public_version v
    join partner p on p.space_id = v.space_id and p.joined_at is not null and p.left_at is null
    cross join lateral (select public_is_named(p.id) as named) as agreed
    where v.id = asked order by named desc, p.id;
end $$;

-- The latest translation of each text, with the partner that it is of where that one is named.
create function public_translations(asked uuid, wanted text) returns table (
  part text, of_id uuid, words text, of_words text, at timestamptz, by_facilitator boolean, by_name text
) stable security definer language plpgsql set search_path = public as $$ begin
  if not public_readable(asked) then return; end if;
  return query
    select l.part, l.of_id, l.text, l.of, l.at, l.by_partner is null,
      (select partner_called(p.name, p.organisation_id) from partner p where p.id = l.by_partner and public_is_named(p.id))
    from (
      select distinct on (t.part, coalesce(t.document_id, t.block_id, t.moment_id))
        t.*, coalesce(t.document_id, t.block_id, t.moment_id) as of_id
      from public_translation t
      where t.locale = wanted and t.space_id = (select v.space_id from public_version v where v.id = asked)
      order by t.part, coalesce(t.document_id, t.block_id, t.moment_id), t.at desc, t.id desc) l
    where l.text <> '' and (l.of_id is null
      or l.block_id in (select s.block from public_sections(asked) s)
      or l.document_id in (select s.document from public_sections(asked) s)
      or l.moment_id in (select m.moment from public_moments(asked) m));
end $$;

-- Which versions were out, and when, of a page that is.
create function public_history(page uuid) returns table (version uuid, number int, out_at timestamptz)
  stable security definer language plpgsql set search_path = public as $$ begin
  return query select v.id, v.number, v.published_at
    from public_page p join public_version v on v.space_id = p.space_id
    where p.id = public_history.page and p.audience = 'public' and v.published_at is not null
    order by v.number desc limit 50;
end $$;

-- Pages that are out, on which an organisation of the city agreed to be named.
create function public_pages_naming(organisation uuid) returns setof uuid stable security definer language plpgsql
  set search_path = public as $$ begin
  return query select g.id from partner p join public_page g on g.space_id = p.space_id and g.audience = 'public'
    where p.organisation_id = public_pages_naming.organisation and p.joined_at is not null and p.left_at is null
      and public_is_named(p.id)
    order by g.published_at desc, g.id desc limit 10;
end $$;
create index partner_by_organisation on partner (organisation_id) where organisation_id is not null;

-- Pages that are out and name a goal of the city.
create function public_pages_for(goal uuid) returns setof uuid stable security definer language plpgsql
  set search_path = public as $$ begin
  return query select g.id from public_version v
    join public_page g on g.version_id = v.id and g.audience = 'public'
    where v.goal_id = public_pages_for.goal
    order by g.published_at desc, g.id desc limit 10;
end $$;
create index public_version_goal on public_version (goal_id) where goal_id is not null;

-- Addresses that begin so and are taken, by whatever page.
create function public_slugs(wanted text) returns table (slug text) stable security definer language plpgsql
  set search_path = public as $$ begin
  return query select p.slug from public_page p where p.slug = wanted or p.slug like wanted || '-%' limit 1000;
end $$;
