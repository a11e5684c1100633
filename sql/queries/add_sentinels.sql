-- Notes how attempts read their sentinels, field by field, and how sure of it the program was.
-- Noting twice does no harm.
insert into bulk.sentinels
  (definition_id, account, model, attempt_id, field, confidence, right_count, wrong_count, missed_count)
select b.definition_id, s.account, s.model, s.attempt_id, s.field, s.confidence, s.right_count, s.wrong_count,
  s.missed_count
from unnest(@batches, @accounts, @models, @attempts, @fields, @confidences, @rights, @wrongs, @misses)
  as s (batch_id, account, model, attempt_id, field, confidence, right_count, wrong_count, missed_count)
join bulk.batches b using (batch_id)
on conflict do nothing;
