-- The newest batches within a span of numbers, with what they spent; reads no more than it shows.
-- A request whose worker is gone without a word brought nothing.
select b.batch_id, b.job, b.source, b.state, b.waiting_for, b.document_count, b.extracted_count, b.failed_count,
  b.cached_count, b.simulated, b.created_at, b.finished_at, spent.request_count, spent.wasted_count, spent.cost,
  coalesce((b.settings ->> 'MaxCost')::numeric, 0) as max_cost,
  (b.settings ->> 'Deadline')::timestamptz as deadline, b.on_time, b.input_notes
from (
  select * from bulk.batches where batch_id between @first and @last order by batch_id desc limit @limit) b
cross join lateral (
  select count(*)::int as request_count,
    (count(*) filter (where a.answer_count = 0 and (a.ended_at is not null or w.worker_id is null)))::int
      as wasted_count,
    coalesce(sum(a.cost), 0) as cost
  from bulk.attempts a
  left join bulk.living_workers w on w.worker_id = a.worker_id
  where a.batch_id = b.batch_id and a.outcome is distinct from 'unsent') as spent
order by b.batch_id desc;
