-- Opens the failed documents of a batch again, with the blame wiped off their chunks. Their duplicates open with them;
-- answered ones stay, and what cannot be read. Pictures that could not be fetched are, once the batch is split again.
with batch as (
  select batch_id from bulk.batches
  where batch_id = @batch and state in ('finished', 'extracting', 'waiting') and forgotten_at is null
  for update),
reopened as (
  delete from bulk.results r using batch b
  where r.batch_id = b.batch_id and r.state = 'failed' and not exists (
    select from bulk.documents d
    where d.batch_id = r.batch_id and d.document_no = r.document_no and d.problem is not null and not d.unfetched)
  returning r.document_no),
unfetched as (
  update bulk.documents d
  set problem = null, unfetched = false
  from reopened r
  where d.batch_id = @batch and d.document_no = r.document_no and d.unfetched
  returning d.document_no),
chunks as (
  update bulk.chunks c
  set state = 'pending', due_at = bulk.clock(), blame_count = 0, suspicion = 0, suspect_of = null, held = false,
    blamed_models = '{}', problem = null
  from reopened r
  where c.batch_id = @batch and c.document_no = r.document_no and c.state = 'failed')
update bulk.batches
set failed_count = failed_count - (select count(*) from reopened), finished_at = null, remembered = false,
  state = case when split_problem is null then 'extracting' else state end,
  split_at = case when exists (select from unfetched) then null else split_at end,
  split_asked_at = case when exists (select from unfetched) then bulk.clock() else split_asked_at end
where batch_id = @batch and exists (select from reopened)
returning (select count(*)::int from reopened) as reopened, (select count(*)::int from unfetched) as unfetched;
