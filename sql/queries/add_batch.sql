-- Opens a batch; its documents follow in the same transaction.
-- The number of documents is set when they are all in.
insert into bulk.batches (definition_id, job, source, columns, settings, accounts, pool, simulated)
values (@definition, @job, @source, @columns, @settings, @accounts, @pool, @simulated)
returning batch_id;
