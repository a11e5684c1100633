-- The numbers of a batch's documents that have a result, in an order that what came of them makes.
-- Their texts are looked at only for a search: to join all of them would take longer than to sort.
select r.document_no
from bulk.results r
where r.batch_id = @batch
  and (@search::text is null or exists (
    select from bulk.documents d
    where d.batch_id = r.batch_id and d.document_no = r.document_no
      and bulk.is_found(d.key, d.text, @search)))
  and (/* filter */ true)
order by /* order */ 1
offset @skip
limit @limit;
