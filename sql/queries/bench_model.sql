-- Benches a model for the definition of a batch; nothing when it is benched already.
-- Waits for whoever records what it read, and whoever comes later sees the bench.
update bulk.standings s
set benched_at = bulk.clock(), reason = @reason, expected = @expected, trial_at = bulk.clock() + @pause::interval
from bulk.batches b
where b.batch_id = @batch and s.definition_id = b.definition_id and s.account = @account and s.model = @model
  and s.benched_at is null
returning s.since;
