-- How a batch is to be split.
-- A batch that ended needs no splitting.
select b.document_count, b.settings, d.body
from bulk.batches b
join bulk.definitions d using (definition_id)
where b.batch_id = @batch and b.state <> 'cancelled';
