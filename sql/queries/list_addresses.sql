-- The next few documents of a range whose pictures stand at an address and were not fetched yet.
-- A duplicate has its picture with its original, so that is kept more than once.
select d.document_no, d.image, d.text,
  1 + (select count(*)::int from bulk.duplicates c where c.batch_id = d.batch_id and c.original_no = d.document_no)
    as copy_count
from bulk.documents d
join bulk.batches b on b.batch_id = d.batch_id and b.state <> 'cancelled'
left join bulk.duplicates same on same.batch_id = d.batch_id and same.document_no = d.document_no
  and same.document_no between @first and @last  -- the range is not handed on by itself: all before it would be read
left join bulk.results done on done.batch_id = d.batch_id and done.document_no = d.document_no
  and done.document_no between @first and @last
where d.batch_id = @batch and d.document_no between @first and @last
  and d.image like '%://%' and d.picture is null and d.problem is null
  and same.document_no is null and done.document_no is null
order by d.document_no
limit 16;
