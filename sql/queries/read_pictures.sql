-- The pictures of some documents, in the order asked for.
-- Null where there are none.
select d.picture, d.picture_sizes
from unnest(@batches, @documents) with ordinality as asked (batch_id, document_no, place)
left join bulk.documents d on d.batch_id = asked.batch_id and d.document_no = asked.document_no
order by asked.place;
