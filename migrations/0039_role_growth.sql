-- What a role looks after, what somebody learns in it, and which role of the same partnership could follow.
alter table role add column domain text not null default '';
alter table role add column learns text not null default '';
alter table role add column next_id uuid;
alter table role add constraint role_in_space unique (space_id, id);
alter table role add constraint role_next foreign key (space_id, next_id) references role (space_id, id)
  on delete set null (next_id);
alter table role add constraint role_next_other check (next_id <> id);
create index role_next on role (next_id) where next_id is not null;
-- Of a role these are changed as its other words are.
grant update (domain, learns, next_id) on role to samvirke_app;
