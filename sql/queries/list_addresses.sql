-- The next few documents of a range whose pictures stand at an address and were not fetched yet.
-- A duplicate has its picture with its original, so that is kept more than once.
select d.document_no, d.image, d.text,
  1 + (select count(*)::int from bulk.duplicates c where c.batch_id = d.batch_id and c.original_no = d.document_no)
    as copy_count
from bulk.documents d
join bulk.batches b on b.batch_id = d.batch_id and b.state <> 'cancelled'
where d.batch_id = @batch and d.document_no between @first and @last
  and d.image like '%://%' and d.picture is null and d.problem is null
  and not exists (
    select from bulk.duplicates where batch_id = d.batch_id and document_no = d.document_no
    offset 0)  -- keeps it a lookup by key: under stale statistics a join compares each with each
  and not exists (select from bulk.results where batch_id = d.batch_id and document_no = d.document_no offset 0)
order by d.document_no
limit 16;
