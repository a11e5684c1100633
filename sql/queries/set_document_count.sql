-- Says how many documents came in, and how long their texts are kept.
-- Runs in the transaction that stored them.
update bulk.batches set document_count = @documents, keep = @keep where batch_id = @batch;
