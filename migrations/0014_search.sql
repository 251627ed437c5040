-- Search across what somebody may see: what is kept among those who take part is looked for in the reader's own spaces
-- alone, so that it costs as much in a large city as in a small one. The guards decide even so.

create index search_posting_space on search_posting (space_id, word collate "C") where audience = 'space';

-- Where somebody takes part, themselves or by an organisation of theirs.
create function app_spaces() returns uuid[] stable security definer language plpgsql
  set search_path = public as $$ begin
  return array(
    select m.space_id from membership m
    where m.until is null and m.role <> 'claimant' and m.person_id = app_person()
    union
    select m.space_id from membership m
    where m.until is null and m.role <> 'claimant' and m.organisation_id = any (app_organisations()));
end $$;

-- Words from `first` up to `behind`, in these spaces. By the letters' numbers, as an index can find beginnings.
create function search_inside(
    first text, behind text, asked_locale text, asked_kind text, spaces uuid[], amount int)
  returns table (space_id uuid, subject_id uuid, weight real, forms text[]) stable language plpgsql as $$ begin
  return query select p.space_id, p.subject_id, p.weight, p.forms from search_posting p
    where p.audience = 'space' and p.space_id = any (spaces)
      and p.word collate "C" >= first and p.word collate "C" < behind
      and p.locale = asked_locale and p.subject_kind = asked_kind
    order by p.weight desc limit amount;
end $$;
