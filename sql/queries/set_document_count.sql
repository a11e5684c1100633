-- Says how many documents came in.
-- Runs in the transaction that stored them.
update bulk.batches set document_count = @documents where batch_id = @batch;
