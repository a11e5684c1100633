-- How a model read each field of the sentinels of a batch's definition, the newest requests last.
-- Since it came back from quarantine, with what was expected of it then.
select attempt_id, field, sum(right_count)::float8 / sum(right_count + wrong_count + missed_count) as share, expected
from (
  select x.attempt_id, x.field, x.right_count, x.wrong_count, x.missed_count, s.expected
  from bulk.batches b
  join bulk.model_accuracies s using (definition_id)
  join bulk.sentinels x using (definition_id, account, model)
  where b.batch_id = @batch and s.account = @account and s.model = @model and x.attempt_id > s.since
  order by x.attempt_id desc
  limit @limit) latest
group by attempt_id, field, expected
order by attempt_id, field;
