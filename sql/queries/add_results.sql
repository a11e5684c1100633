-- Ends documents, and the documents that say the same, and counts them; the batches that are near their end with that.
-- The primary key is the last wall against doubles: only rows that really came in are counted. All in key order.
with given as (
  select * from unnest(@batches, @documents, @states, @fields, @repairs, @errors, @models, @attempts,
      @groundings, @flags, @confidences, @said)
    as g (batch_id, document_no, state, fields, repairs, error, model, attempt_id, grounding, flags, confidence, said)
  where exists (select from bulk.batches b where b.batch_id = g.batch_id)),
ended as (
  select g.*, false as cached from given g
  union all
  select g.batch_id, same.document_no, state, fields, repairs, error, model, attempt_id, grounding, flags,
    confidence, said, true
  from given g
  join bulk.duplicates same on same.batch_id = g.batch_id and same.original_no = g.document_no),
added as (
  insert into bulk.results (batch_id, document_no, state, fields, repairs, error, model, attempt_id, cached,
    grounding, flags, confidence, said)
  select batch_id, document_no, state, fields::jsonb, repairs::jsonb, error, model, attempt_id, cached,
    grounding::jsonb, flags::jsonb, confidence, said::jsonb
  from ended
  order by batch_id, document_no
  on conflict do nothing
  returning batch_id, state, cached),
counted as (
  select batch_id, count(*) filter (where state = 'extracted') as extracted,
    count(*) filter (where state = 'failed') as failed,
    count(*) filter (where state = 'extracted' and cached) as cached
  from added group by batch_id)
select batch_id
from (
  select batch_id, bulk.count_ended(batch_id, extracted, failed, cached) as open_count
  from (select * from counted order by batch_id) c) as b
where open_count <= @near;
