-- Another engine whose workers are still there.
-- A worker that did not say so for a minute is gone.
select engine
from bulk.workers
where engine <> @engine and seen_at > (select bulk.clock()) - interval '1 minute'
limit 1;
