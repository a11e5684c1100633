-- What a worker would need to know of one batch, and the pool it was submitted with.
-- The pool names keys by their variables only.
select b.batch_id, d.body as definition, b.settings, b.accounts, b.pool
from bulk.batches b
join bulk.definitions d using (definition_id)
where b.batch_id = @batch;
