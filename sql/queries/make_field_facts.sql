-- Works out what is in one field of a batch's results, and keeps it in the place of what was known before.
-- Long values are counted like others, but shown nowhere; of lists and objects nothing is the smallest.
with found as (
  select nullif(fields -> @field, 'null') as value, (grounding -> @pointer ->> 'confidence')::float8 as confidence
  from bulk.results
  where batch_id = @batch and state = 'extracted'),
grouped as (select value, count(*) as n from found where value is not null group by value),
ordered as (
  select value, n from grouped
  where jsonb_typeof(value) in ('number', 'string', 'boolean') and octet_length(value::text) <= 200),
top as (select value, n from ordered order by n desc, value limit 5)
insert into bulk.field_facts (batch_id, field, result_count, filled, distinct_count, smallest, largest, top, confidence)
select @batch, @field, (select count(*) from found), coalesce((select sum(n) from grouped), 0),
  (select count(*) from grouped),
  (select value from ordered order by value limit 1), (select value from ordered order by value desc limit 1),
  coalesce((select jsonb_agg(jsonb_build_object('value', value, 'count', n) order by n desc, value) from top), '[]'),
  (select avg(confidence) from found where value is not null)
on conflict (batch_id, field) do update
set result_count = excluded.result_count, filled = excluded.filled, distinct_count = excluded.distinct_count,
  smallest = excluded.smallest, largest = excluded.largest, top = excluded.top, confidence = excluded.confidence,
  made_at = bulk.clock();
