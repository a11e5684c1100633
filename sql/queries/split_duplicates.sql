-- Notes which documents of a batch say the same as an earlier one, and end with it.
-- Not those of an original that has ended: nothing ends with it any more. A second run does no harm.
insert into bulk.duplicates (batch_id, document_no, original_no)
select batch_id, document_no, original_no
from (
  select batch_id, document_no, min(document_no) over (partition by hash) as original_no
  from bulk.documents
  where batch_id = @batch) as found
where document_no <> original_no and not exists (
  select from bulk.results r where r.batch_id = found.batch_id and r.document_no = found.original_no)
on conflict do nothing;
