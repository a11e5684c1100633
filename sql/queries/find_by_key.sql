-- The numbers of a batch's documents in the order of their keys: those of a condition, by key or by a text in them.
-- By code points, as the index on the keys has them.
select d.document_no
from bulk.documents d
left join bulk.results r on r.batch_id = d.batch_id and r.document_no = d.document_no
where d.batch_id = @batch
  and bulk.is_found(d.key, d.text, @search::text)
  and (/* filter */ true)
order by /* order */ 1
offset @skip
limit @limit;
