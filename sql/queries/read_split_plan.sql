-- How a batch is to be split.
-- A batch that was cancelled needs no splitting. Numbers have gaps where rows of the input were left out.
select last.no as last_no, b.settings, d.body, b.split_asked_at
from bulk.batches b
join bulk.definitions d using (definition_id)
cross join lateral (
  select coalesce(max(document_no), 0) as no from bulk.documents where batch_id = b.batch_id) as last
where b.batch_id = @batch and b.state <> 'cancelled';
