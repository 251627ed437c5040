-- Whether a person has answered themselves, yes or no or back, whether an objection may be set aside.
create function app_aside_self(aside uuid, person uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from decision_aside_word w
      where w.aside_id = aside and w.person_id = person and w.recorded_how is null)
    or exists (select from decision_aside_yes y
      where y.aside_id = aside and y.person_id = person and y.recorded_how is null);
end $$;
-- Nobody writes down for a person what they have answered themselves.
create policy adds_for_silent on decision_aside_word as restrictive for insert to samvirke_app
  with check (recorded_how is null or person_id is null or not app_aside_self(aside_id, person_id));
create policy adds_for_silent on decision_aside_yes as restrictive for insert to samvirke_app
  with check (recorded_how is null or person_id is null or not app_aside_self(aside_id, person_id));

-- Who writes down a voice reads with it what that one would: but not before they have spoken themselves, where they have a
-- voice of their own or speak in a partner that has one.
create or replace function app_decision_recorded(asked uuid, said int) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (select from decision d join decision_voice v on v.decision_id = d.id and v.version = said
      where d.id = asked and d.results = 'voted' and v.recorded_how is not null
        and app_facilitates(d.space_id) and case when v.person_id is null then app_without_people(v.partner_id)
          else not exists (select from decision_voice o where o.decision_id = asked and o.version = said
            and o.person_id = v.person_id and o.recorded_how is null) end)
    and not exists (select from decision d where d.id = asked and case d.voices
      when 'people' then app_has_voice(asked, app_person(), app_now())
        and not exists (select from decision_voice v
          where v.decision_id = asked and v.version = said and v.person_id = app_person())
      else exists (select from membership m join partner p on p.id = m.space_id and p.space_id = d.space_id
        where m.person_id = app_person() and m.role <> 'claimant' and (m.until is null or m.until > app_now())
          and app_has_voice(asked, p.id, app_now())
          and not exists (select from decision_voice v
            where v.decision_id = asked and v.version = said and v.partner_id = p.id)) end);
end $$;
