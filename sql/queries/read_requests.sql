-- What requests since an instant brought, by span of time and model.
-- Requests that were never sent count nowhere.
select date_bin(@width, granted_at, 'epoch'), account, model, count(*)::int,
  (count(*) filter (where outcome = 'answered'))::int, coalesce(sum(answer_count), 0)::int,
  avg(ended_at - granted_at) filter (where outcome = 'answered')
from bulk.attempts
where granted_at >= @since and outcome is distinct from 'unsent'
group by 1, 2, 3
order by 1, 2, 3;
