-- Counts documents that ended in their batch, which is finished with the last of them: the one place that says so.
-- In PL/pgSQL, whose statements see what was committed while the row was waited for.
create function bulk.count_ended(in_batch bigint, in_extracted bigint, in_failed bigint, in_cached bigint)
returns void language plpgsql as $$
declare
  is_last boolean;
begin
  select document_count = extracted_count + failed_count + in_extracted + in_failed and state <> 'cancelled'
  into is_last
  from bulk.batches where batch_id = in_batch for update;
  update bulk.batches
  set extracted_count = extracted_count + in_extracted, failed_count = failed_count + in_failed,
    cached_count = cached_count + in_cached,
    state = case when is_last then 'finished' else state end,
    finished_at = case when is_last then bulk.clock() else finished_at end
  where batch_id = in_batch;
end $$;
