-- What changes whenever the batch's own row does.
-- Nothing where there is no such batch.
select xmin::text as version from bulk.batches where batch_id = @batch;
