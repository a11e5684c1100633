-- Says that all results of a batch are noted.
-- A batch that ended gets no more of them, unless it is retried.
update bulk.batches set remembered = true where batch_id = @batch;
