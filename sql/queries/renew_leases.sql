-- Renews the leases that a worker holds, all in one statement.
-- It waits for nobody: a chunk that is locked is just being recorded, and needs no lease any more.
update bulk.chunks
set due_at = bulk.clock() + @duration
where chunk_id = any (array(
  select c.chunk_id
  from unnest(@chunks, @tokens) as held (chunk_id, lease_token)
  join bulk.chunks c on c.chunk_id = held.chunk_id and c.lease_token = held.lease_token
  where c.state is not distinct from 'leased'  -- so that no partial index is tempting, which old statistics call empty
  for update of c skip locked));
