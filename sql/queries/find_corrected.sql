-- The numbers of a batch's documents that somebody corrected, by key or by a text in them.
-- A document is found once, however many of its values were corrected.
select distinct r.document_no
from bulk.corrections r
join bulk.documents d on d.batch_id = r.batch_id and d.document_no = r.document_no
where r.batch_id = @batch and r.document_no > @after
  and bulk.is_found(d.key, d.text, @search::text)
order by r.document_no
limit @limit;
