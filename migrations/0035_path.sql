-- Which step of the guide a round or a text belongs to.
alter table round add column element text;
alter table document add column element text;
-- What was begun as a vision is one.
update document set element = 'vision' where kind = 'vision';
create index round_element on round (space_id, element) where element is not null;
create index document_element on document (space_id, element) where element is not null;

-- What a partnership has chosen about a step itself: to do it next, to leave it, to take it up again. Only added to;
-- the latest counts. Whether a step is begun or agreed follows from its rounds and texts and is kept nowhere.
create table path_choice (
  id uuid primary key,
  space_id uuid not null references partnership on delete cascade,
  audience text not null default 'space',
  audience_id uuid,
  element text not null,
  says text not null check (says in ('next', 'aside', 'taken-up')),
  reason text not null default '',
  locale text not null,
  by_person uuid references person on delete set null,
  at timestamptz not null default app_now(),
  check (audience = 'space')
);
call guard('path_choice');
revoke update, delete on path_choice from samvirke_app;
-- The latest counts: nobody chooses for somebody else, or ahead of the clock.
create policy adds_own on path_choice as restrictive for insert to samvirke_app
  with check (by_person = app_person() and at = app_now());
create index path_choice_space on path_choice (space_id, at desc, id desc);
