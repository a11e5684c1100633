-- How a batch is to be split.
-- A batch that was cancelled needs no splitting.
select b.document_count, b.settings, d.body, b.split_asked_at
from bulk.batches b
join bulk.definitions d using (definition_id)
where b.batch_id = @batch and b.state <> 'cancelled';
