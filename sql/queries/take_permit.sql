-- Asks for the right to send one request now.
-- All scopes at once; what follows from a refusal stands in its row.
select attempt_id, least(extract(epoch from retry_at) - extract(epoch from bulk.clock()), 1e9)::float8, refused_by
from bulk.take_permit(@scopes, @worker, @batch, @account, @model, @chunks, @tokens);
