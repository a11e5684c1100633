-- What requests brought, by span of time and model: those of a batch or, where none is named, those since an instant.
-- Of a batch the latest 2,000, so that a long one costs no more than a short one. What was never sent counts nowhere.
select date_bin(@width, granted_at, 'epoch') as at, account, model, count(*)::int as request_count,
  (count(*) filter (where outcome = 'answered'))::int as answered_count,
  coalesce(sum(answer_count), 0)::int as row_count,
  avg(ended_at - granted_at) filter (where outcome = 'answered') as latency
from (
  (select * from bulk.attempts
  where batch_id between @batch and @batch  -- a range: one batch may look like all, in old statistics
  order by batch_id desc, attempt_id desc limit 2000)
  union all
  select * from bulk.attempts where @batch::bigint is null and granted_at >= @since) asked
where outcome is distinct from 'unsent'
group by 1, 2, 3
order by 1, 2, 3;
