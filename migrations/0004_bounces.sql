-- Mail that was taken by the city's mail server and came back later.
alter table mail
  add column bounced_at timestamptz,
  add column report text,   -- the hash of the last report that was followed: the same one again changes nothing
  add column sealed text,   -- html and text of a sent mail, under the program's secret, until reports come no more
  add column has_text boolean not null generated always as (html is not null) stored;
grant select (bounced_at, has_text) on mail to samvirke_app;
