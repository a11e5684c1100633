-- Says what a batch waits for, or that it goes on; that it waits for quota is told to the outside, once a day.
-- Touches nothing when that is known already, nor what says that it could not be split.
with changed as (
  update bulk.batches
  set state = case when @reason::text is null then 'extracting' else 'waiting' end, waiting_for = @reason
  where batch_id = any (@batches) and state in ('extracting', 'waiting')
    and waiting_for is distinct from @reason and split_problem is null
  returning batch_id)
select bulk.tell('waiting_for_quota', batch_id, jsonb_build_object('state', 'waiting', 'waiting_for', @reason::text),
    'waiting_for_quota ' || batch_id || ' ' || (bulk.clock() at time zone 'UTC')::date)
from changed
where @for_quota;
