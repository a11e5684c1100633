-- Says which batch a file became, in the transaction that stores the batch.
-- Changes nothing when the file is one already: then the transaction must not be committed.
update bulk.inbox_files set batch_id = @batch
where file_id = @file and batch_id is null and reason is null and settled_at is null;
