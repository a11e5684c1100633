-- The latest batch of a job, and what was asked in it.
-- Nothing if the job never ran.
select b.batch_id, b.created_at, b.document_count, d.body
from bulk.batches b
join bulk.definitions d using (definition_id)
where b.job = @job
order by b.batch_id desc
limit 1;
