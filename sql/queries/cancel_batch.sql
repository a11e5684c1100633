-- Stops a batch for good; what it has is kept.
-- Requests under way are recorded, no new one starts.
update bulk.batches set state = 'cancelled', waiting_for = null, finished_at = bulk.clock()
where batch_id = @batch and state not in ('finished', 'cancelled')
returning batch_id;
