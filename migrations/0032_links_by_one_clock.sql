-- A sign-in link counts for twenty minutes by the clock of the database, whatever that of a program on it says.
alter table auth_verification add column minted_at timestamptz not null default app_now();
