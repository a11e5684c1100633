-- The requests that a submission with a key was told.
-- None where it died before it could tell them.
select requests from bulk.receipts where batch_id = @batch and requests is not null;
