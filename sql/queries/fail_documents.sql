-- Fails the documents of a range that cannot be read, without asking anybody.
-- The primary key lets nobody count twice.
with added as (
  insert into bulk.results (batch_id, document_no, state, error)
  select d.batch_id, d.document_no, 'failed', d.problem
  from bulk.documents d
  where d.batch_id = @batch and d.document_no between @first and @last and d.problem is not null
  order by d.document_no
  on conflict do nothing
  returning batch_id)
update bulk.batches b
set failed_count = failed_count + a.number,
  state = case when a.number = document_count - extracted_count - failed_count and state <> 'cancelled'
    then 'finished' else state end,
  finished_at = case when a.number = document_count - extracted_count - failed_count and state <> 'cancelled'
    then bulk.clock() else finished_at end
from (select count(*)::int as number from added) a
where b.batch_id = @batch and a.number > 0;
