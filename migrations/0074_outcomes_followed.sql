-- What comes of a decision: its words as a fingerprint in the journal, who does what, who has read it, and who was told.
alter table decision_statement add column salt text;           -- of that fingerprint; older ones have none
alter table decision_statement add constraint decision_statement_in_space unique (id, space_id);
alter table to_do add constraint to_do_in_space unique (id, space_id);

create function app_statement_steers(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from decision_statement s where s.id = asked and app_decision_steers(s.decision_id));
end $$;
-- Only what was written down last is read and told: what came before it does not count any more.
create function app_statement_last(asked uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return asked = (select l.id from decision_statement s join decision_statement l on l.decision_id = s.decision_id
    where s.id = asked order by l.at desc, l.id desc limit 1);
end $$;

-- Who does what: a to-do that comes of a decision.
create table decision_step (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  decision_id uuid not null,
  to_do_id uuid not null unique,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  foreign key (decision_id, space_id) references decision (id, space_id) on delete cascade,
  foreign key (to_do_id, space_id) references to_do (id, space_id) on delete cascade
);
call guard('decision_step');
revoke update, delete on decision_step from samvirke_app;
create index decision_step_of on decision_step (decision_id);
create policy adds_own on decision_step as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_decision_steers(decision_id)
    and exists (select from decision d where d.id = decision_id and d.settled_at is not null));

-- That a partner has read what was written down: of those that were asked.
create table decision_acknowledgement (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  statement_id uuid not null,
  partner_id uuid not null references partner on delete cascade,
  recorded_how text check (recorded_how in ('phone', 'visit', 'letter')),
  recorded_on date,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  check ((recorded_how is null) = (recorded_on is null)),
  unique (statement_id, partner_id),
  foreign key (statement_id, space_id) references decision_statement (id, space_id) on delete cascade
);
call guard('decision_acknowledgement');
revoke update, delete on decision_acknowledgement from samvirke_app;
create index decision_acknowledgement_partner on decision_acknowledgement (partner_id, at);
create policy adds_own on decision_acknowledgement as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and document_speaks(partner_id, space_id, recorded_how is not null)
    and app_statement_last(statement_id) and exists (
      select from decision_statement s join decision d on d.id = s.decision_id join partner p on p.id = partner_id
      where s.id = statement_id and p.joined_at <= d.due_at));

-- Who outside is told by mail, once each. Addresses are read by who wrote them and by who steers.
create table decision_telling (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  statement_id uuid not null,
  address text not null check (length(address) <= 254),
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  foreign key (statement_id, space_id) references decision_statement (id, space_id) on delete cascade
);
call guard('decision_telling');
revoke update, delete on decision_telling from samvirke_app;
create unique index decision_telling_once on decision_telling (statement_id, lower(address));
create policy sees_own on decision_telling as restrictive for select to samvirke_app
  using (by_person = app_person() or app_statement_steers(statement_id));
-- Nobody floods others from here: a hundred in a partnership and a day.
create function app_tells_few(space uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return (select count(*) from decision_telling t where t.space_id = space and t.at > app_now() - interval '1 day') < 100;
end $$;
create policy adds_own on decision_telling as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now() and app_statement_last(statement_id)
    and app_statement_steers(statement_id) and app_tells_few(space_id));
-- What became of each mail, for those who may read whom it went to.
create function decision_told(asked uuid) returns table (telling uuid, address text, at timestamptz, became text)
  stable security definer language plpgsql set search_path = public as $$ begin
  return query select t.id, t.address, t.at,
      case when m.failed_at is not null or m.bounced_at is not null then 'failed'
        when m.sent_at is not null then 'sent' when m.id is null and t.at < app_now() - interval '1 day' then 'sent'
        else 'waiting' end
    from decision_statement s join decision_telling t on t.statement_id = s.id
    left join mail m on m.reason = t.id and m.kind = 'decision-outcome'
    where s.decision_id = asked and app_in_space(s.space_id)
      and (t.by_person = app_person() or app_decision_steers(s.decision_id))
    order by t.at desc, lower(t.address);
end $$;

-- The entry of the journal by which a decision is proved: what was written down of it last, or its count. With its place in
-- the chain, as far as it is sealed. A commitment and hashes tell nothing of people.
create function decision_entry(asked uuid) returns table (
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
    where d.id = asked and app_in_space(d.space_id)
    order by e.kind = 'decision.written-down' desc, e.seq desc limit 1;
end $$;
create index journal_entry_subject on journal_entry (subject_id, kind) where subject_id is not null;
