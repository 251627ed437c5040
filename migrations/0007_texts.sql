-- Texts that people write together and adopt block by block. What was written and what was answered is only ever
-- added to: a text that holds can be changed by nobody but by all.

create table document (
  id uuid primary key,
  space_id uuid not null references space on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  kind text not null,                          -- as the room calls it: 'text', 'vision'
  title text not null,
  locale text not null,                        -- the language it is written in
  round_id uuid,                               -- the opened round it began from
  begun_by uuid references person on delete set null,
  begun_for uuid references partner on delete set null,
  begun_at timestamptz not null default app_now(),
  revisit_on date,                             -- on this day all look at it again
  revisit_reason text not null default '',     -- and what else would be a reason to
  asked_on date,                               -- the day to look again that was told already
  check (audience = 'space'),
  unique (id, space_id)
);
call guard('document');
revoke update, delete on document from samvirke_app;
grant update (title, revisit_on, revisit_reason) on document to samvirke_app;
create index document_space on document (space_id, kind);
create index document_revisit on document (revisit_on) where revisit_on is not null;

create table document_block (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  document_id uuid not null,
  position int not null,
  heading text not null default '',            -- with which it began: each version has its own
  question text not null default '',           -- what it is to answer
  added_at timestamptz not null default app_now(),
  removed_at timestamptz,
  removed_by uuid references person on delete set null,
  check (audience = 'space'),
  unique (id, space_id),
  foreign key (document_id, space_id) references document (id, space_id) on delete cascade
);
call guard('document_block');
revoke update, delete on document_block from samvirke_app;
grant update (removed_at, removed_by) on document_block to samvirke_app;
create index document_block_document on document_block (document_id, position);

create table block_version (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  block_id uuid not null,
  number int not null check (number > 0),
  heading text not null,
  text text not null,                          -- empty: to be left out, where something was agreed before
  by_person uuid references person on delete set null,
  by_partner uuid references partner on delete set null,
  at timestamptz not null default app_now(),
  merged_from int,                             -- the version its writer began from, where others wrote meanwhile
  check (audience = 'space'),
  unique (block_id, number),
  foreign key (block_id, space_id) references document_block (id, space_id) on delete cascade
);
call guard('block_version');
drop policy adds on block_version;
create policy adds on block_version for insert to samvirke_app
  with check (app_writes_in(space_id) and by_person = app_person() and (by_partner is null or app_writes_in(by_partner)));
revoke update, delete on block_version from samvirke_app;

create table block_comment (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  block_id uuid not null,
  version int not null,
  quote text not null default '',              -- the words it is about; empty: the whole block, or an answer
  place int not null default 0,                -- where they begin in that version
  answers_id uuid references block_comment on delete cascade,
  text text not null,
  by_person uuid references person on delete set null,
  by_partner uuid references partner on delete set null,
  at timestamptz not null default app_now(),
  settled_at timestamptz,
  settled_by uuid references person on delete set null,
  check (audience = 'space'),
  foreign key (block_id, space_id) references document_block (id, space_id) on delete cascade,
  foreign key (block_id, version) references block_version (block_id, number)
);
call guard('block_comment');
drop policy adds on block_comment;
create policy adds on block_comment for insert to samvirke_app
  with check (app_writes_in(space_id) and by_person = app_person() and (by_partner is null or app_writes_in(by_partner)));
revoke update, delete on block_comment from samvirke_app;
grant update (settled_at, settled_by) on block_comment to samvirke_app;
create index block_comment_block on block_comment (block_id, at);
create index block_comment_answers on block_comment (answers_id) where answers_id is not null;

-- What a partner says to a version. The latest word of each partner counts.
create table block_adoption (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  block_id uuid not null,
  version int not null,
  partner_id uuid not null references partner on delete cascade,
  answer text not null check (answer in ('yes', 'not-yet')),
  reason text not null default '',             -- what is missing for a yes
  by_person uuid references person on delete set null,
  recorded boolean not null default false,     -- written down by a facilitator, for a partner that does not sign in
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  check (answer = 'yes' or reason <> ''),
  foreign key (block_id, space_id) references document_block (id, space_id) on delete cascade,
  foreign key (block_id, version) references block_version (block_id, number)
);
call guard('block_adoption');
create index block_adoption_block on block_adoption (block_id, version, partner_id, at desc);

