-- Lets workers at a batch again that was paused, or cancelled with its texts still there.
-- One that was stopped before it was split is split by the job that still waits for it, else by upkeep.
update bulk.batches
set state = case when split_problem is null then 'extracting' else 'waiting' end, waiting_for = split_problem,
  finished_at = null, remembered = remembered and state = 'paused'
where batch_id = @batch and (state = 'paused' or state = 'cancelled' and forgotten_at is null);
