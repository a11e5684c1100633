-- The other batches of a batch's job whose results are not all noted yet, and whether they ended.
-- Simulated and real ones never meet.
select b.batch_id, bulk.last_document(b.batch_id) as last_no, b.state in ('finished', 'cancelled') as ended
from bulk.batches own
join bulk.batches b on b.job = own.job and b.simulated = own.simulated and b.batch_id <> own.batch_id
where own.batch_id = @batch and not b.remembered
  and b.extracted_count + (select extracted from bulk.counted(b.batch_id)) > 0
order by b.batch_id;
