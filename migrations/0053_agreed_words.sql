-- What a public page tells of words that nobody agreed on, and of a partner that is not named: nothing.

-- The words of a version that is out, and of those that were: each with the print of what was said.
create function public_agreed_words(asked uuid) returns table (part text, of_id uuid, said text) stable
  security definer language plpgsql set search_path = public as $$ begin
  return query
    with out_once as (
      select v.id, v.name, v.what, v.place, v.whom from public_version v
      where v.space_id = (select a.space_id from public_version a where a.id = asked)
        and (v.published_at is not null or v.id = asked))
    select w.part, w.of_id, encode(sha256(convert_to(w.text, 'UTF8')), 'hex') from (
      select s.part, null::uuid as of_id, s.text from out_once v cross join lateral (values
        ('name', v.name), ('what', v.what), ('place', v.place), ('whom', v.whom)) s (part, text)
      union all
      select s.part, s.of_id, s.text from out_once v
        join public_thing g on g.version_id = v.id and g.block_id is not null
        join document_block b on b.id = g.block_id
        join document d on d.id = b.document_id
        join block_version n on n.block_id = g.block_id and n.number = g.block_version
        cross join lateral (values
          ('title', d.id, d.title), ('heading', b.id, n.heading), ('text', b.id, n.text)) s (part, of_id, text)
      -- Of a moment only as it reads now: what it said before is gone, and its translation with it.
      union all
      select s.part, m.id, s.text from out_once v
        join public_thing g on g.version_id = v.id
        join moment m on m.id = g.moment_id
        cross join lateral (values ('moment', m.text), ('shows', m.shows)) s (part, text)
        where g.reads = public_reads(m.text, m.day, m.file_id, m.shows)) w;
end $$;
revoke execute on function public_agreed_words(uuid) from public;

-- The latest translation of each text, with the partner that it is of where that one is named. Of a page that is out only
-- of words to which all said yes: those of a version that waits for its yes are told in its preview. One that was taken
-- off is gone, whatever words it was taken off from.
create or replace function public_translations(asked uuid, wanted text) returns table (
  part text, of_id uuid, words text, of_words text, at timestamptz, by_facilitator boolean, by_name text
) stable security definer language plpgsql set search_path = public as $$
declare preview boolean := exists (select from public_version a where a.id = asked and a.published_at is null)
  and not exists (select from public_page p where p.version_id = asked);
begin
  if not public_readable(asked) then return; end if;
  return query
    with said as materialized (
      select t.*, coalesce(t.document_id, t.block_id, t.moment_id) as of_id from public_translation t
      where t.locale = wanted and t.space_id = (select v.space_id from public_version v where v.id = asked)
    ), agreed as materialized (
      select w.part, w.of_id, w.said from public_agreed_words(asked) w
      where not preview and exists (select from said))
    select l.part, l.of_id, l.text, l.of, l.at, l.by_partner is null,
      (select partner_called(p.name, p.organisation_id) from partner p where p.id = l.by_partner and public_is_named(p.id))
    from (
      select distinct on (t.part, t.of_id) t.* from said t
      where preview or t.text = '' or exists (select from agreed w
        where w.part = t.part and w.of_id is not distinct from t.of_id and w.said = t.of)
      order by t.part, t.of_id, t.at desc, t.id desc) l
    where l.text <> '' and (l.of_id is null
      or l.block_id in (select s.block from public_sections(asked) s)
      or l.document_id in (select s.document from public_sections(asked) s)
      or l.moment_id in (select m.moment from public_moments(asked) m));
end $$;

-- A partner by which the others are reached is named by that: it stands there as long as it wants to be named. Who is no
-- partner, such as those whom everybody can write to, stays.
create or replace function public_words(asked uuid) returns table (
  space uuid, number int, locale text, name text, what text, place text, whom text, element text, contact uuid, goal uuid,
  made_at timestamptz, out_at timestamptz, begun_at timestamptz, ended_at timestamptz
) stable security definer language plpgsql set search_path = public as $$ begin
  if not public_readable(asked) then return; end if;
  return query select v.space_id, v.number, v.locale, v.name, v.what, v.place, v.whom, v.element,
      case when c.named is not false then v.contact_id end, v.goal_id,
      v.at, v.published_at, s.begun_at, s.ended_at
    from public_version v join partnership s on s.id = v.space_id
    cross join lateral (select bool_or(public_is_named(p.id)) as named from partner p
      where p.space_id = v.space_id and p.organisation_id = v.contact_id) c
    where v.id = asked;
end $$;
