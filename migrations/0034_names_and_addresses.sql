-- What a partner is called in the language of the reader (app.locale): an organisation of the city by the name that it
-- has in that language, as long as its name here is still one of those that it has. Of who is in safe mode no more is
-- told than what the partnership knows.
create function partner_called(name text, organisation uuid) returns text stable parallel safe language sql as $$
  select coalesce(
    (select nullif(o.name ->> current_setting('app.locale', true), '') from organisation o
      where o.id = partner_called.organisation and o.audience = 'public'
        and exists (select from jsonb_each_text(o.name) as known where known.value = partner_called.name)),
    partner_called.name)
$$;

-- As before, with partners called as each reader calls them.
create or replace function told_readable(readers jsonb) returns table (
  reader uuid, id uuid, space uuid, kind text, subject uuid, at timestamptz, content jsonb, personal jsonb,
  actor text, partner text
) volatile language plpgsql as $$
declare one jsonb;
begin
  for one in select value from jsonb_array_elements(readers) loop
    perform set_config('app.person', one ->> 'person', true),
      set_config('app.organisations', one ->> 'organisations', true),
      set_config('app.locale', coalesce(one ->> 'locale', ''), true);
    -- Names by their keys: joined, the guard of each person in the city might be asked for each reader.
    return query
      select (one ->> 'person')::uuid, e.id, e.space_id, e.kind, e.subject_id, e.at, e.content, e.personal,
        coalesce((select p.name from person p where p.id = e.actor_id), ''),
        coalesce((select partner_called(r.name, r.organisation_id) from partner r where r.id =
          case when e.content ->> 'partner' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
            then (e.content ->> 'partner')::uuid end), '')
      from journal_entry e
      where e.id = any (array(select value::uuid from jsonb_array_elements_text(one -> 'entries')))
      order by e.seq desc;
  end loop;
  perform set_config('app.person', '', true), set_config('app.organisations', '{}', true),
    set_config('app.locale', '', true);
end $$;

-- Who lost the link to a request is found by the address that it went to.
create index asker_address_by_address on asker_address (lower(address));

-- What was answered last stands on the home page.
create index published_request_lately on published_request (answered_at desc, id desc) where audience = 'public';
