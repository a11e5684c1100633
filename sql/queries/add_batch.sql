-- Opens a batch; its documents follow in the same transaction.
-- The number of documents is set when they are all in.
insert into bulk.batches (definition_id, job, source, columns, settings, accounts, pool, simulated,
  submission_key, csv_delimiter, csv_encoding, csv_mark, notify)
values (@definition, @job, @source, @columns, @settings, @accounts, @pool, @simulated, @key,
  @delimiter, @encoding, @mark, @notify::jsonb)
returning batch_id;
