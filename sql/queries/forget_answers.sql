-- Removes what models answered about a range of documents.
-- What was made of it stands in the results.
with chunks as (
  update bulk.chunks set problem = null, found = null
  where batch_id = @batch and document_no between @first and @last
  returning chunk_id)
delete from bulk.answers a
using chunks c
where a.chunk_id = c.chunk_id;
