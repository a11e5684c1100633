-- Asks for the right to send one request now.
-- All scopes at once; what follows from a refusal stands in its row. The clock is told so that a jump of it is seen.
select attempt_id, refused_by,
  case when retry_at is not null
    then least(extract(epoch from retry_at) - extract(epoch from bulk.clock()), 1e9)::float8 end,
  bulk.clock(),
  exists (select from bulk.limit_scopes s where s.scope = any (@scopes) and s.pause_count > 0)
from bulk.take_permit(@scopes, @worker, @batch, @account, @model, @chunks, @leases, @tokens, @cost);
