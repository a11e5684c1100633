-- What a worker would need to know of one batch, and the pool it was submitted with.
-- The pool names keys by their variables only.
select b.batch_id, d.body, b.settings, b.accounts, b.waiting_for,
  b.document_count - b.extracted_count - b.failed_count, b.pool
from bulk.batches b
join bulk.definitions d using (definition_id)
where b.batch_id = @batch;
