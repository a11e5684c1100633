-- Says how many documents came in, how long their texts are kept, and what was not taken as it stood.
-- Runs in the transaction that stored them.
update bulk.batches set document_count = @documents, keep = @keep, input_notes = @notes
where batch_id = @batch;
