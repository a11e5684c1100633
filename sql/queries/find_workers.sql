-- How many workers are there that take any batch and could work with one of these accounts.
-- A worker that did not say so for a minute is gone.
select count(*)::int
from bulk.workers
where accounts && @accounts and only_batch is null and seen_at > (select bulk.clock()) - interval '1 minute';
