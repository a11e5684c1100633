-- One picture of a document by its number, from 1; no row where there is none.
-- They are kept one behind the other and as they are: the others are not read.
select substring(d.picture
  from 1 + coalesce((select sum(size)::int from unnest(d.picture_sizes[:@number - 1]) as size), 0)
  for coalesce(d.picture_sizes[@number], octet_length(d.picture))) as picture
from bulk.documents d
where d.batch_id = @batch and d.document_no = @document and d.picture is not null
  and @number between 1 and coalesce(cardinality(d.picture_sizes), 1);
