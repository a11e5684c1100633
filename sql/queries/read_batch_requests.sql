-- What a batch's latest requests brought, by span of time and model.
-- Over at most the last 2,000, so that a long batch costs no more than a short one.
select date_bin(@width, granted_at, 'epoch'), account, model, count(*)::int,
  (count(*) filter (where outcome = 'answered'))::int, coalesce(sum(answer_count), 0)::int,
  avg(ended_at - granted_at) filter (where outcome = 'answered')
from (
  select * from bulk.attempts where batch_id = @batch order by attempt_id desc limit 2000) latest
where outcome is distinct from 'unsent'
group by 1, 2, 3
order by 1, 2, 3;
