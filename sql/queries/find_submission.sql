-- The batch that was submitted with a key.
-- With what was said of it, since another submission with the same key is a mistake.
select batch_id, job, source
from bulk.batches
where submission_key = @key;
