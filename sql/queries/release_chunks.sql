-- Gives chunks back that were never sent: they are due after @delay, for anybody.
-- Nobody is blamed.
update bulk.chunks c
set state = 'pending', due_at = bulk.clock() + @delay
from unnest(@chunks, @tokens) as held (chunk_id, lease_token)
where c.chunk_id = held.chunk_id and c.lease_token = held.lease_token
  -- so that no partial index is tempting, which old statistics call empty:
  and c.state is not distinct from 'leased';
