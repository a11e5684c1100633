-- The batch that was submitted with a key.
-- With what was said of it, since another submission with the same key is a mistake.
select b.batch_id, b.job, b.source, r.said
from bulk.batches b
left join bulk.receipts r using (batch_id)
where b.submission_key = @key;
