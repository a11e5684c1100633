-- Says what a batch waits for, or that it goes on.
-- Touches nothing when that is known already, nor what says that it could not be split.
update bulk.batches
set state = case when @reason::text is null then 'extracting' else 'waiting' end, waiting_for = @reason
where batch_id = any (@batches) and state in ('extracting', 'waiting')
  and waiting_for is distinct from @reason and split_problem is null;
