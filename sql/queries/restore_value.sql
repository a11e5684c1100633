-- Puts a field's first value back and forgets the correction.
-- A field that was not there before goes away again.
with undone as (
  delete from bulk.corrections
  where batch_id = @batch and document_no = @document and field = @field
  returning batch_id, document_no, field, original)
update bulk.results r
set fields = case when u.original is null then r.fields - u.field
  else jsonb_set(r.fields, array[u.field], u.original) end
from undone u
where r.batch_id = u.batch_id and r.document_no = u.document_no;
