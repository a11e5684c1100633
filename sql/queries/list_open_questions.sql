-- The chunks of a cancelled batch that wait for another answer though they have one; some of many.
-- By an index of their own.
select c.chunk_id, c.document_no, c.lease_token
from bulk.batches b
join bulk.chunks c using (batch_id)
where b.batch_id = @batch and b.state = 'cancelled' and c.question_no > 0 and c.state in ('pending', 'leased')
order by c.chunk_id
limit 1000;
