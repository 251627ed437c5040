-- An objection that its owner does not withdraw is set aside only by consent of all others, with a reason that all read.
-- It belongs to one voice: whoever speaks anew, or is asked anew, has not been set aside.
create table decision_aside (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  decision_id uuid not null,
  voice_id uuid not null references decision_voice on delete cascade,
  reason text not null,
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  unique (voice_id),
  unique (id, space_id),
  foreign key (decision_id, space_id) references decision (id, space_id) on delete cascade
);
call guard('decision_aside');
revoke update, delete on decision_aside from samvirke_app;
create index decision_aside_of on decision_aside (decision_id);

create table decision_aside_yes (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  aside_id uuid not null,
  partner_id uuid not null references partner on delete cascade,
  recorded_how text check (recorded_how in ('phone', 'visit', 'letter')),
  recorded_on date,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  check ((recorded_how is null) = (recorded_on is null)),
  unique (aside_id, partner_id),
  foreign key (aside_id, space_id) references decision_aside (id, space_id) on delete cascade
);
call guard('decision_aside_yes');
revoke update, delete on decision_aside_yes from samvirke_app;

-- Whether a voice is an objection that stands: the last one of a partner that is in, to the last words, while voices are
-- taken, in a way to decide in which nothing but objections counts.
create function app_objection_stands(voice uuid, decision uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from decision_voice v join decision d on d.id = v.decision_id
      join jsonb_array_elements(d.process -> 'ballot' -> 'stances') s on s ->> 'key' = v.stance and s ->> 'counts' = 'blocks'
      join partner p on p.id = v.partner_id and p.joined_at is not null and p.left_at is null
    where v.id = voice and d.id = app_objection_stands.decision and app_decision_open(d.id)
      and d.process -> 'settled' ->> 'by' = 'no-block'
      and v.version = (select max(n.number) from decision_version n where n.decision_id = d.id)
      and not exists (select from decision_voice later
        where later.decision_id = d.id and later.partner_id = v.partner_id and later.version = v.version
          and (later.at, later.id) > (v.at, v.id)));
end $$;
-- Who asks speaks for another partner, or steers; nobody does of the partner that objects.
create function app_asks_aside(voice uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from decision_voice v where v.id = voice and not app_in_space(v.partner_id)
      and (app_decision_steers(v.decision_id) or exists (
        select from partner p where p.space_id = v.space_id and document_speaks(p.id, p.space_id, false))));
end $$;
-- Read by those who may read the objection.
create policy sees_in_time on decision_aside as restrictive for select to samvirke_app
  using (exists (select from decision_voice v where v.id = voice_id));
create policy sees_in_time on decision_aside_yes as restrictive for select to samvirke_app
  using (exists (select from decision_aside a where a.id = aside_id));
create policy adds_own on decision_aside as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_objection_stands(voice_id, decision_id)
    and app_asks_aside(voice_id) and exists (select from decision_voice v where v.id = voice_id));
-- Whoever objects has no say in it.
create policy adds_own on decision_aside_yes as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and document_speaks(partner_id, space_id, recorded_how is not null)
    and exists (select from decision_aside a join decision_voice v on v.id = a.voice_id
      where a.id = aside_id and v.partner_id <> decision_aside_yes.partner_id
        and app_objection_stands(v.id, a.decision_id)));
