-- Norwegian (nb) and Dutch (nl).

-- Stop words are known to the dictionaries with their accents only, so those are taken off afterwards.
create or replace function search_stem(locale text, word text) returns text stable parallel safe language sql as $$
  select replace(replace(translate((ts_lexize(
      case locale
        when 'de' then 'german_stem' when 'en' then 'english_stem'
        when 'nb' then 'norwegian_stem' when 'nl' then 'dutch_stem'
        else 'simple' end::regdictionary, word))[1],
    'äâàáãåëêèéïîìíöôòóõøüûùúçñ', 'aaaaaaeeeeiiiioooooouuuucn'), 'ß', 'ss'), 'æ', 'ae')
$$;

-- Names that are written in none of the languages asked for still have a place of their own in the list. In Norwegian
-- æ, ø and å stand behind z, whatever the database’s own order. What is stored already stays right: until now there
-- were English and German names only, and these read as before.
create or replace function name_key(name jsonb, locale text) returns text
  immutable parallel safe language sql as $$
  select replace(translate(
    case locale when 'nb' then replace(replace(replace(lower(said), 'æ', 'zzzx'), 'ø', 'zzzy'), 'å', 'zzzz')
      else lower(said) end,
    'äâàáãåëêèéïîìíöôòóõøüûùúçñ', 'aaaaaaeeeeiiiioooooouuuucn'), 'ß', 'ss')
  from (select coalesce(
    name ->> locale, name ->> 'en', (select value from jsonb_each_text(name) order by key limit 1), '')) as s (said)
$$;

alter table organisation
  add column sort_nb text not null generated always as (name_key(name, 'nb')) stored,
  add column sort_nl text not null generated always as (name_key(name, 'nl')) stored;
create index organisation_nb on organisation (kind, sort_nb, id);
create index organisation_nl on organisation (kind, sort_nl, id);
