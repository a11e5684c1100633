-- How many workers are there that take any batch and could work with one of these accounts.
-- Who works on one batch only takes no other.
select count(*)::int as worker_count
from bulk.living_workers
where accounts && @accounts and only_batch is null;
