-- Says in a batch why it could not be split. It stays so until that succeeds: what there is of it goes on meanwhile.
-- A paused batch says it when it is resumed.
update bulk.batches
set split_problem = @problem,
  waiting_for = case when state = 'paused' then waiting_for else @problem end,
  state = case when state = 'paused' then state else 'waiting' end
where batch_id = @batch and split_at is null and state not in ('finished', 'cancelled');
