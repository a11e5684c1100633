-- The batches that a worker with these accounts can work on.
-- Oldest first; the pipeline takes turns. behind_until: the clock was set back, and what it granted lies ahead of it.
select b.batch_id, d.body as definition, b.settings, b.accounts, b.waiting_for,
  b.document_count - b.extracted_count - b.failed_count - beside.extracted - beside.failed as open_count, b.on_time,
  clock.now,
  case when greatest(clock.latest, b.created_at, b.split_at) > clock.now + interval '5 seconds'
    then greatest(clock.latest, b.created_at, b.split_at) end as behind_until
from bulk.batches b
join bulk.definitions d using (definition_id)
cross join lateral bulk.counted(b.batch_id) as beside
cross join (
  select bulk.clock() as now, max(granted_at) as latest from bulk.limit_scopes) as clock
where b.state in ('extracting', 'waiting') and b.accounts && @accounts
order by b.batch_id;
