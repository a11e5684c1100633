-- The batches that nobody has split to the end yet.
-- A paused one is split meanwhile, so that it can go on at once.
select batch_id
from bulk.batches
where split_at is null and state not in ('finished', 'cancelled')
order by batch_id;
