-- What was agreed is changed by all, and by none of them alone.

-- Once something of a text is agreed, none of its sections is taken out by one: what is left would be agreed by that.
-- All adopt that it is left out.
create function document_holds(document uuid) returns boolean stable security definer language plpgsql
  set search_path = public as $$ begin
  return exists (
    select from document_block b join block_agreement g on g.block_id = b.id
    where b.document_id = document_holds.document and b.removed_at is null);
end $$;
drop policy alters on document_block;
create policy alters on document_block for update to samvirke_app
  using (app_writes_in(space_id))
  with check (app_writes_in(space_id) and (removed_at is null or not document_holds(document_id)));

-- What a text is called belongs to what was agreed: from the first edition on, nobody changes it alone.
create function document_title_rules() returns trigger security definer language plpgsql set search_path = public as $$
begin
  if current_setting('role', true) is distinct from 'samvirke_app' or new.title = old.title then return new; end if;
  if exists (select from document_edition e where e.document_id = new.id) then
    raise exception 'document: its title is agreed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger title_rules before update on document for each row execute function document_title_rules();
