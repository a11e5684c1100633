-- Renews the leases that a worker holds, all in one statement.
-- A chunk that was leased to somebody else meanwhile keeps its new lease.
update bulk.chunks c
set due_at = bulk.clock() + @duration
from unnest(@chunks, @tokens) as held (chunk_id, lease_token)
where c.chunk_id = held.chunk_id and c.lease_token = held.lease_token and c.state = 'leased';
