-- Ends the questions about chunks that have an answer; the problem says why there is no more.
-- Only under the lease that is told, so that an answer just recorded is not undone.
update bulk.chunks c
set state = 'answered', problem = @reason
from unnest(@chunks, @tokens) as held (chunk_id, lease_token)
where c.chunk_id = held.chunk_id and c.lease_token = held.lease_token and c.question_no > 0
  -- so that no partial index is tempting, which old statistics call empty:
  and c.state <> all ('{answered,failed}');
