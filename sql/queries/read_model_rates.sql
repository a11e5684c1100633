-- What each model's latest requests brought.
-- Over at most the last 500 requests a model, of the latest 20,000 at all.
select account, model, count(*)::int as request_count,
  (count(*) filter (where outcome = 'answered'))::int as answered_count,
  coalesce(sum(answer_count), 0)::int as row_count
from (
  select account, model, outcome, answer_count,
    row_number() over (partition by account, model order by attempt_id desc) as place
  from (
    (select * from bulk.attempts
    where batch_id between @batch and @batch  -- a range: one batch may look like all, in old statistics
    order by batch_id desc, attempt_id desc limit 20000)
    union all
    (select * from bulk.attempts where @batch::bigint is null order by attempt_id desc limit 20000)) asked
  where ended_at is not null and outcome <> 'unsent') latest
where place <= 500
group by account, model;
