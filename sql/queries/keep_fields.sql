-- Keeps what earlier results say of the documents of a range, and notes which fields are still to be asked.
-- What a newer definition gave is there already and stays.
insert into bulk.kept (batch_id, document_no, asked, fields, grounding, flags)
select d.batch_id, d.document_no, @asked::text[], r.fields - @asked::text[] - @dropped::text[], r.grounding, r.flags
from bulk.batches b
join bulk.documents d on d.batch_id = b.batch_id and d.document_no between @first and @last
join bulk.earlier e on e.definition_id = @definition and e.simulated = b.simulated and e.hash = d.hash
join bulk.results r on r.batch_id = e.batch_id and r.document_no = e.document_no and r.state = 'extracted'
where b.batch_id = @batch and not exists (
  select from bulk.results where batch_id = d.batch_id and document_no = d.document_no
  offset 0)  -- keeps it a lookup by key: under stale statistics a join compares each with each
on conflict do nothing;
