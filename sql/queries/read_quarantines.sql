-- The models that are in quarantine for some batches.
-- A trial is not due before its time.
select b.batch_id, s.account, s.model, s.quarantined_at, s.reason, s.trial_at, s.expected
from bulk.batches b
join bulk.model_accuracies s using (definition_id)
where b.batch_id = any (@batches) and s.quarantined_at is not null
order by 1, 2, 3;
