-- Asks for the right to send one request now.
-- All scopes at once; what follows from a refusal stands in its row.
select attempt_id, retry_at - bulk.clock(), refused_by
from bulk.take_permit(@scopes, @worker, @batch, @account, @model, @chunks, @tokens);
