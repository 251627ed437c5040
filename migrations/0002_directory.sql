-- Who does what: organisations of every kind, what they decide, and how they are found.

-- Search. Stems come from PostgreSQL's own snowball dictionaries; accents are taken off afterwards, because
-- stop words (für, über) are known with theirs only. The program writes words in small letters.
create function search_stem(locale text, word text) returns text stable parallel safe language sql as $$
  select replace(translate((ts_lexize(
      case locale when 'de' then 'german_stem' when 'en' then 'english_stem' else 'simple' end::regdictionary, word))[1],
    'äâàáãåëêèéïîìíöôòóõøüûùúçñ', 'aaaaaaeeeeiiiioooooouuuucn'), 'ß', 'ss')
$$;
-- The vocabulary is for everyone's eyes. Both functions look for themselves whether a word is public, so
-- that a caller's mistake cannot put a private one in or leave it there.
create function search_learn(locales text[], words text[], stems text[], shown text[]) returns void
  security definer language sql set search_path = public as $$
  insert into search_word (locale, word, stem, shown)
  select w.locale, w.word, w.stem, w.shown
  from unnest(locales, words, stems, shown) as w (locale, word, stem, shown)
  where exists (select from search_posting p where p.word = w.stem and p.locale = w.locale and p.audience = 'public')
  order by w.locale, w.word
  on conflict do nothing
$$;
create function search_forget(locales text[], stems text[]) returns void
  security definer language sql set search_path = public as $$
  delete from search_word s using unnest(locales, stems) as gone (locale, stem)
  where s.locale = gone.locale and s.stem = gone.stem
    and not exists (select from search_posting p where p.word = s.stem and p.locale = s.locale and p.audience = 'public')
$$;

-- Names in the order in which people look for them: small letters, without accents.
create function name_key(name jsonb, locale text) returns text immutable parallel safe language sql as $$
  select replace(translate(lower(coalesce(name ->> locale, name ->> 'en', name ->> 'de', '')),
    'äâàáãåëêèéïîìíöôòóõøüûùúçñÄÂÀÁÃÅËÊÈÉÏÎÌÍÖÔÒÓÕØÜÛÙÚÇÑ',
    'aaaaaaeeeeiiiioooooouuuucnaaaaaaeeeeiiiioooooouuuucn'), 'ß', 'ss')
$$;

create table organisation (
  id uuid primary key references space on delete cascade,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'public',     -- 'space': safe mode, known to its own people only
  audience_id uuid,
  slug text not null unique,
  kind text not null check (kind in (
    'local-government', 'regional-government', 'national-government', 'international-government', 'department',
    'consortium', 'business', 'university', 'school', 'library', 'nonprofit', 'foundation', 'development-body',
    'community')),
  parent_id uuid references organisation on delete set null,
  host_id uuid references organisation on delete set null,     -- stands in where a group has no legal form
  host_confirmed_at timestamptz,
  legal_number text,
  name jsonb not null,
  summary jsonb not null default '{}',
  email text,                                  -- for the program to write to; shown where email_shown
  email_shown boolean not null default false,
  mailbox_shared boolean not null default false,
  website text,
  reply_days int check (reply_days between 1 and 120),         -- promised, in working days
  contact jsonb not null default '{}',         -- role, phone, hours, visit, languages
  deputy jsonb not null default '{}',          -- role
  confirmed_at timestamptz,
  confirmed_by jsonb,
  claimed_at timestamptz,
  created_at timestamptz not null default app_now(),
  sort_en text not null generated always as (name_key(name, 'en')) stored,
  sort_de text not null generated always as (name_key(name, 'de')) stored,
  check (space_id = id),
  check (audience in ('public', 'space'))
);
call guard('organisation');
create index organisation_en on organisation (kind, sort_en, id);
create index organisation_de on organisation (kind, sort_de, id);
create index organisation_parent on organisation (parent_id) where parent_id is not null;
create index organisation_host on organisation (host_id) where host_id is not null;

-- An organisation is claimed as soon as somebody speaks for it, whichever way they came: registered,
-- invited, imported or confirmed.
create function organisation_claimed() returns trigger security definer language plpgsql set search_path = public as $$
begin
  update organisation set claimed_at = app_now()
  where id = new.space_id and claimed_at is null and new.role in ('lead', 'contact', 'deputy');
  return null;
end
$$;
create trigger organisation_claimed after insert or update of role on membership
  for each row when (new.person_id is not null and new.until is null) execute function organisation_claimed();

-- What an organisation decides, and what it is asked for but does not decide.
create table responsibility (
  id uuid primary key,
  space_id uuid not null references organisation on delete cascade,
  audience text not null default 'public',
  audience_id uuid,
  text jsonb not null,
  words jsonb not null default '{}',           -- how people ask for it, in each language
  decides boolean not null,
  instead_id uuid references organisation on delete set null,
  elsewhere jsonb,
  position int not null,
  removed_at timestamptz,
  check (audience in ('public', 'space')),
  check (not decides or (instead_id is null and elsewhere is null))
);
call guard('responsibility');
create index responsibility_space on responsibility (space_id, position) where removed_at is null;

-- While the contact is away, the deputy answers.
create table absence (
  id uuid primary key,
  space_id uuid not null references organisation on delete cascade,
  audience text not null default 'public',
  audience_id uuid,
  person_id uuid not null references person on delete cascade,
  role text not null default 'contact',        -- theirs at the time: the page says whether the contact is away
  from_day date not null,
  until_day date not null,
  ended_at timestamptz,
  check (until_day >= from_day)
);
call guard('absence');
create index absence_space on absence (space_id, until_day) where ended_at is null;

