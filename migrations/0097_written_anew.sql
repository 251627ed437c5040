-- What was decided is written down anew only with what has changed, and why; those before stay to be read.
alter table decision_statement add column because text not null default '';
