-- Notes where the documents of a range were extracted. What was asked anew replaces what was noted before;
-- what was itself answered from earlier work is noted only where nothing is. In key order.
insert into bulk.earlier as e (definition_id, simulated, hash, batch_id, document_no)
select distinct on (d.hash) b.definition_id, b.simulated, d.hash, r.batch_id, r.document_no
from bulk.batches b
join bulk.results r on r.batch_id = b.batch_id and r.document_no between @first and @last
cross join lateral (
  select hash from bulk.documents
  where batch_id = r.batch_id and document_no = r.document_no
  offset 0) d  -- keeps it a lookup by key: under stale statistics a join compares each with each
where b.batch_id = @batch and r.state = 'extracted' and not exists (
  select from bulk.earlier known
  where known.definition_id = b.definition_id and known.simulated = b.simulated and known.hash = d.hash
    and (r.cached or known.batch_id >= b.batch_id))
order by d.hash, r.cached, r.document_no
on conflict (definition_id, simulated, hash) do update
set batch_id = excluded.batch_id, document_no = excluded.document_no
where e.batch_id < excluded.batch_id;
