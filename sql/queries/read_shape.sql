-- What was asked in a batch, and how its input was written.
-- All that an export needs to know before its first row.
select d.body as definition, b.columns, b.csv_delimiter, b.csv_encoding, b.csv_mark
from bulk.batches b
join bulk.definitions d using (definition_id)
where b.batch_id = @batch;
