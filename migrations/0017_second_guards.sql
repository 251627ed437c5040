-- What the program refuses, the database refuses too: who gives the word of a partner, who fills a role, and who says
-- what a partnership and a text are called.

create function app_has_joined(partner uuid, space uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from partner p
    where p.id = app_has_joined.partner and p.space_id = app_has_joined.space
      and p.joined_at is not null and p.left_at is null);
end $$;
-- The word of a partner is given by its lead and its deputy, in its own partnership.
create function app_gives_word(partner uuid, space uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return app_has_joined(partner, space) and app_writes_in(space) and app_answers_for(partner);
end $$;

-- Partner or not.

drop policy adds on gate_outcome;
create policy adds on gate_outcome for insert to samvirke_app
  with check (space_id = app_round_space(round_id) and app_gate_open(round_id, partner_id)
    and app_has_joined(partner_id, space_id) and by_person = app_person() and at = app_now()
    and case when recorded_how is null then app_gives_word(partner_id, space_id)
      else app_records_for(partner_id, round_id) end);
drop policy adds on gate_consent;
create policy adds on gate_consent for insert to samvirke_app
  with check (by_person = app_person() and at = app_now()
    and exists (select from gate_outcome o where o.id = outcome_id and o.space_id = gate_consent.space_id
      and app_has_joined(o.partner_id, o.space_id)
      and case side when 'partner' then app_gives_word(o.partner_id, o.space_id)
        else app_facilitates(o.space_id) end));

-- Texts. A claim is no part in anything: it silences nobody.

create or replace function document_speaks(partner uuid, space uuid, recorded boolean) returns boolean stable
  security definer language plpgsql set search_path = public as $$ begin
  if recorded then
    return app_has_joined(partner, space) and app_facilitates(space) and app_without_people(partner);
  end if;
  return app_gives_word(partner, space);
end $$;

-- Title and day are for those who answer for a partner and for the facilitator. Anybody who contributes can do the last
-- thing that a whole text waits for, which then has a day to look again.
create function document_rules() returns trigger security definer language plpgsql set search_path = public as $$
begin
  if current_setting('role', true) is distinct from 'samvirke_app' or app_facilitates(new.space_id) or exists (
    select from partner p where p.space_id = new.space_id and p.left_at is null and app_answers_for(p.id)) then
    return new;
  end if;
  if (new.title, new.revisit_reason) is distinct from (old.title, old.revisit_reason)
    or (new.revisit_on is distinct from old.revisit_on
      and not (document_all_agreed(new.id) and coalesce(old.revisit_on <= app_now()::date + 1, true))) then
    raise exception 'text: is framed by those who answer for a partner' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger rules before update on document for each row execute function document_rules();

-- A partnership is made in a space of its own, by who facilitates it, and is never shown to others than those in it.

alter table partnership add check (audience = 'space');
drop policy adds on partnership;
create policy adds on partnership for insert to samvirke_app
  with check (app_facilitates(space_id) and begun_at is null and ended_at is null
    and exists (select from space s where s.id = partnership.space_id and s.kind = 'partnership'));
revoke update on partnership from samvirke_app;
grant update (name, purpose, place, draft, begun_at, ended_at) on partnership to samvirke_app;

-- Roles. Anybody who contributes writes and changes one, and puts a candidate to all.

revoke update on role from samvirke_app;
grant update (title, purpose, powers, duties, skills, stage, term_months, removed_at) on role to samvirke_app;

create function app_contributes(person uuid, space uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from membership m
    where m.space_id = app_contributes.space and m.person_id = app_contributes.person
      and (m.until is null or m.until > app_now()) and m.role not in ('claimant', 'observer'));
end $$;

drop policy adds on role_nomination;
create policy adds on role_nomination for insert to samvirke_app
  with check (app_gives_word(partner_id, space_id) and by_person = app_person() and at = app_now()
    and app_contributes(person_id, space_id)
    and exists (select from role r where r.id = role_id and r.space_id = role_nomination.space_id));
drop policy adds on role_consent;
create policy adds on role_consent for insert to samvirke_app
  with check (app_gives_word(partner_id, space_id) and by_person = app_person() and at = app_now()
    and exists (select from role_proposal o
      where o.id = proposal_id and o.space_id = role_consent.space_id and o.closed_at is null));
drop policy adds on role_proposal;
create policy adds on role_proposal for insert to samvirke_app
  with check (app_writes_in(space_id) and by_person = app_person() and at = app_now() and closed_at is null
    and (willing_at is null or person_id = app_person()) and app_contributes(person_id, space_id)
    and exists (select from role r where r.id = role_id and r.space_id = role_proposal.space_id));
revoke update on role_proposal from samvirke_app;
grant update (willing_at, closed_at, outcome) on role_proposal to samvirke_app;

-- Consent: the candidate is willing, each partner with somebody to answer for it has said something, and the last word
-- of none that is still there is an objection.
create function role_is_agreed(proposal uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from role_proposal o where o.id = role_is_agreed.proposal and o.willing_at is not null
      and not exists (
        select from partner p
        cross join lateral (
          select (select c.choice from role_consent c where c.proposal_id = o.id and c.partner_id = p.id
            order by c.at desc, c.id desc limit 1) as last) said
        where p.space_id = o.space_id and p.left_at is null
          and (said.last = 'objection' or (said.last is null and p.joined_at is not null and exists (
            select from membership m
            where m.space_id = p.id and m.role in ('lead', 'deputy') and (m.until is null or m.until > app_now()))))));
end $$;

create function role_proposal_rules() returns trigger security definer language plpgsql set search_path = public as $$
begin
  if current_setting('role', true) is distinct from 'samvirke_app' then return new; end if;
  if old.closed_at is not null then
    raise exception 'role: a choice that is over stays as it is' using errcode = 'check_violation';
  end if;
  if new.willing_at is distinct from old.willing_at then
    if old.willing_at is not null or new.person_id is distinct from app_person() then
      raise exception 'role: willing is who is proposed' using errcode = 'insufficient_privilege';
    end if;
    new.willing_at := app_now();
  end if;
  if new.closed_at is not null then
    new.closed_at := app_now();
    if not coalesce(case new.outcome
      when 'appointed' then role_is_agreed(new.id)
      when 'declined' then new.person_id = app_person()
      else new.by_person = app_person() or app_facilitates(new.space_id) end, false) then
      raise exception 'role: not the one who closes this choice so' using errcode = 'insufficient_privilege';
    end if;
  end if;
  return new;
end $$;
create trigger rules before update on role_proposal for each row execute function role_proposal_rules();

-- Somebody was chosen in this very transaction.
create function role_filled_now(role uuid, person uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from role_proposal o
    where o.role_id = role_filled_now.role and o.outcome = 'appointed' and o.closed_at = app_now()
      and (role_filled_now.person is null or o.person_id = role_filled_now.person));
end $$;
drop policy adds on role_term;
create policy adds on role_term for insert to samvirke_app
  with check (app_writes_in(space_id) and role_filled_now(role_id, person_id) and ended_at is null
    and since between app_now()::date - 1 and app_now()::date + 1
    and hand_over = '' and growth = '' and hand_over_at is null and hand_over_read_at is null
    and exists (select from role r where r.id = role_id and r.space_id = role_term.space_id
      and until = (since + make_interval(months => r.term_months))::date));
revoke update on role_term from samvirke_app;
grant update (ended_at, hand_over, hand_over_at, hand_over_read_at, growth) on role_term to samvirke_app;

create function role_term_rules() returns trigger security definer language plpgsql set search_path = public as $$
declare
  own boolean := old.person_id is not distinct from app_person();
begin
  if current_setting('role', true) is distinct from 'samvirke_app' then return new; end if;
  if new.ended_at is distinct from old.ended_at then
    if old.ended_at is not null
      or not (own or app_facilitates(old.space_id) or role_filled_now(old.role_id, null)) then
      raise exception 'role: a term is ended once, by its holder or who facilitates'
        using errcode = 'insufficient_privilege';
    end if;
    new.ended_at := app_now();
  end if;
  if (new.hand_over, new.hand_over_at, new.growth) is distinct from (old.hand_over, old.hand_over_at, old.growth)
    and not (own and old.ended_at is null) then
    raise exception 'role: a hand-over is written by who holds the role' using errcode = 'insufficient_privilege';
  end if;
  if new.hand_over_read_at is distinct from old.hand_over_read_at
    and not (case when new.hand_over_read_at is null then own and old.ended_at is null
      else old.hand_over_at is not null and exists (
        select from role_term t
        where t.role_id = old.role_id and t.id <> old.id and t.ended_at is null and t.person_id = app_person())
      end) then
    raise exception 'role: a hand-over is read by who holds the role next' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger rules before update on role_term for each row execute function role_term_rules();
