-- Says that nothing is left of a batch's texts.
-- So it is not looked at again, and not retried either.
update bulk.batches set forgotten_at = bulk.clock() where batch_id = @batch and forgotten_at is null;
