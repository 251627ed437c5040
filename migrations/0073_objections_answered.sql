-- What a partner or a person says to setting an objection aside: yes, or that it stands. Until the end it can say otherwise, and take
-- back what it has said. The last word counts; who says yes by it stands in decision_aside_yes.
create table decision_aside_word (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  aside_id uuid not null,
  partner_id uuid references partner on delete cascade,
  person_id uuid references person on delete cascade,
  says text not null check (says in ('yes', 'no', 'back')),
  reason text not null default '',
  locale text not null,
  recorded_how text check (recorded_how in ('phone', 'visit', 'letter')),
  recorded_on date,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  check (num_nonnulls(partner_id, person_id) = 1),
  check ((recorded_how is null) = (recorded_on is null)),
  foreign key (aside_id, space_id) references decision_aside (id, space_id) on delete cascade
);
call guard('decision_aside_word');
revoke update, delete on decision_aside_word from samvirke_app;
create index decision_aside_word_of on decision_aside_word (aside_id, partner_id, at, id);
create index decision_aside_word_person on decision_aside_word (aside_id, person_id, at, id) where person_id is not null;
create policy sees_in_time on decision_aside_word as restrictive for select to samvirke_app
  using (exists (select from decision_aside a where a.id = aside_id));
create policy adds_own on decision_aside_word as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now()
    and exists (select from decision_aside a join decision_voice v on v.id = a.voice_id
      where a.id = aside_id
        and coalesce(v.person_id, v.partner_id) <> coalesce(decision_aside_word.person_id, decision_aside_word.partner_id)
        and app_gives_voice(a.decision_id, decision_aside_word.space_id, decision_aside_word.partner_id,
          decision_aside_word.person_id, decision_aside_word.recorded_how is not null, 0)
        and app_objection_stands(v.id, a.decision_id)));
create function decision_aside_counts() returns trigger security definer language plpgsql set search_path = public as $$
begin
  -- A file that is brought in has both.
  if current_setting('role', true) is distinct from 'samvirke_app' then return new; end if;
  if new.says = 'yes' then
    insert into decision_aside_yes (id, space_id, aside_id, partner_id, person_id, recorded_how, recorded_on, by_person, at)
      values (gen_random_uuid(), new.space_id, new.aside_id, new.partner_id, new.person_id, new.recorded_how, new.recorded_on,
        new.by_person, new.at)
      on conflict do nothing;
  else
    delete from decision_aside_yes y where y.aside_id = new.aside_id
      and coalesce(y.person_id, y.partner_id) = coalesce(new.person_id, new.partner_id);
  end if;
  return new;
end $$;
create trigger counts after insert on decision_aside_word for each row execute function decision_aside_counts();

-- Who writes down the voice of a partner without people, or of a person who has not spoken themselves, reads, once it has,
-- what that one would: else nobody could ask them whether an objection may be set aside.
create function app_decision_recorded(asked uuid, said int) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from decision d join decision_voice v on v.decision_id = d.id and v.version = said
    where d.id = asked and d.results = 'voted' and v.recorded_how is not null
      and app_facilitates(d.space_id) and case when v.person_id is null then app_without_people(v.partner_id)
        else not exists (select from decision_voice o where o.decision_id = asked and o.version = said
          and o.person_id = v.person_id and o.recorded_how is null) end);
end $$;
alter policy sees_in_time on decision_voice
  using (by_person = app_person() or person_id = app_person() or (partner_id is not null and app_in_space(partner_id))
    or app_decision_shows(decision_id, version) or app_decision_recorded(decision_id, version));

-- A comment that was changed calls those no more whom it does not name any more. Who has read it stays called.
create function discussion_uncall(comment uuid, named uuid[]) returns void security definer language sql
  set search_path = public as $$
  delete from discussion_call k using discussion_comment c
  where k.comment_id = discussion_uncall.comment and c.id = k.comment_id and c.by_person = app_person()
    and app_writes_in(c.space_id) and app_goes_on(c.space_id)
    and k.seen_at is null and not k.audience_id = any (named)
$$;

-- What was decided is taken up again once: not while it is being taken up, and not what something else holds in place of.
-- Of two who take it up at once, the second waits here for the first.
create function decision_reopening_rules() returns trigger security definer language plpgsql set search_path = public as $$
begin
  if current_setting('role', true) is distinct from 'samvirke_app' then return new; end if;
  perform from decision d where d.id = new.reopens_id for update;
  if exists (select from decision_reopening r join decision d on d.id = r.decision_id
    where r.reopens_id = new.reopens_id and (app_decision_open(d.id) or case d.outcome ->> 'result'
      when 'holds' then true when 'chosen' then true when 'fails' then false when 'seen' then false
      else (select s.holds from decision_statement s where s.decision_id = d.id order by s.at desc, s.id desc limit 1) end)) then
    raise exception 'decision_reopening: is taken up again already' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger rules before insert on decision_reopening for each row execute function decision_reopening_rules();
