-- Makes one chunk of each document with a short text in a range of numbers.
-- Those that have a result get none, nor do duplicates, which are answered with their original.
insert into bulk.chunks (batch_id, document_no, tokens)
select d.batch_id, d.document_no, d.tokens
from bulk.documents d
where d.batch_id = @batch and d.document_no between @first and @last
  and d.tokens - d.picture_tokens <= @tokens
  and not exists (
    select from bulk.duplicates where batch_id = d.batch_id and document_no = d.document_no
    offset 0)  -- keeps it a lookup by key: under stale statistics a join compares each with each
  and not exists (select from bulk.results where batch_id = d.batch_id and document_no = d.document_no offset 0)
on conflict do nothing;
