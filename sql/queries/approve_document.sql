-- Somebody vouches for a document's fields: from now on they are gold.
-- The first approval stays; a document without fields has none.
insert into bulk.approvals as a (batch_id, document_no)
select batch_id, document_no
from bulk.results
where batch_id = @batch and document_no = @document and state = 'extracted'
on conflict (batch_id, document_no) do update set approved_at = a.approved_at;
