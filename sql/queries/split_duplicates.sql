-- Notes which documents of a batch say the same as an earlier one.
-- Nothing happens to rows that are noted already, so a second run does no harm.
insert into bulk.duplicates (batch_id, document_no, original_no)
select batch_id, document_no, original_no
from (
  select batch_id, document_no, min(document_no) over (partition by hash) as original_no
  from bulk.documents
  where batch_id = @batch) as found
where document_no <> original_no
on conflict do nothing;
