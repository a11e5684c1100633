-- How many workers of one machine are there.
-- A container is a machine with a name of its own.
select count(*)::int as worker_count
from bulk.living_workers
join bulk.workers using (worker_id)
where host = @host;
