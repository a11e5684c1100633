-- How models read the fields of the sentinels of some batches' definitions, by confidence; older ones weigh less.
-- Since they came back from quarantine, and over at most so many fields of sentinels a model.
select b.batch_id, s.account, s.model, m.field, m.confidence, m.right_count, m.wrong_count, m.missed_count
from bulk.batches b
join bulk.model_accuracies s using (definition_id)
cross join lateral (
  select field, confidence, sum(weight * right_count)::float8 as right_count,
    sum(weight * wrong_count)::float8 as wrong_count,
    sum(weight * missed_count)::float8 as missed_count
  from (
    select x.*, power(0.5, extract(epoch from (select bulk.clock()) - x.read_at)::float8
        / extract(epoch from @half_life::interval)::float8) as weight
    from bulk.sentinels x
    where x.definition_id = s.definition_id and x.account = s.account and x.model = s.model
      and x.attempt_id > s.since
    order by x.attempt_id desc
    limit @limit) latest
  group by field, confidence) m
where b.batch_id = any (@batches)
order by 1, 2, 3, 4, 5;
