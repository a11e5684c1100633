-- How sure the program was of what a model read of its sentinels, to be held against how often that was right.
-- A field has a row for each different confidence; null where nothing was read, or nothing was looked for.
alter table bulk.sentinels add column confidence double precision;
alter table bulk.sentinels drop constraint sentinels_pkey;
create unique index sentinels_once on bulk.sentinels
  (definition_id, account, model, attempt_id, field, coalesce(confidence, -1));
