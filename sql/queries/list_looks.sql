-- The chunks of a batch that wait for another answer though they have one; some of many.
-- By an index of their own.
select chunk_id, document_no, lease_token
from bulk.chunks
where batch_id = @batch and look > 0 and state in ('pending', 'leased')
order by chunk_id
limit 1000;
