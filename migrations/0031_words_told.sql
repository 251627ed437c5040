-- How and when a partner that does not sign in said what a facilitator writes down for it. Words from before tell
-- neither.
alter table block_adoption
  add column recorded_how text check (recorded_how in ('phone', 'visit', 'letter')),
  add column recorded_on date,
  add check ((recorded_how is null) = (recorded_on is null)),
  add check (recorded or recorded_how is null);
