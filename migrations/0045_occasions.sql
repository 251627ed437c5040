-- Which ready questions a round began with, if any: so that it is known what it leads to.
alter table round add column ready text;

-- What has become of a text: looked at again on a day, as before, or because something happened.

-- Who says when a text is looked at again: the facilitator, and those who answer for a partner.
create function app_frames(space uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return app_facilitates(space) or exists (
    select from partner p where p.space_id = app_frames.space and p.left_at is null and app_answers_for(p.id));
end $$;

-- On what else than its day a text is looked at again: an event in somebody's words, which people say has come; or a
-- partner that joins or leaves, which the house sees itself.
create table document_occasion (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  document_id uuid not null,
  kind text not null check (kind in ('event', 'joined', 'left')),
  event text not null default '',
  sign text not null default '',               -- by what it would be seen
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  removed_at timestamptz,
  removed_by uuid references person on delete set null,
  check (audience = 'space'),
  check ((kind = 'event') = (event <> '')),
  unique (id, space_id),
  foreign key (document_id, space_id) references document (id, space_id) on delete cascade
);
call guard('document_occasion');
revoke update, delete on document_occasion from samvirke_app;
grant update (removed_at, removed_by) on document_occasion to samvirke_app;
create index document_occasion_document on document_occasion (document_id);
create unique index document_occasion_once on document_occasion (document_id, kind)
  where kind <> 'event' and removed_at is null;
create policy adds_framing on document_occasion as restrictive for insert to samvirke_app
  with check (app_frames(space_id) and by_person = app_person() and at = app_now());
create policy alters_framing on document_occasion as restrictive for update to samvirke_app
  using (app_frames(space_id)) with check (app_frames(space_id));

-- "This has happened", in a sentence.
create table document_happening (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  document_id uuid not null,
  occasion_id uuid not null,
  text text not null,
  locale text not null,
  by_person uuid references person on delete set null,
  by_partner uuid references partner on delete set null,
  at timestamptz not null default app_now(),
  taken_back_at timestamptz,
  check (audience = 'space'),
  foreign key (document_id, space_id) references document (id, space_id) on delete cascade,
  foreign key (occasion_id, space_id) references document_occasion (id, space_id) on delete cascade
);
call guard('document_happening');
revoke update, delete on document_happening from samvirke_app;
grant update (taken_back_at) on document_happening to samvirke_app;
create index document_happening_document on document_happening (document_id);
create policy adds_own on document_happening as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and (by_partner is null or app_writes_in(by_partner))
    and exists (select from document_occasion o
      where o.id = occasion_id and o.document_id = document_happening.document_id and o.kind = 'event'));
create policy alters_own on document_happening as restrictive for update to samvirke_app
  using (by_person = app_person()) with check (by_person = app_person());

-- Somebody said, for all, that what was agreed holds as it is.
create table document_look (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  document_id uuid not null,
  by_person uuid references person on delete set null,
  by_partner uuid references partner on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  foreign key (document_id, space_id) references document (id, space_id) on delete cascade
);
call guard('document_look');
revoke update, delete on document_look from samvirke_app;
create index document_look_document on document_look (document_id, at desc);
create policy adds_framing on document_look as restrictive for insert to samvirke_app
  with check (app_frames(space_id) and by_person = app_person() and at = app_now()
    and (by_partner is null or app_writes_in(by_partner)));

-- What the house has told last of partners that came and went; it alone writes that.
alter table document add column noticed text not null default '';

-- Since when a text holds: since it was last agreed, or since somebody said that it does. Null before that.
create function document_since(document uuid) returns timestamptz stable language sql as $$
  select greatest(e.at, (select max(l.at) from document_look l where l.document_id = document_since.document))
  from (select max(at) as at from document_edition where document_id = document_since.document) e
  where e.at is not null
$$;
-- What has come since, of all that it is to be looked at again for. Who came and went again between is neither here
-- nor gone.
create function document_reasons(document uuid) returns table (happened int, joined int, gone int) stable
  language sql as $$
  with held as (
    select d.space_id, document_since(d.id) as since, o.kinds
    from document d
    cross join lateral (
      select coalesce(array_agg(kind), '{}') as kinds from document_occasion
      where document_id = d.id and removed_at is null) o
    where d.id = document_reasons.document)
  select
    (select count(*)::int from document_happening h join document_occasion o on o.id = h.occasion_id
     where h.document_id = document_reasons.document and h.taken_back_at is null and o.removed_at is null
       and h.at > held.since),
    case when 'joined' = any (held.kinds) then (
      select count(*)::int from partner p
      where p.space_id = held.space_id and p.joined_at > held.since and p.left_at is null) else 0 end,
    case when 'left' = any (held.kinds) then (
      select count(*)::int from partner p
      where p.space_id = held.space_id and p.joined_at <= held.since and p.left_at > held.since) else 0 end
  from held
$$;
