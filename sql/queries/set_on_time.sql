-- Says whether a batch can be done by its deadline.
-- Touches nothing when that is known already.
update bulk.batches set on_time = @on_time where batch_id = @batch and on_time is distinct from @on_time;