-- Bodies made of bodies. Being a member gives no rights in the body's space.
create table organisation_member (
  id uuid primary key,
  space_id uuid not null references organisation on delete cascade,   -- the body
  audience text not null default 'public',
  audience_id uuid,
  member_id uuid not null references organisation on delete cascade,
  since timestamptz not null default app_now(),
  confirmed_at timestamptz,                    -- by the member, or by the city
  until timestamptz,
  check (space_id <> member_id)
);
call guard('organisation_member');
create unique index organisation_member_once on organisation_member (space_id, member_id) where until is null;
create index organisation_member_member on organisation_member (member_id) where until is null;

-- Somebody who asks to speak for an organisation that is listed already.
create table claim (
  id uuid primary key,
  space_id uuid not null references organisation on delete cascade,
  audience text not null default 'person',
  audience_id uuid,
  grounds text not null,
  at timestamptz not null default app_now(),
  decided_at timestamptz,
  accepted boolean,
  reason text
);
call guard('claim');
create policy administers on claim for select to samvirke_app using (app_administers());
-- Somebody asks for themselves; administrators decide, whom the row is not for; nobody takes it back unseen.
drop policy adds on claim;
create policy adds on claim for insert to samvirke_app
  with check (app_writes_in(space_id) and audience = 'person' and audience_id = app_person() and decided_at is null);
drop policy alters on claim;
create policy alters on claim for update to samvirke_app
  using (app_administers() and app_writes_in(space_id) and audience_id <> app_person())
  with check (app_administers() and app_writes_in(space_id));
drop policy removes on claim;
create unique index claim_once on claim (space_id, audience_id) where decided_at is null;

-- "Tell us what has changed": from anyone, for the organisation's staff and the city's administrators.
create table suggestion (
  id uuid primary key,
  space_id uuid not null references organisation on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  text text not null,
  at timestamptz not null default app_now(),
  settled_at timestamptz,
  settled_by uuid references person on delete set null
);
call guard('suggestion');
create policy administers on suggestion for select to samvirke_app using (app_administers());
create policy settles on suggestion for update to samvirke_app
  using (app_administers() and app_writes_in(space_id)) with check (app_administers() and app_writes_in(space_id));
create index suggestion_open on suggestion (space_id, at) where settled_at is null;

-- The register of the city's goals. Every signed-in person may be a member of the city, so only
-- administrators write here, whatever the general rule says.
create table city_goal (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'public',
  audience_id uuid,
  title jsonb not null,
  target jsonb not null,
  plan jsonb not null default '{}',
  owner_id uuid references organisation on delete set null,
  due_year int check (due_year between 2000 and 2200),
  sdg text[] not null default '{}',            -- codes of targets: 12.3, 6.a
  strategies text[] not null default '{}',     -- of the R-ladder
  created_at timestamptz not null default app_now(),
  retired_at timestamptz
);
call guard('city_goal');
drop policy adds on city_goal;
create policy adds on city_goal for insert to samvirke_app with check (app_administers());
drop policy alters on city_goal;
create policy alters on city_goal for update to samvirke_app using (app_administers()) with check (app_administers());
drop policy removes on city_goal;
create index city_goal_owner on city_goal (owner_id) where owner_id is not null;

-- The ally map: nobody but the own organisation ever sees it, administrators included.
create table ally (
  id uuid primary key,
  space_id uuid not null references organisation on delete cascade,
  audience text not null default 'organisation',
  audience_id uuid,
  name text not null,
  department_id uuid references organisation on delete set null,
  place text not null default '',              -- where they work, if it is not in the directory
  openness text not null check (openness in ('unknown', 'reluctant', 'curious', 'open', 'ally')),
  note text not null default '',
  created_at timestamptz not null default app_now(),
  removed_at timestamptz,
  check (audience = 'organisation' and audience_id = space_id)
);
call guard('ally');
create index ally_space on ally (space_id) where removed_at is null;
create table ally_ask (
  id uuid primary key,
  space_id uuid not null references organisation on delete cascade,
  audience text not null default 'organisation',
  audience_id uuid,
  ally_id uuid not null references ally on delete cascade,
  text text not null,
  position int not null,
  done_at timestamptz,
  check (audience = 'organisation' and audience_id = space_id)
);
call guard('ally_ask');
create index ally_ask_ally on ally_ask (ally_id, position);

-- What a group has to offer, for one of the city's goals.
create table value_card (
  id uuid primary key,
  space_id uuid not null references organisation on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  goal_id uuid references city_goal on delete set null,
  title jsonb not null,
  expertise jsonb not null default '{}',
  networks jsonb not null default '{}',
  capacity jsonb not null default '{}',
  evidence jsonb not null default '{}',
  created_at timestamptz not null default app_now(),
  changed_at timestamptz not null default app_now(),
  check (audience in ('space', 'counterparts', 'public'))
);
call guard('value_card');
create index value_card_space on value_card (space_id);
create index value_card_goal on value_card (goal_id) where goal_id is not null;

-- A table that an administrator has sent for a dry run, until it is brought in or a day is over.
create table directory_upload (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'person',
  audience_id uuid,
  kind text not null check (kind in ('organisations', 'responsibilities')),
  text text not null,
  at timestamptz not null default app_now()
);
call guard('directory_upload');
