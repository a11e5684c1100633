-- A batch, if it is still to be split.
-- One that ended needs it no more.
select batch_id
from bulk.batches
where batch_id = @batch and split_at is null and state not in ('finished', 'cancelled');
