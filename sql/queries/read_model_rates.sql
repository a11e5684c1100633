-- What each model's latest requests brought.
-- Over at most the last 500 requests a model.
select account, model, count(*)::int as request_count,
  (count(*) filter (where outcome = 'answered'))::int as answered_count,
  coalesce(sum(answer_count), 0)::int as row_count
from (
  select account, model, outcome, answer_count,
    row_number() over (partition by account, model order by attempt_id desc) as place
  from bulk.attempts
  where ended_at is not null and outcome <> 'unsent' and (@batch::bigint is null or batch_id = @batch)) latest
where place <= 500
group by account, model;
