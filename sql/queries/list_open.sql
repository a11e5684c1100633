-- The batches that have not ended.
-- Oldest first.
select batch_id
from bulk.batches
where state not in ('finished', 'cancelled')
order by batch_id;
