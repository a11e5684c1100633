-- Sums up what a batch spent that ended an hour ago or earlier: nothing of it is under way any more.
-- One at a time, the newest first: each reads all its requests, once.
with ended as materialized (
  select b.batch_id from bulk.batches b
  where b.finished_at < (select bulk.clock()) - interval '1 hour' and (b.summed_at > b.finished_at) is not true
  order by b.batch_id desc
  limit 1)
update bulk.batches b
set spent_request_count = b.past_request_count + s.request_count,
  spent_wasted_count = b.past_wasted_count + s.wasted_count,
  spent_cost = b.past_cost + s.cost,
  summed_at = bulk.clock()
from ended e
cross join lateral (
  select count(*)::int as request_count, (count(*) filter (where a.answer_count = 0))::int as wasted_count,
    coalesce(sum(a.cost), 0) as cost
  from bulk.attempts a
  where a.batch_id between e.batch_id and e.batch_id  -- a range: one batch may look like all, in old statistics
    and a.outcome is distinct from 'unsent') s
where b.batch_id = e.batch_id;
