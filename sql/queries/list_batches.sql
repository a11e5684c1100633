-- The newest batches, with what they spent.
-- Reads no more than it shows.
select b.batch_id, b.job, b.source, b.state, b.waiting_for, b.document_count, b.extracted_count, b.failed_count,
  b.cached_count, b.simulated, b.created_at, b.finished_at, spent.requests, spent.wasted,
  spent.cost, coalesce((b.settings ->> 'MaxCost')::numeric, 0),
  (b.settings ->> 'Deadline')::timestamptz, b.on_time
from (select * from bulk.batches order by batch_id desc limit @limit) b
cross join lateral (
  select count(*)::int as requests,
    (count(*) filter (where a.answer_count = 0 and a.ended_at is not null))::int as wasted,
    coalesce(sum(a.cost), 0) as cost
  from bulk.attempts a
  where a.batch_id = b.batch_id and a.outcome is distinct from 'unsent') as spent
order by b.batch_id desc;
