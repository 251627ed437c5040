-- What was decided is shown to everybody where the partnership chose so, below its public page, as long as that is out.
-- Whoever steers the decision chooses; the last word counts, and all stay.
create table decision_publication (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  decision_id uuid not null,
  open boolean not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  foreign key (decision_id, space_id) references decision (id, space_id) on delete cascade
);
call guard('decision_publication');
revoke update, delete on decision_publication from samvirke_app;
create index decision_publication_of on decision_publication (decision_id, at desc, id desc);
create policy adds_own on decision_publication as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_decision_steers(decision_id)
    and exists (select from decision_statement s where s.decision_id = decision_publication.decision_id));

create function public_decision_shown(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from decision d join public_page p on p.space_id = d.space_id and p.audience = 'public'
      where d.id = asked and d.settled_at is not null)
    and coalesce((select x.open from decision_publication x where x.decision_id = asked
      order by x.at desc, x.id desc limit 1), false);
end $$;

-- What everybody is told of the decisions of a partnership that shows some. Of who saw it otherwise heads, and the names of
-- those that are named on the page; no reasons, and nobody who spoke for a partner.
create function public_decisions(space uuid) returns table (
  id uuid, title text, locale text, process jsonb, result text, asked int, spoke int, sides jsonb, over timestamptz,
  proposal text, proposal_locale text, options jsonb, statement text, statement_locale text, holds boolean, option_id uuid,
  review_on date, salt text, written_at timestamptz, shown_at timestamptz, otherwise text[],
  replaced boolean, newer uuid, newer_title text, newer_locale text
) stable security definer language plpgsql set search_path = public as $$ begin
  return query select d.id, d.title, d.locale, d.process, d.outcome ->> 'result', (d.outcome ->> 'asked')::int,
      (d.outcome ->> 'spoke')::int, d.outcome -> 'sides', d.settled_at, v.text, v.locale,
      (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'text', o.text) order by o.position), '[]')
        from decision_option o where o.decision_id = d.id),
      w.text, w.locale, w.holds, w.option_id, w.review_on, w.salt, w.at,
      (select x.at from decision_publication x where x.decision_id = d.id order by x.at desc, x.id desc limit 1),
      array(select partner_called(p.name, p.organisation_id) from (
          select distinct on (s.partner_id) s.partner_id, s.stance from decision_voice s
          where s.decision_id = d.id and s.version = v.number and s.partner_id is not null order by s.partner_id, s.at desc, s.id desc) said
        join jsonb_array_elements(d.process -> 'ballot' -> 'stances') k on k ->> 'key' = said.stance
          and k ->> 'counts' in ('against', 'blocks')
        join partner p on p.id = said.partner_id and app_has_voice(d.id, p.id, d.due_at)
        where public_is_named(p.id) order by 1),
      n.id is not null, case when public_decision_shown(n.id) then n.id end,
      case when public_decision_shown(n.id) then n.title end, case when public_decision_shown(n.id) then n.locale end
    from decision d
    cross join lateral (select v.number, v.text, v.locale from decision_version v where v.decision_id = d.id
      order by v.number desc limit 1) v
    cross join lateral (select w.* from decision_statement w where w.decision_id = d.id
      order by w.at desc, w.id desc limit 1) w
    left join lateral (select m.id, m.title, m.locale from decision_reopening r join decision m on m.id = r.decision_id
      where r.reopens_id = d.id and m.settled_at is not null and case m.outcome ->> 'result'
        when 'holds' then true when 'chosen' then true when 'fails' then false when 'seen' then false
        else (select s.holds from decision_statement s where s.decision_id = m.id order by s.at desc, s.id desc limit 1) end
      order by m.settled_at desc limit 1) n on true
    where d.space_id = public_decisions.space and public_decision_shown(d.id);
end $$;

create or replace function decision_entry(asked uuid) returns table (
  entry uuid, space uuid, kind text, subject uuid, at timestamptz, audience text, audience_id uuid, content jsonb,
  commitment text, place bigint, hash text, hash_before text
) stable security definer language plpgsql set search_path = public as $$ begin
  return query select e.id, e.space_id, e.kind, e.subject_id, e.at, e.audience, e.audience_id, e.content,
      encode(e.commitment, 'hex'), s.position, encode(s.hash, 'hex'),
      coalesce((select encode(b.hash, 'hex') from journal_seal b where b.space_id = s.space_id and b.position = s.position - 1),
        repeat('0', 64))
    from decision d
    join journal_entry e on e.space_id = d.space_id and e.subject_id = d.id
      and e.kind in ('decision.settled', 'decision.written-down')
    left join journal_seal s on s.entry_id = e.id
    where d.id = asked and (app_in_space(d.space_id) or public_decision_shown(d.id))
    order by e.kind = 'decision.written-down' desc, e.seq desc limit 1;
end $$;
