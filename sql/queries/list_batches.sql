-- The newest batches within a span of numbers, with what they spent and what says why they stand still, if they do.
-- A request whose worker is gone without a word brought nothing. It reads no more than it shows.
select b.batch_id, b.job, b.source, b.state, b.waiting_for, b.document_count,
  b.extracted_count + beside.extracted as extracted_count, b.failed_count + beside.failed as failed_count,
  b.cached_count + beside.cached as cached_count, b.simulated, b.created_at, b.finished_at,
  case when b.is_summed then b.spent_request_count else b.past_request_count + spent.request_count end
    as request_count,
  case when b.is_summed then b.spent_wasted_count else b.past_wasted_count + spent.wasted_count end
    as wasted_count,
  case when b.is_summed then b.spent_cost else b.past_cost + spent.cost end as cost,
  coalesce((b.settings ->> 'MaxCost')::numeric, 0) as max_cost,
  (b.settings ->> 'Deadline')::timestamptz as deadline, b.on_time, b.input_notes,
  b.accounts, b.split_at is not null as is_split, bulk.clock() as now, workers.worker_count, workers.known_accounts,
  spent.under_way_count, next.due_at as next_due_at, next.is_leased as next_is_leased, next.is_held as next_is_held,
  greatest(b.split_asked_at, b.split_at, workers.started_at, spent.moved_at) as moved_at
from (
  select *, coalesce(summed_at > finished_at, false) as is_summed from bulk.batches
  where batch_id between @first and @last order by batch_id desc limit @limit) b
cross join lateral bulk.counted(b.batch_id) as beside
cross join lateral (
  select count(*)::int as request_count,
    (count(*) filter (where a.answer_count = 0 and (a.ended_at is not null or w.worker_id is null)))::int
      as wasted_count,
    (count(*) filter (where a.ended_at is null and w.worker_id is not null))::int as under_way_count,
    coalesce(sum(a.cost), 0) as cost, max(greatest(a.granted_at, a.ended_at)) as moved_at
  from bulk.attempts a
  left join bulk.living_workers w on w.worker_id = a.worker_id
  where a.batch_id between b.batch_id and b.batch_id  -- a range: one batch may look like all, in old statistics
    and a.outcome is distinct from 'unsent' and not b.is_summed) as spent
cross join lateral (
  select count(*)::int as worker_count, max(w.started_at) as started_at,
    array(
      select account from unnest(b.accounts) account
      where exists (
        select from bulk.living_workers k
        where account = any (k.accounts) and coalesce(k.only_batch, b.batch_id) = b.batch_id)) as known_accounts
  from bulk.living_workers w where coalesce(w.only_batch, b.batch_id) = b.batch_id) as workers
left join lateral (
  select c.due_at, c.state = 'leased' as is_leased,
    exists (select from bulk.living_workers w where w.worker_id = c.leased_by) as is_held
  from bulk.chunks c
  where c.batch_id = b.batch_id and c.state in ('pending', 'leased') and b.state in ('extracting', 'waiting')
  order by c.due_at, c.chunk_id limit 1) as next on true
order by b.batch_id desc;
