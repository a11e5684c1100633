-- Gives chunks back that were never sent: they are due after @delay, for anybody.
-- Nobody is blamed.
update bulk.chunks c
set state = 'pending', due_at = bulk.clock() + @delay
from unnest(@chunks, @tokens) as held (chunk_id, lease_token)
where c.chunk_id = held.chunk_id and c.lease_token = held.lease_token and c.state = 'leased';
