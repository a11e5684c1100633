-- One batch, with what it spent.
-- A request whose worker is gone without a word brought nothing.
select b.batch_id, b.job, b.source, b.state, b.waiting_for, b.document_count, b.extracted_count, b.failed_count,
  b.cached_count, b.simulated, b.created_at, b.finished_at, spent.requests, spent.wasted,
  spent.cost, coalesce((b.settings ->> 'MaxCost')::numeric, 0),
  (b.settings ->> 'Deadline')::timestamptz, b.on_time
from bulk.batches b
cross join lateral (
  select count(*)::int as requests,
    (count(*) filter (where a.answer_count = 0 and (a.ended_at is not null or w.worker_id is null)))::int as wasted,
    coalesce(sum(a.cost), 0) as cost
  from bulk.attempts a
  left join bulk.workers w on w.worker_id = a.worker_id and w.seen_at > (select bulk.clock()) - interval '1 minute'
  where a.batch_id = b.batch_id and a.outcome is distinct from 'unsent') as spent
where b.batch_id = @batch;
