-- The first key that two rows of a batch share, with the numbers of both rows.
-- Asked after the COPY, if a filter found that a key may repeat: keeping every key in memory would not stay flat.
select key, min(document_no), (array_agg(document_no order by document_no))[2]
from bulk.documents
where batch_id = @batch
group by key
having count(*) > 1
order by 2
limit 1;
