-- Lets models be chosen again that read the sentinels of a trial well.
-- What was measured before the trial is forgotten; what was expected of them stays.
update bulk.model_accuracies s
set quarantined_at = null, reason = null, trial_at = null, trial_count = 0, since = t.attempt_id - 1
from unnest(@batches, @accounts, @models, @attempts) as t (batch_id, account, model, attempt_id)
join bulk.batches b using (batch_id)
where s.definition_id = b.definition_id and s.account = t.account and s.model = t.model
  and s.quarantined_at is not null;
