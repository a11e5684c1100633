-- The values of a document that somebody corrected.
-- The original is what stood there before the first correction.
select field, original, value, corrected_at
from bulk.corrections
where batch_id = @batch and document_no = @document
order by field;
