import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkMigrations, complaintsAbout } from './migrations.ts';

const home = join(import.meta.dirname, '../..');

it.each([
  'drop table round',
  'drop table if exists round cascade',
  'alter table round drop column question',
  'alter table round rename to circle',
  'alter table round rename column question to asked',
  'alter table round alter column question type varchar(10)',
  'alter table round alter question set data type text',
  'alter table round alter column question set not null',
  'alter table round add column asked text not null',
  'alter table round add asked text not null check (asked <> $$$$)',
  'drop view rounds_open',
])('refuses a migration that the last release could not run on: %s', (sql) => {
  expect(complaintsAbout(`create table fine (id uuid primary key); ${sql};`)).toHaveLength(1);
});

it.each([
  'create table round (id uuid primary key, question text not null)',
  'alter table round add column asked text',
  "alter table round add column asked text not null default ''",
  'alter table round add column has_text boolean not null generated always as (html is not null) stored',
  'alter table round drop constraint round_check',
  'drop policy sees on round',
  'drop index round_space',
  '-- drop table round',
])('lets a migration through that only adds: %s', (sql) => {
  expect(complaintsAbout(sql)).toEqual([]);
});

it('knows the migrations that are there', () => {
  expect(checkMigrations(home)).toEqual([]);
  expect(complaintsAbout(readFileSync(join(home, 'migrations/0022_backups.sql'), 'utf8'))).toEqual([]);
});
