-- What was asked in a batch, and the columns of its input.
-- All that an export needs to know before its first row.
select d.body as definition, b.columns
from bulk.batches b
join bulk.definitions d using (definition_id)
where b.batch_id = @batch;
