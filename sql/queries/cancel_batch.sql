-- Stops a batch for good; what it has is kept. Requests under way are recorded, no new one starts.
-- Waits for whoever asks again about its chunks (lock_questions): who looks for open questions next misses none.
with alone as materialized (select pg_advisory_xact_lock(hashtextextended('questions of ' || @batch::bigint, 0)))
update bulk.batches set state = 'cancelled', waiting_for = null, split_problem = null, finished_at = bulk.clock()
from alone
where batch_id = @batch and state not in ('finished', 'cancelled');
