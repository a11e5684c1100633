-- Puts a value in the place of a field's, and keeps what stood there first beside it.
-- A second correction keeps the first original: what the model said.
with found as (
  select batch_id, document_no, fields -> @field as original
  from bulk.results
  where batch_id = @batch and document_no = @document and state = 'extracted'
  for update),
kept as (
  insert into bulk.corrections as c (batch_id, document_no, field, original, value)
  select batch_id, document_no, @field, original, @value::jsonb from found
  on conflict (batch_id, document_no, field) do update
  set value = excluded.value, corrected_at = excluded.corrected_at
  returning batch_id, document_no)
update bulk.results r set fields = jsonb_set(r.fields, array[@field], @value::jsonb)
from kept k
where r.batch_id = k.batch_id and r.document_no = k.document_no;
