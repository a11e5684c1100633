-- How many workers are there that could work with one of these accounts.
-- A worker that did not say so for a minute is gone.
select count(*)::int
from bulk.workers
where accounts && @accounts and seen_at > (select bulk.clock()) - interval '1 minute';
