-- Which words of a text share a stem: who asks for parking means parking, and rather not a park.
alter table search_posting add column forms text[] not null default '{}'; -- small letters, without accents

drop function search_heaviest(text, text, text, int);
create function search_heaviest(asked text, asked_locale text, asked_kind text, amount int)
  returns table (space_id uuid, subject_id uuid, weight real, forms text[]) stable language plpgsql
  set enable_bitmapscan = off set enable_seqscan = off as $$ begin
  return query select p.space_id, p.subject_id, p.weight, p.forms from search_posting p
    where p.word = asked and p.locale = asked_locale and p.subject_kind = asked_kind
    order by p.weight desc limit amount;
end $$;
