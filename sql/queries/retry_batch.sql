-- Opens the failed documents of a batch again, with the blame wiped off their chunks.
-- Documents that were answered stay; the duplicates of a failed one open with it.
with reopened as (
  delete from bulk.results where batch_id = @batch and state = 'failed' returning document_no),
chunks as (
  update bulk.chunks c
  set state = 'pending', due_at = bulk.clock(), blame_count = 0, suspicion = 0, blamed_models = '{}', problem = null
  from reopened r
  where c.batch_id = @batch and c.document_no = r.document_no and c.state = 'failed')
update bulk.batches
set failed_count = failed_count - (select count(*) from reopened), state = 'extracting', finished_at = null
where batch_id = @batch and state in ('finished', 'extracting', 'waiting')
  and exists (select from reopened)
returning (select count(*)::int from reopened);
