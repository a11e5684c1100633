-- The document before one of a batch: of those of a condition, by key or by a text in them.
-- Within a window of numbers, which bounds what is read.
select d.document_no
from bulk.documents d
left join bulk.results r on r.batch_id = d.batch_id and r.document_no = d.document_no
where d.batch_id = @batch and d.document_no < @document and d.document_no >= @from
  and bulk.is_found(d.key, d.text, @search::text)
  and (/* filter */ true)
order by d.document_no desc
limit 1;
