-- Makes one chunk of each document with a short text in a range of numbers.
-- Those that have a result get none, nor do duplicates, which are answered with their original.
insert into bulk.chunks (batch_id, document_no, tokens)
select d.batch_id, d.document_no, d.tokens
from bulk.documents d
left join bulk.duplicates same on same.batch_id = d.batch_id and same.document_no = d.document_no
  and same.document_no between @first and @last  -- the range is not handed on by itself: all before it would be read
left join bulk.results done on done.batch_id = d.batch_id and done.document_no = d.document_no
  and done.document_no between @first and @last
where d.batch_id = @batch and d.document_no between @first and @last
  and d.tokens - d.picture_tokens <= @tokens and same.document_no is null and done.document_no is null
on conflict do nothing;
