-- The batches that should go on: neither ended nor paused.
-- Oldest first.
select batch_id
from bulk.batches
where state not in ('finished', 'cancelled', 'paused')
order by batch_id;
