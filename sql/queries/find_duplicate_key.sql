-- The first key that two rows of a batch share, with the numbers of both rows.
-- Asked after the COPY, if a filter found that a key may repeat: keeping every key in memory would not stay flat.
select key, min(document_no) as first_no, (array_agg(document_no order by document_no))[2] as second_no
from bulk.documents
where batch_id = @batch
group by key
having count(*) > 1
order by first_no
limit 1;
