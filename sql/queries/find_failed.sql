-- The numbers of a batch's documents that were given up, by key or by a text in them.
-- By key through an index of nothing else, so that few are found fast among many.
select r.document_no
from bulk.results r
join bulk.documents d on d.batch_id = r.batch_id and d.document_no = r.document_no
where r.batch_id = @batch and r.document_no > @after and r.state = 'failed'
  and bulk.is_found(d.key, d.text, @search::text)
order by r.document_no
limit @limit;
