-- The next few documents of a range that no model can read in one piece.
-- Their slices are cut by the program; few, because each may be megabytes long.
select d.document_no, d.text
from bulk.documents d
where d.batch_id = @batch and d.document_no between @first and @last
  and d.tokens - d.picture_tokens > @tokens
  and not exists (
    select from bulk.duplicates where batch_id = d.batch_id and document_no = d.document_no
    offset 0)  -- keeps it a lookup by key: under stale statistics a join compares each with each
  and not exists (select from bulk.results where batch_id = d.batch_id and document_no = d.document_no offset 0)
order by d.document_no
limit 10;
