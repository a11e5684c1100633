-- Ends documents, and the documents that say the same, and counts them in their batch.
-- The primary key is the last wall against doubles: only rows that really came in are counted.
with given as (
  select * from unnest(@batches, @documents, @states, @fields, @repairs, @errors, @models, @attempts)
    as g (batch_id, document_no, state, fields, repairs, error, model, attempt_id)
  where exists (select from bulk.batches b where b.batch_id = g.batch_id)),
added as (
  insert into bulk.results (batch_id, document_no, state, fields, repairs, error, cached, model, attempt_id)
  select batch_id, document_no, state, fields::jsonb, repairs::jsonb, error, false, model, attempt_id from given
  union all
  select g.batch_id, same.document_no, state, fields::jsonb, repairs::jsonb, error, true, model, attempt_id
  from given g
  join bulk.duplicates same on same.batch_id = g.batch_id and same.original_no = g.document_no
  on conflict do nothing
  returning batch_id, state, cached),
counted as (
  select batch_id, count(*) filter (where state = 'extracted') as extracted,
    count(*) filter (where state = 'failed') as failed,
    count(*) filter (where state = 'extracted' and cached) as cached
  from added group by batch_id)
update bulk.batches b
set extracted_count = b.extracted_count + c.extracted, failed_count = b.failed_count + c.failed,
  cached_count = b.cached_count + c.cached,
  state = case when b.extracted_count + b.failed_count + c.extracted + c.failed = b.document_count
    and b.state <> 'cancelled' then 'finished' else b.state end,
  finished_at = case when b.extracted_count + b.failed_count + c.extracted + c.failed = b.document_count
    then bulk.clock() else b.finished_at end
from counted c
where b.batch_id = c.batch_id;
