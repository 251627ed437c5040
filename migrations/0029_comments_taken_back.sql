-- Who wrote a comment or an answer takes it back, and puts it back, as long as nobody has answered it.
alter table block_comment add column taken_back_at timestamptz;
grant update (taken_back_at) on block_comment to samvirke_app;

create function block_comment_rules() returns trigger security definer language plpgsql set search_path = public as $$
begin
  if current_setting('role', true) is distinct from 'samvirke_app' then return new; end if;
  if tg_op = 'INSERT' then
    if exists (select from block_comment c where c.id = new.answers_id and c.taken_back_at is not null) then
      raise exception 'comment: was taken back' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if new.taken_back_at is not distinct from old.taken_back_at then return new; end if;
  if old.by_person is distinct from app_person() then
    raise exception 'comment: is taken back by who wrote it' using errcode = 'insufficient_privilege';
  end if;
  if exists (select from block_comment c where c.answers_id = new.id and c.taken_back_at is null) then
    raise exception 'comment: was answered' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger rules before insert or update on block_comment for each row execute function block_comment_rules();
