-- How many of a batch's documents are of a condition, by key or by a text in them, and how many up to one of them.
-- Counted to their end, so it is asked only for as long as somebody waits.
select count(*)::int as total, (count(*) filter (where d.document_no <= @document))::int as place
from bulk.documents d
left join bulk.results r on r.batch_id = d.batch_id and r.document_no = d.document_no
where d.batch_id = @batch
  and bulk.is_found(d.key, d.text, @search::text)
  and (/* filter */ true);
