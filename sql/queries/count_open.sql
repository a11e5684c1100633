-- How much is open over all batches.
-- Chunks of a batch that is paused wait, too.
select count(*)::int as batch_count, coalesce(sum((
  select count(*) from bulk.chunks c where c.batch_id = b.batch_id and c.state in ('pending', 'leased'))), 0)::bigint
  as chunk_count
from bulk.batches b
where b.state not in ('finished', 'cancelled');
