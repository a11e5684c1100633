-- Takes the trials that are due of the models that are in quarantine for some batches: one worker has one at a time.
-- Each one after the first is due twice as late as the one before, at most six hours.
with due as (
  select s.definition_id, s.account, s.model
  from bulk.model_accuracies s
  where s.trial_at <= (select bulk.clock())
    and s.definition_id in (select definition_id from bulk.batches where batch_id = any (@batches))
  order by 1, 2, 3
  for update skip locked),
taken as (
  update bulk.model_accuracies s
  set trial_count = trial_count + 1,
    trial_at = bulk.clock() + least(interval '6 hours', @pause::interval * power(2, least(trial_count, 30) + 1))
  from due d
  where s.definition_id = d.definition_id and s.account = d.account and s.model = d.model
  returning s.definition_id, s.account, s.model)
select b.batch_id, t.account || ' ' || t.model as model_key
from taken t
join bulk.batches b using (definition_id)
where b.batch_id = any (@batches);
