-- The models that are benched for some batches.
-- A trial is not due before its time.
select b.batch_id, s.account, s.model, s.benched_at, s.reason, s.trial_at, s.expected
from bulk.batches b
join bulk.standings s using (definition_id)
where b.batch_id = any (@batches) and s.benched_at is not null
order by 1, 2, 3;
