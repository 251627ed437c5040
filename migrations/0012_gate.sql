-- Partner or not: what each partner has chosen once the sealed answers were open. Only added to; the latest counts.
create table gate_outcome (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  round_id uuid not null references round on delete cascade,
  partner_id uuid not null references partner on delete cascade,
  choice text not null check (choice in ('partner', 'talk', 'opposition')),
  review_on date not null,
  reason text not null default '',
  locale text not null,
  -- Told to a facilitator by a partner who does not sign in.
  recorded_how text check (recorded_how in ('phone', 'visit', 'letter')),
  recorded_on date,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check ((recorded_how is null) = (recorded_on is null)),
  check (audience = 'space')
);
call guard('gate_outcome');
revoke update, delete on gate_outcome from samvirke_app;
create index gate_outcome_partner on gate_outcome (partner_id, at desc, id desc);
create index gate_outcome_space on gate_outcome (space_id);

-- An outcome is made public when its partner and a facilitator both say so; of each side the latest word counts.
create table gate_consent (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  outcome_id uuid not null references gate_outcome on delete cascade,
  side text not null check (side in ('partner', 'facilitator')),
  yes boolean not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space')
);
call guard('gate_consent');
revoke update, delete on gate_consent from samvirke_app;
create index gate_consent_outcome on gate_consent (outcome_id, side, at desc, id desc);

create function app_gate_open(asked uuid, partner uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return app_round_open(asked) and exists (
    select from round r where r.id = asked and r.kind = 'gate' and r.space_id = app_partnership_of(app_gate_open.partner));
end $$;

-- A partner speaks for itself, through its own people. A facilitator only writes down what one without people said.
drop policy adds on gate_outcome;
create policy adds on gate_outcome for insert to samvirke_app
  with check (space_id = app_round_space(round_id) and app_gate_open(round_id, partner_id)
    and by_person = app_person() and at = app_now()
    and case when recorded_how is null then app_writes_in(partner_id) else app_records_for(partner_id, round_id) end);
-- Nobody makes public what a partner has chosen without its own people.
drop policy adds on gate_consent;
create policy adds on gate_consent for insert to samvirke_app
  with check (by_person = app_person() and at = app_now()
    and exists (select from gate_outcome o where o.id = outcome_id and o.space_id = gate_consent.space_id
      and case side when 'partner' then app_writes_in(o.partner_id) else app_facilitates(o.space_id) end));
