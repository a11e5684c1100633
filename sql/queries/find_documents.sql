-- The numbers of a batch's documents within a window of numbers: those of a condition, by key or by a text in them.
-- The window bounds what a search reads; the caller goes on behind it. The condition is put in by FilterSql.
select d.document_no
from bulk.documents d
left join bulk.results r on r.batch_id = d.batch_id and r.document_no = d.document_no
where d.batch_id = @batch and d.document_no > @after and d.document_no <= @until
  and bulk.is_found(d.key, d.text, @search::text)
  and (/* filter */ true)
order by d.document_no
limit @limit;
