-- Which share of those who say yes or no has to be in favour, beyond what the way to decide asks: of all, and of each sector.
-- Set before anybody speaks, as {"overall": {"of": 2, "in": 3}, "sector": {"of": 1, "in": 2}}.
alter table decision add column thresholds jsonb not null default '{}' check (jsonb_typeof(thresholds) = 'object');
