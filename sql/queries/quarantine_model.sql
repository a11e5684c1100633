-- Quarantines a model for the definition of a batch; nothing when it is in quarantine already.
-- Waits for whoever records what it read, and whoever comes later sees the quarantine.
update bulk.model_accuracies s
set quarantined_at = bulk.clock(), reason = @reason, expected = @expected, trial_at = bulk.clock() + @pause::interval
from bulk.batches b
where b.batch_id = @batch and s.definition_id = b.definition_id and s.account = @account and s.model = @model
  and s.quarantined_at is null
returning s.since;
