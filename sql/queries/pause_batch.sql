-- Pauses a batch: requests under way are recorded, no new one starts.
-- take_permits looks at the state, so every worker stops at once.
update bulk.batches set state = 'paused', waiting_for = null
where batch_id = @batch and state in ('queued', 'extracting', 'waiting');
