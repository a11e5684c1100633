-- Lets workers at a batch.
-- A batch that was cancelled or paused meanwhile stays so.
update bulk.batches set state = 'extracting' where batch_id = @batch and state = 'queued';
