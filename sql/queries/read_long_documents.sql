-- The next few documents of a range that no model can read in one piece.
-- Their slices are cut by the program; few, because each may be megabytes long.
select d.document_no, d.text
from bulk.documents d
left join bulk.duplicates same on same.batch_id = d.batch_id and same.document_no = d.document_no
  and same.document_no between @first and @last  -- the range is not handed on by itself: all before it would be read
left join bulk.results done on done.batch_id = d.batch_id and done.document_no = d.document_no
  and done.document_no between @first and @last
where d.batch_id = @batch and d.document_no between @first and @last
  and d.tokens - d.picture_tokens > @tokens and same.document_no is null and done.document_no is null
order by d.document_no
limit 10;
