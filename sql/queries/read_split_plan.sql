-- How a batch is to be split.
-- A batch that was cancelled needs no splitting. Numbers have gaps where rows of the input were left out.
select bulk.last_document(b.batch_id) as last_no, b.settings, d.body, b.split_asked_at
from bulk.batches b
join bulk.definitions d using (definition_id)
where b.batch_id = @batch and b.state <> 'cancelled';