-- Who gives a partner's word: its lead and its deputy; a facilitator only where a partner has nobody here.
create function document_speaks(partner uuid, space uuid, recorded boolean) returns boolean stable security definer
  language plpgsql set search_path = public as $$ begin
  if not exists (select from partner p where p.id = document_speaks.partner and p.space_id = document_speaks.space
      and p.joined_at is not null and p.left_at is null) then return false; end if;
  if recorded then
    return app_facilitates(space) and not exists (
      select from membership m where m.space_id = document_speaks.partner and (m.until is null or m.until > app_now()));
  end if;
  return exists (
    select from membership m where m.space_id = document_speaks.partner and m.person_id = app_person()
      and m.role in ('lead', 'deputy') and (m.until is null or m.until > app_now()));
end $$;
drop policy adds on block_adoption;
create policy adds on block_adoption for insert to samvirke_app
  with check (app_writes_in(space_id) and by_person = app_person() and document_speaks(partner_id, space_id, recorded));
revoke update, delete on block_adoption from samvirke_app;

-- The moment at which all partners had said yes to the same version. From then on it holds, until another one does.
create table block_agreement (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  block_id uuid not null,
  version int not null,
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  unique (block_id, version),
  foreign key (block_id, space_id) references document_block (id, space_id) on delete cascade,
  foreign key (block_id, version) references block_version (block_id, number)
);
call guard('block_agreement');

-- Whether every partner who is in says yes to this version, and there is none after it.
create function document_all_say_yes(block uuid, version int, space uuid) returns boolean stable security definer
  language plpgsql set search_path = public as $$ begin
  return version = (select max(v.number) from block_version v where v.block_id = document_all_say_yes.block)
    and exists (select from partner p
      where p.space_id = document_all_say_yes.space and p.joined_at is not null and p.left_at is null)
    and not exists (select from partner p
      where p.space_id = document_all_say_yes.space and p.joined_at is not null and p.left_at is null
        and 'yes' is distinct from (
          select a.answer from block_adoption a
          where a.block_id = document_all_say_yes.block and a.version = document_all_say_yes.version
            and a.partner_id = p.id
          order by a.at desc, a.id desc limit 1));
end $$;
drop policy adds on block_agreement;
create policy adds on block_agreement for insert to samvirke_app
  with check (app_writes_in(space_id) and document_all_say_yes(block_id, version, space_id));
revoke update, delete on block_agreement from samvirke_app;

-- What was agreed is not taken out by one alone: all adopt that it is left out.
drop policy alters on document_block;
create policy alters on document_block for update to samvirke_app
  using (app_writes_in(space_id))
  with check (app_writes_in(space_id) and (removed_at is null or not exists (
    select from block_agreement g where g.block_id = document_block.id)));

-- Each time the last block was adopted, the text as a whole is agreed: its first edition, its second.
create table document_edition (
  id uuid primary key,
  space_id uuid not null,
  audience text not null default 'space',
  audience_id uuid,
  document_id uuid not null,
  number int not null check (number > 0),
  partners int not null,                       -- how many agreed
  at timestamptz not null default app_now(),
  check (audience = 'space'),
  unique (document_id, number),
  foreign key (document_id, space_id) references document (id, space_id) on delete cascade
);
call guard('document_edition');
create function document_all_agreed(document uuid) returns boolean stable security definer
  language plpgsql set search_path = public as $$ begin
  return exists (
      select from document_block b where b.document_id = document_all_agreed.document and b.removed_at is null)
    and not exists (
      select from document_block b where b.document_id = document_all_agreed.document and b.removed_at is null
        and not exists (
          select from block_agreement g
          where g.block_id = b.id
            and g.version = (select max(v.number) from block_version v where v.block_id = b.id)));
end $$;
drop policy adds on document_edition;
create policy adds on document_edition for insert to samvirke_app
  with check (app_writes_in(space_id) and document_all_agreed(document_id));
revoke update, delete on document_edition from samvirke_app;
