-- Other words of a decision adopt the same things as the words before, as they read now; and the words of a section that is
-- adopted stand in those that all say yes or no to. Checked once the transaction is whole: what is adopted comes after
-- the words.
create function decision_words_adopt() returns trigger security definer language plpgsql set search_path = public as $$
begin
  if current_setting('role', true) is distinct from 'samvirke_app' then return null; end if;
  if exists (
      select from adoption a where a.decision_id = new.decision_id and a.number = new.number - 1
        and not exists (select from adoption b where b.decision_id = a.decision_id and b.number = new.number
          and b.kind = a.kind and b.document_id is not distinct from a.document_id
          and b.block_id is not distinct from a.block_id and b.terms_id is not distinct from a.terms_id)
        -- What was taken out of its text meanwhile is not asked about any more.
        and not exists (select from document_block o where o.id = a.block_id and o.removed_at is not null)) then
    raise exception 'adoption: other words adopt something else' using errcode = 'insufficient_privilege';
  end if;
  if exists (
      select from adoption a join block_version v on v.block_id = a.block_id and v.number = a.version
      where a.decision_id = new.decision_id and a.number = new.number and position(v.text in new.text) = 0) then
    raise exception 'adoption: all are asked about other words' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create constraint trigger words_adopt after insert on decision_version deferrable initially deferred
  for each row execute function decision_words_adopt();
