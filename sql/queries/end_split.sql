-- Says that a batch is split, and that it does not wait for that any more; what came of it.
-- Not if it was asked for again meanwhile: what was asked for then may not be done.
update bulk.batches b
set split_at = bulk.clock(), split_problem = null,
  waiting_for = case when b.split_problem is null then b.waiting_for end,
  state = case when b.split_problem is not null and b.state = 'waiting' then 'extracting' else b.state end
where b.batch_id = @batch and b.split_asked_at = @asked
returning (select count(*)::int from bulk.chunks c where c.batch_id = b.batch_id) as chunk_count,
  (select count(*)::int from bulk.duplicates d where d.batch_id = b.batch_id) as duplicate_count, b.cached_count;
