-- Keeps the requests that a submission with a key was told.
-- The first answer stays: whoever asks again is told the same.
update bulk.receipts set requests = @requests where batch_id = @batch and requests is null;
