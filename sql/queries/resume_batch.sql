-- Lets workers at a paused batch again.
-- One that was paused before it was split is split by the job that still waits for it.
update bulk.batches set state = 'extracting' where batch_id = @batch and state = 'paused';
