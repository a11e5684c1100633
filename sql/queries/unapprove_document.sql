-- Takes an approval back.
-- What was never approved stays so.
delete from bulk.approvals where batch_id = @batch and document_no = @document;
