-- How a batch is to be split.
-- A batch that ended needs no splitting.
select document_count, settings
from bulk.batches
where batch_id = @batch and state <> 'cancelled';
