-- The other batches of a batch's job whose results are not all noted yet, and whether they ended.
-- Simulated and real ones never meet.
select b.batch_id, last.no as last_no, b.state in ('finished', 'cancelled') as ended
from bulk.batches own
join bulk.batches b on b.job = own.job and b.simulated = own.simulated and b.batch_id <> own.batch_id
cross join lateral (
  select coalesce(max(document_no), 0) as no from bulk.documents where batch_id = b.batch_id) as last
where own.batch_id = @batch and not b.remembered
  and b.extracted_count + (select extracted from bulk.counted(b.batch_id)) > 0
order by b.batch_id;
