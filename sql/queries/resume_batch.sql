-- Lets workers at a paused batch again.
-- One that was paused before it was split is split by the job that still waits for it.
update bulk.batches
set state = case when split_problem is null then 'extracting' else 'waiting' end, waiting_for = split_problem
where batch_id = @batch and state = 'paused';
