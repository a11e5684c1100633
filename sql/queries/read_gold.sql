-- A page of a batch's approved documents with their fields, by key.
-- The same shape as a gold file: what was read, and what it says.
select a.document_no, d.key, d.text, r.fields
from bulk.approvals a
join bulk.documents d on d.batch_id = a.batch_id and d.document_no = a.document_no
join bulk.results r on r.batch_id = a.batch_id and r.document_no = a.document_no
where a.batch_id = @batch and a.document_no > @after and r.state = 'extracted'
order by a.document_no
limit @limit;
